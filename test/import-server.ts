import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';
import { connectPostgres } from '../server/db/database.ts';
import { lockFolder } from '../server/db/lock.ts';
import { migrate } from '../server/db/migrate.ts';
import { openEmbedded } from '../server/db/open-embedded.ts';
import type { Db } from '../server/db/schema.ts';
import { hashOf } from '../server/http/access.ts';
import { startServer } from './chaos/kept-server.ts';
import { COPIED } from './database.ts';
import { officeOn, pathOf } from './office.ts';
import { openFrameFor } from './open-round.ts';
import { freePort, startPostgres } from './postgres-server.ts';

export type DatabaseKind = 'PostgreSQL' | 'embedded';

/** A campaign that waits for its lists, and its server in a process of its own. */
export interface ImportServer {
  readonly campaignId: string;
  /** Undefined for the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly pid: () => number;
  call<E extends Endpoint>(endpoint: E, input: Sent<E>, file?: Blob): Promise<Replied<E>>;
  /** Ends at once, whatever it was doing, and starts again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `server`: a PostgreSQL that runs, with the run's migrated template; without it one is started, with every commit on the disk. */
export async function openImportServer(
  kind: DatabaseKind,
  server?: string,
  open = (dataDir: string): Promise<Db> => openEmbedded(dataDir, 'tables'),
): Promise<ImportServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-import-'));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const postgres =
    kind === 'PostgreSQL' && !server ? await startPostgres(folder, { isDurable: true }) : undefined;
  const databaseUrl =
    kind === 'PostgreSQL'
      ? await newDatabase(server ?? postgres!.url, server && COPIED)
      : undefined;
  const { campaignId, cookie } = await openFrame(databaseUrl, dataDir, open);
  let program: ChildProcess;
  let address = '';
  const run = async () => {
    const port = String(await freePort());
    address = `http://127.0.0.1:${port}`;
    const settings = { PORT: port, DATA_DIR: dataDir, CLOCK_AHEAD: '0', LOG_LEVEL: 'error' };
    program = await startServer(
      { ...settings, ...(databaseUrl && { DATABASE_URL: databaseUrl }) },
      (words) => {
        if (words.trim() !== 'ready') process.stderr.write(words);
      },
    );
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ended = once(program, 'exit');
    program.kill(signal);
    await ended;
  };
  await run();
  return {
    campaignId,
    databaseUrl,
    pid: () => program.pid!,
    async call(endpoint, input, file) {
      const { params, query, body } = input as { params?: object; query?: object; body?: object };
      const type = file ? 'application/octet-stream' : 'application/json';
      const isSent = file !== undefined || endpoint.method !== 'GET';
      const reply = await fetch(address + pathOf(endpoint.path, params, query), {
        method: endpoint.method,
        headers: { cookie, ...(isSent && { 'content-type': type }) },
        ...(isSent && { body: file ?? JSON.stringify(body ?? {}), duplex: 'half' }),
      });
      if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`);
      return (await reply.json()) as Replied<typeof endpoint>;
    },
    async restart() {
      await end('SIGKILL');
      await run();
    },
    async close() {
      await end('SIGTERM');
      await postgres?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openFrame(
  databaseUrl: string | undefined,
  dataDir: string,
  open: (dataDir: string) => Promise<Db>,
) {
  const unlock = databaseUrl ? async () => {} : await lockFolder(dataDir);
  const db = databaseUrl ? connectPostgres(databaseUrl, 'public') : await open(dataDir);
  await migrate(db);
  const office = await officeOn(db, dataDir);
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const token = randomUUID();
  await db
    .insertInto('session')
    .values({
      tokenHash: hashOf(token),
      staffId: homeAffairs.staffId!,
      startedAt: new Date(),
      lastSeenAt: new Date('2099-01-01'),
      expiresAt: new Date('2099-01-02'),
    })
    .execute();
  await office.close();
  await unlock();
  return { campaignId, cookie: `session=${token}` };
}

async function newDatabase(server: string, made = ''): Promise<string> {
  const name = `import_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: `${server}/postgres` });
  await admin.connect();
  await admin.query(`create database ${name} ${made}`);
  await admin.end();
  return `${server}/${name}`;
}
