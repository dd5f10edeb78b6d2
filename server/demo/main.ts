import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '../build-client.ts';
import { readConfig } from '../config.ts';
import { start } from '../start.ts';
import { COMMUNE_CLERK, OBSERVER, openAccounts } from './accounts.ts';
import { demoClock } from './clock.ts';
import { runProvince } from './province.ts';
import { StageTable } from './stage-table.ts';

const root = join(import.meta.dirname, '../..');

/**
 * The whole job on a province's file, unattended, through the same HTTP API that offices and phones use.
 * It works in a folder (or schema) of its own, which each run begins anew, and leaves the server running.
 */
const config = readConfig({
  ...process.env,
  DATA_DIR: join(root, 'data/demo'),
  DATABASE_SCHEMA: 'demo',
});
await rm(config.dataDir, { recursive: true, force: true });
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
const accounts = await openAccounts(address, server.deps, [OBSERVER, COMMUNE_CLERK]);
await runProvince({ address, accounts, clock, table, deps: server.deps, root });

console.log(`\n${table.text()}\n`);
console.log(`Máy chủ đang chạy / the server is running: ${config.publicUrl}`);
console.log(
  `  văn phòng / office: ${config.publicUrl}/quan-tri   kết quả công khai / public results: ${config.publicUrl}/ket-qua`,
);
for (const account of accounts.all) {
  console.log(`  ${account.username.padEnd(12)} ${account.password}   ${account.holder}`);
}
const stop = async () => {
  await server.stop();
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
