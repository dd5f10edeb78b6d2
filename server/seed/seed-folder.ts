import type { AddressInfo } from 'node:net';
import { relative } from 'node:path';
import type { Config } from '../config.ts';
import { openAccounts } from '../demo/accounts.ts';
import { demoClock } from '../demo/clock.ts';
import { COMMUNE_CLERK, FIELD_CREW, OBSERVER } from '../demo/colleagues.ts';
import { start } from '../start.ts';
import { openLinks } from './open-links.ts';
import { seedCampaign } from './seed-campaign.ts';
import type { SeedStage } from './stages.ts';
import { WHAT_STANDS } from './stages.ts';
import { seedTwoWaves } from './two-waves.ts';

/** Fills the folder, and says which accounts and open links are in it. */
export async function seedFolder(config: Config, stage: SeedStage | 'two_waves'): Promise<void> {
  const folder = relative(process.cwd(), config.dataDir) || '.';
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
  if (stage === 'two_waves') await seedTwoWaves(office, now);
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
    `\nMở máy chủ / start the server on it:\n  ${commandFor(folder, 'start')}\n  ${commandFor(folder, 'run dev')}`,
  );
}

/** For the shell of this machine: Windows has no variables before a command. */
function commandFor(folder: string, script: string): string {
  if (process.platform === 'win32') return `cmd /c "set DATA_DIR=${folder}&& npm ${script}"`;
  const quoted = /^[\w./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", `'\\''`)}'`;
  return `DATA_DIR=${quoted} npm ${script}`;
}
