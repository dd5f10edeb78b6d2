// A province's round from the counters' file to the public page, by the demonstration, on the database and
// the folder that the environment names; in a process of its own, as the embedded database allows one.
import { join } from 'node:path';
import { readConfig } from '../../../server/config.ts';
import { openAccounts } from '../../../server/demo/accounts.ts';
import { demoClock } from '../../../server/demo/clock.ts';
import { runProvince } from '../../../server/demo/province.ts';
import { StageTable } from '../../../server/demo/stage-table.ts';
import { start } from '../../../server/start.ts';

const clock = demoClock('2026-11-02T01:00:00Z');
const server = await start(readConfig(process.env), clock.now);
const { port } = server.app.server.address() as { port: number };
const address = `http://127.0.0.1:${port}`;
const accounts = await openAccounts(address, server.deps, []);
const root = join(import.meta.dirname, '../../..');
await runProvince({ address, accounts, clock, table: new StageTable(), deps: server.deps, root });
await server.stop();
