import { join } from 'node:path';
import { build } from './build-client.ts';
import { readConfig } from './config.ts';
import { openAccounts } from './demo/accounts.ts';
import { beginAnew } from './demo/begin-anew.ts';
import { demoClock } from './demo/clock.ts';
import { COMMUNE_CLERK, FIELD_CREW, OBSERVER, OTHER_POSTS } from './demo/colleagues.ts';
import { runProvince, sharesOf, TODAY } from './demo/province.ts';
import { openGateway } from './demo/sms-gateway.ts';
import { StageTable } from './demo/stage-table.ts';
import { failureText } from './failure-text.ts';
import { seedCampaign } from './seed/seed-campaign.ts';
import { start } from './start.ts';

const root = join(import.meta.dirname, '..');

try {
  await demonstrate();
} catch (error) {
  console.error(failureText(error));
  process.exit(1);
}

/**
 * The whole job on a province's file, unattended, through the same HTTP API that offices and phones use.
 * It works in a folder (or schema) of its own, which each run begins anew, and leaves the server running.
 */
async function demonstrate(): Promise<void> {
  const gateway = await openGateway();
  const config = {
    ...readConfig({
      ...process.env,
      DATA_DIR: join(root, 'data/demo'),
      DATABASE_SCHEMA: 'demo',
    }),
    gateway: gateway.config,
  };
  const unlock = await beginAnew(config);
  const table = new StageTable();
  await table.stage('client', 'build', async () => {
    await build();
    return 3;
  });
  const clock = demoClock('2026-11-02T01:00:00Z');
  const server = await table.stage(
    'database',
    'migrate',
    () => start(config, clock.now),
    () => 3321,
  );
  const address = `http://127.0.0.1:${(server.app.server.address() as { port: number }).port}`;
  const accounts = await openAccounts(address, server.deps, [
    OBSERVER,
    COMMUNE_CLERK,
    ...FIELD_CREW,
    ...OTHER_POSTS,
  ]);
  const { deps } = server;
  const fieldwork = { address, accounts, clock, deps, doors: sharesOf };
  await runProvince({ ...fieldwork, table, taken: gateway.taken, root });
  await table.stage('next round', 'a small one that collects today', async () => {
    for await (const { stage, round } of seedCampaign(
      { ...fieldwork, terms: { name: 'Khảo sát chuyên đề đầu năm 2027', year: 2027 } },
      'answered',
      new Date(TODAY),
    ))
      if (stage === 'answered') return round.collection ? 1 : 0;
    return 0;
  });

  console.log(`\n${table.text()}\n`);
  printAddresses(config.publicUrl, gateway.address);
  for (const { username, password, holder, tries } of accounts.all)
    console.log(`  ${username.padEnd(19)} ${password}   ${holder}: ${tries}`);
  const stop = async () => {
    gateway.close();
    await server.stop();
    await unlock();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function printAddresses(publicUrl: string, gateway: string): void {
  console.log(`Máy chủ đang chạy / the server is running: ${publicUrl}`);
  console.log(
    `  văn phòng / office: ${publicUrl}/quan-tri   kết quả công khai / public results: ${publicUrl}/ket-qua`,
  );
  console.log(`  tin nhắn đã nhận / messages taken: ${gateway}`);
}
