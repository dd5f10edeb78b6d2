import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultQueryExecutor } from 'kysely';
import pg from 'pg';
import { afterAll, expect } from 'vitest';

/** From when work has a connection until it gives it back; `outer` is what had one when it began. */
interface Held {
  pool: pg.Pool | undefined;
  readonly outer: Held | undefined;
}

/** A thread loads Kysely and pg once for all of its files: who asked for a second connection, until its file ends. */
const thread = globalThis as { sipasSecondConnections?: string[] };
thread.sipasSecondConnections ??= watch();
export const secondConnections = thread.sipasSecondConnections;

/**
 * The embedded database has one connection: who asks the pool within a transaction waits there for ever. On PostgreSQL
 * nobody would notice, and most files run there alone.
 */
afterAll(() => {
  expect(secondConnections.splice(0), 'asks for a second connection within a transaction').toEqual(
    [],
  );
});

function watch(): string[] {
  const found: string[] = [];
  const held = new AsyncLocalStorage<Held>();
  const provide = DefaultQueryExecutor.prototype.provideConnection;
  DefaultQueryExecutor.prototype.provideConnection = function (...args) {
    const own: Held = { pool: undefined, outer: held.getStore() };
    return held.run(own, async () => {
      try {
        return (await provide.apply(this, args)) as never;
      } finally {
        own.pool = undefined;
      }
    });
  };
  const connect = pg.Pool.prototype.connect as () => Promise<pg.PoolClient>;
  pg.Pool.prototype.connect = function (this: pg.Pool, ...args: []) {
    const own = held.getStore();
    if (own && isHeld(own.outer, this)) found.push(whoAsks());
    if (own) own.pool = this;
    return connect.apply(this, args);
  } as typeof pg.Pool.prototype.connect;
  return found;
}

const isHeld = (held: Held | undefined, pool: pg.Pool): boolean =>
  held !== undefined && (held.pool === pool || isHeld(held.outer, pool));

function whoAsks(): string {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = usual;
  return stack
    .split('\n')
    .slice(1)
    .filter((line) => !/node_modules|node:|test\/one-connection\.ts/.test(line))
    .join('\n');
}
