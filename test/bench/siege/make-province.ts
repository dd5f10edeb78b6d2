// A province's round from the counters' file to the public page, by the demonstration, on the database and
// the folder that the environment names; in a process of its own, as the embedded database allows one.
import { join } from 'node:path';
import { readConfig } from '../../../server/config.ts';
import { openAccounts } from '../../../server/demo/accounts.ts';
import { demoClock } from '../../../server/demo/clock.ts';
import { COMMUNE_CLERK, FIELD_CREW, OBSERVER } from '../../../server/demo/colleagues.ts';
import { runProvince, sharesOf } from '../../../server/demo/province.ts';
import { openGateway } from '../../../server/demo/sms-gateway.ts';
import { StageTable } from '../../../server/demo/stage-table.ts';
import { start } from '../../../server/start.ts';

const clock = demoClock('2026-11-02T01:00:00Z');
const gateway = await openGateway();
const config = { ...readConfig(process.env), gateway: gateway.config };
const { app, deps, stop } = await start(config, clock.now);
const { port } = app.server.address() as { port: number };
const address = `http://127.0.0.1:${port}`;
const accounts = await openAccounts(address, deps, [OBSERVER, COMMUNE_CLERK, ...FIELD_CREW]);
await runProvince({
  ...{ address, accounts, clock, deps, doors: sharesOf, taken: gateway.taken },
  table: new StageTable(),
  root: join(import.meta.dirname, '../../..'),
});
gateway.close();
await stop();
