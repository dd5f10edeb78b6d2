import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connectPostgres } from '../../../server/db/database.ts';
import { lockFolder } from '../../../server/db/lock.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { openEmbedded } from '../../../server/db/open-embedded.ts';
import { startServer } from '../../chaos/kept-server.ts';
import type { Office } from '../../office.ts';
import { officeOn } from '../../office.ts';
import { freePort, startPostgres } from '../../postgres-server.ts';
import type { CollectingCampaign } from '../../scenario-collecting.ts';
import { collectingCampaign } from '../../scenario-collecting.ts';

export type DatabaseKind = 'PostgreSQL' | 'embedded';

/** A campaign that collects, its server in a process of its own, and the bare handler beside it. */
export interface LoadedProvince {
  readonly campaign: CollectingCampaign;
  readonly port: number;
  readonly pid: number;
  /** On the same PostgreSQL; the embedded database has room for one process only. */
  readonly barePort: number | undefined;
  /** Of a Home Affairs account that is signed in. */
  readonly cookie: string;
  /** Ends both servers and opens the office on what they left. */
  office(): Promise<Office>;
  close(): Promise<void>;
}

const STRATA = 4;

/** PostgreSQL as it would be installed: every commit is on the disk before the receipt leaves. */
export async function openLoadedProvince(
  kind: DatabaseKind,
  people: number,
  /** Fills the database and the folder that the settings name, before the campaign comes. */
  prepare: (settings: Readonly<Record<string, string>>) => Promise<void> = async () => {},
  settings: Readonly<Record<string, string>> = {},
): Promise<LoadedProvince> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-load-'));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const postgres =
    kind === 'PostgreSQL' ? await startPostgres(folder, { isDurable: true }) : undefined;
  const databaseUrl = postgres && (await newDatabase(postgres.url));
  const stored = { DATA_DIR: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
  await prepare(stored);
  const office = async () => {
    const unlock = databaseUrl ? async () => {} : await lockFolder(dataDir);
    const db = databaseUrl
      ? connectPostgres(databaseUrl, 'public')
      : await openEmbedded(dataDir, 'tables');
    await migrate(db);
    const opened = await officeOn(db, dataDir);
    return { ...opened, close: () => opened.close().then(unlock) };
  };
  const first = await office();
  const campaign = await collectingCampaign(first, {
    agencies: ['01981', '05443'],
    peoplePerStratum: Math.ceil(people / STRATA),
    terms: { questionnairePart: 'whole' },
  });
  const { cookie } = await first.as('home_affairs');
  await first.close();

  const programs: ChildProcess[] = [];
  const run = async (program?: string) => {
    const port = await freePort();
    programs.push(
      await startServer(
        { PORT: String(port), ...stored, ...settings },
        (words) => {
          if (words.trim() !== 'ready') process.stderr.write(words);
        },
        program,
      ),
    );
    return port;
  };
  const end = async () => {
    for (const program of programs.splice(0)) {
      program.kill('SIGTERM');
      await once(program, 'exit');
    }
  };
  const port = await run();
  return {
    ...{ campaign, port, cookie },
    pid: programs[0]!.pid!,
    barePort: databaseUrl ? await run(join(import.meta.dirname, 'bare-server.ts')) : undefined,
    async office() {
      await end();
      return office();
    },
    async close() {
      await end();
      await postgres?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function newDatabase(server: string): Promise<string> {
  const admin = new pg.Client({ connectionString: `${server}/postgres` });
  await admin.connect();
  await admin.query('create database province');
  await admin.end();
  return `${server}/province`;
}
