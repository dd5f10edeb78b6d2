import { readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, relative } from 'node:path';
import { readConfig } from '../config.ts';
import { openAccounts } from '../demo/accounts.ts';
import { demoClock } from '../demo/clock.ts';
import { COMMUNE_CLERK, FIELD_CREW, OBSERVER } from '../demo/colleagues.ts';
import { start } from '../start.ts';
import { openLinks } from './open-links.ts';
import { seedCampaign } from './seed-campaign.ts';
import type { SeedStage } from './stages.ts';
import { isSeedStage, SEED_STAGES, WHAT_STANDS } from './stages.ts';
import { seedTwoWaves } from './two-waves.ts';

/** A small campaign in any stage, on the embedded database of a folder of its own. */
const root = join(import.meta.dirname, '../..');
const TWO_WAVES = 'two_waves';
const wanted = process.argv[2];
if (!isSeedStage(wanted) && wanted !== TWO_WAVES) {
  console.error('npm run seed -- <stage>');
  for (const stage of SEED_STAGES) console.error(`  ${stage.padEnd(13)} ${WHAT_STANDS[stage]}`);
  console.error(
    `  ${TWO_WAVES.padEnd(13)} two published rounds and a table of the year before them`,
  );
  process.exit(1);
}
const config = readConfig({
  DATA_DIR: join(root, `data/seed-${wanted}`),
  LOG_LEVEL: 'error',
  ...process.env,
  DATABASE_URL: undefined,
});
const folder = relative(process.cwd(), config.dataDir) || '.';
if ((await readdir(config.dataDir).catch(() => [])).length > 0) {
  console.error(
    `${folder} đã có dữ liệu: xóa thư mục đó, hoặc đặt DATA_DIR sang thư mục khác. / ` +
      `${folder} already holds data: delete it, or set DATA_DIR to another folder.`,
  );
  process.exit(1);
}
try {
  await seed(wanted);
} catch (error) {
  // Half a campaign would be in the way of the next try.
  await rm(config.dataDir, { recursive: true, force: true });
  throw error;
}

async function seed(stage: SeedStage | typeof TWO_WAVES): Promise<void> {
  const now = new Date();
  const clock = demoClock(now.toISOString());
  // Nobody else is to come in while the clock is turned.
  const server = await start({ ...config, port: 0, host: '127.0.0.1' }, clock.now);
  const address = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
  const accounts = await openAccounts(address, server.deps, [
    OBSERVER,
    COMMUNE_CLERK,
    ...FIELD_CREW,
  ]);
  const office = { address, deps: server.deps, clock, accounts };
  let links: readonly string[] = [];
  if (stage === TWO_WAVES) await seedTwoWaves(office, now);
  else
    for await (const reached of seedCampaign(office, stage, now)) {
      console.log(`  ${reached.stage.padEnd(13)} ${WHAT_STANDS[reached.stage]}`);
      if (reached.stage === stage) links = await openLinks(reached.round);
    }
  await server.stop();
  for (const { username, password, holder, tries } of accounts.all)
    console.log(`  ${username.padEnd(19)} ${password}   ${holder}: ${tries}`);
  for (const link of links) console.log(`  ${link}   chưa trả lời / has not answered`);
  console.log(
    `\nMở máy chủ / start the server on it:\n  ${commandFor('start')}\n  ${commandFor('run dev')}`,
  );
}

/** For the shell of this machine: Windows has no variables before a command. */
function commandFor(script: string): string {
  return process.platform === 'win32'
    ? `cmd /c "set DATA_DIR=${folder}&& npm ${script}"`
    : `DATA_DIR=${folder} npm ${script}`;
}
