import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connectPostgres } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { COPIED } from '../database.ts';
import { migratedFolder } from '../migrated-postgres.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import { freePort, startPostgres } from '../postgres-server.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign, OPEN_DAY } from '../scenario-collecting.ts';
import type { Crew } from './hire-crew.ts';
import { hireCrew } from './hire-crew.ts';
import { keptServer } from './kept-server.ts';

/** A province in the middle of its fieldwork: PostgreSQL, the server in a process of its own, a campaign. */
export interface Province {
  readonly campaign: CollectingCampaign;
  readonly crew: Crew;
  readonly address: string;
  /** Ends at once, whatever it was doing, and starts again. */
  restartServer(): Promise<void>;
  restartDatabase(): Promise<void>;
  /** How often the server ended without a command. */
  readonly crashes: () => number;
  /** All that the server has said: its log, and whatever else it wrote. */
  log(): string;
  readonly databaseUrl: string;
  /** Ends the server and opens the office beside the same database and keys. */
  office(): Promise<Office>;
  close(): Promise<void>;
}

/** `shared`: the run's own PostgreSQL, for who neither crashes nor measures it. */
export async function openDatabase(folder: string, isDurable: boolean, shared?: string) {
  const own = shared ? undefined : await startOwn(folder, isDurable);
  const cluster = shared ?? own!.url;
  const name = `province_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: `${cluster}/postgres` });
  await admin.connect();
  await admin.query(`create database ${name} ${isDurable ? '' : COPIED}`);
  await admin.end();
  return {
    databaseUrl: `${cluster}/${name}`,
    async crash() {
      await own?.crash();
    },
    async stop() {
      await own?.stop();
    },
  };
}

/** What is measured begins from nothing. */
const startOwn = async (folder: string, isDurable: boolean) =>
  isDurable
    ? startPostgres(folder, { isDurable })
    : startPostgres(folder, { copyOf: await migratedFolder(folder) });

export async function officeBeside(databaseUrl: string, dataDir: string): Promise<Office> {
  const db = connectPostgres(databaseUrl, 'public');
  await migrate(db);
  return officeOn(db, dataDir);
}

/** `asked`: people whom kiosk, interviewer and desk ask as well. */
export async function openProvince(
  citizens: number,
  logLevel = 'silent',
  asked = 0,
  shared?: string,
): Promise<Province> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-chaos-'));
  // The database's account must pass through.
  await chmod(folder, 0o755);
  const postgres = await openDatabase(folder, false, shared);
  const { databaseUrl } = postgres;
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const openOffice = () => officeBeside(databaseUrl, dataDir);
  const first = await openOffice();
  const campaign = await collectingCampaign(first, {
    agencies: ['01981', '05443'],
    peoplePerStratum: Math.ceil((citizens + asked) / 4),
  });
  const crew = await hireCrew(first, campaign, asked);
  await first.close();

  const port = await freePort();
  const server = keptServer({
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: logLevel,
    // One clock for all its lives: a server that starts again does not begin the day anew.
    CLOCK_AHEAD: String(Date.parse(OPEN_DAY) - Date.now()),
  });
  await server.start();
  return {
    campaign,
    crew,
    address: `http://127.0.0.1:${port}`,
    async restartServer() {
      await server.end();
      await server.start();
    },
    restartDatabase: postgres.crash,
    crashes: server.crashes,
    log: server.log,
    databaseUrl,
    async office() {
      await server.end();
      return openOffice();
    },
    async close() {
      await server.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
