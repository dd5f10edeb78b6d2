import { Kysely } from 'kysely';
import pg from 'pg';
import { camelCase, SnakeCaseDialect } from './camel-case.ts';
import { PreparingClient } from './prepared-statement.ts';
import { keepLocks, ProcessLocks } from './process-locks.ts';
import type { Db, Tables } from './schema.ts';
import { noteSlowQuery } from './slow-queries.ts';

export type { Db } from './schema.ts';

const DATE = 1082;
const INT8 = 20;
const NUMERIC = 1700;
// A day stays a day (no time zone may move it), and counts are numbers.
pg.types.setTypeParser(DATE, (text) => text);
pg.types.setTypeParser(INT8, Number);
pg.types.setTypeParser(NUMERIC, Number);

const pools = new WeakMap<Db, pg.Pool>();

/** Of this process; `waiting` are queries that no connection is free for. */
export function poolStatistics(db: Db): Readonly<Record<'busy' | 'idle' | 'waiting', number>> {
  const pool = pools.get(db);
  const [all, idle] = [pool?.totalCount ?? 0, pool?.idleCount ?? 0];
  return { busy: all - idle, idle, waiting: pool?.waitingCount ?? 0 };
}

function kyselyOn(pool: pg.Pool): Db {
  // A database that restarts cuts connections, idle or within a transaction: the next query gets the
  // error or a new connection. Unheard, the event would end the whole server.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db: Db = new Kysely<Tables>({
    dialect: new SnakeCaseDialect({ pool }),
    plugins: [camelCase],
    log: (event) => noteSlowQuery(db, event),
  });
  pools.set(db, pool);
  return db;
}

/** A server's database. The province's schema is on the search path of every connection. */
export function connectPostgres(url: string, schema: string): Db {
  const settings = {
    connectionString: url,
    options: `-c search_path=${schema}`,
    application_name: 'sipas',
    // A database behind a broken network takes a connection and never answers: nobody waits for ever, nor for a free one.
    connectionTimeoutMillis: 60_000,
  };
  const pool = new pg.Pool({ ...settings, Client: PreparingClient, max: 10 });
  const locks = new ProcessLocks(settings);
  const end = pool.end.bind(pool) as () => Promise<void>;
  pool.end = (async () => {
    await locks.close();
    await end();
  }) as typeof pool.end;
  const db = kyselyOn(pool);
  keepLocks(db, locks);
  return db;
}

/** The embedded database has one connection. */
export async function embeddedOn(lite: import('@electric-sql/pglite').PGlite): Promise<Db> {
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
  const pool = new pg.Pool({
    ...(createPgConfig(lite) as pg.PoolConfig),
    Client: PreparingClient,
    max: 1,
    idleTimeoutMillis: 0,
    // Asking the pool inside a transaction would wait for ever on the only connection.
    connectionTimeoutMillis: 60_000,
  });
  const end = pool.end.bind(pool) as () => Promise<void>;
  pool.end = (async () => {
    await end();
    await lite.close();
  }) as typeof pool.end;
  return kyselyOn(pool);
}
