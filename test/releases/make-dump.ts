// The database of this version with a campaign in each stage, made through HTTP as offices and phones do, and the keys of
// its folder: what the upgrade of every later version is tested on.  npm run release-dump -- <version>
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { dumpDatabase } from '../../server/backup/dump-database.ts';
import { readConfig } from '../../server/config.ts';
import { openAccounts } from '../../server/demo/accounts.ts';
import { demoClock } from '../../server/demo/clock.ts';
import { COMMUNE_CLERK, FIELD_CREW, OBSERVER } from '../../server/demo/colleagues.ts';
import { seedCampaign } from '../../server/seed/seed-campaign.ts';
import type { SeedStage } from '../../server/seed/stages.ts';
import type { Server } from '../../server/start.ts';
import { start } from '../../server/start.ts';
import { OPEN_DAY } from '../scenario-collecting.ts';
import { dumpPath, keepKeys } from './released-files.ts';

/** By the stage's name, how far a seeded campaign goes in it. */
const CAMPAIGNS: Readonly<Record<string, SeedStage>> = {
  draft: 'draft',
  frame_open: 'listed',
  frame_frozen: 'planned',
  drawn: 'drawn',
  collecting: 'answered',
  closed: 'closed',
  published: 'published',
  erased: 'erased',
};
/** A ballot is five thousand bytes that nothing compresses: few people, and a file that a repository can keep. */
const SMALL = {
  shareOfDossiers: 0.14,
  design: { size: 27, minimumPerStratum: 5, minimumPerAgency: 9 },
};
const MOST_BYTES = 300_000;

const [version] = process.argv.slice(2);
if (!version || !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) {
  console.error('npm run release-dump -- <version>, such as 0.2.0');
  process.exit(1);
}
if (await isThere(dumpPath(version))) {
  console.error(`${dumpPath(version)} is there: the file of a released version never changes.`);
  process.exit(1);
}
const dataDir = await mkdtemp(join(tmpdir(), 'sipas-release-'));
try {
  await makeDump(version);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

async function makeDump(name: string): Promise<void> {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  const clock = demoClock(OPEN_DAY);
  const server = await start({ ...config, port: 0, host: '127.0.0.1' }, clock.now);
  try {
    await fill(server, clock);
    const lines: string[] = [];
    await dumpDatabase(server.deps.db, clock.now(), async (text) => void lines.push(text));
    const packed = brotliCompressSync(lines.join(''), {
      params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
    });
    if (packed.length > MOST_BYTES)
      throw new Error(`${packed.length} bytes, more than ${MOST_BYTES}`);
    await writeFile(dumpPath(name), packed);
    await keepKeys(name, dataDir);
    console.log(`${dumpPath(name)}: ${packed.length} bytes`);
  } finally {
    await server.stop();
  }
}

async function fill({ app, deps }: Server, clock: ReturnType<typeof demoClock>): Promise<void> {
  const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const crew = [OBSERVER, COMMUNE_CLERK, ...FIELD_CREW];
  const accounts = await openAccounts(address, deps, crew);
  const now = new Date(OPEN_DAY);
  for (const [stage, wanted] of Object.entries(CAMPAIGNS)) {
    const terms = { name: `Đợt ${stage}`, restRounds: 0 };
    const office = { address, deps, clock, accounts, terms, size: SMALL };
    await Array.fromAsync(seedCampaign(office, wanted, now));
    console.log(terms.name);
  }
  clock.setTo(OPEN_DAY);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
