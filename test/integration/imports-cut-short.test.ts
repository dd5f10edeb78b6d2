/**
 * Outside truth: a list that nothing disturbed. Its import is stopped by who began it, or loses its connections,
 * and the server lives on.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelImport, getList } from '#contract/list-import.ts';
import type { Imported, Storing } from '../scenario-storing.ts';
import { NEXT_LOOK_MS, openStoring, ROWS } from '../scenario-storing.ts';

let storing: Storing;
let undisturbed: Awaited<ReturnType<Storing['seen']>>;
beforeAll(async () => {
  storing = await openStoring();
  const { list } = await storing.begin();
  expect((await storing.inForce(list)).rows).toBe(ROWS);
  undisturbed = await storing.seen();
});
afterAll(() => storing?.server.close());

/** What came into force a moment before is not running any more. */
const cancelled = (list: Imported) =>
  storing.server
    .call(cancelImport, { params: list })
    .catch(() => storing.server.call(getList, { params: list }));

const isStopped = async (list: Imported) => (await cancelled(list)).state === 'cancelled';

test('an import that is stopped leaves the list before it in force, and can be begun again', async () => {
  const { list, start } = await storing.whileStoring(isStopped);
  await expect(storing.server.call(cancelImport, { params: list })).rejects.toThrow(
    'import_not_running',
  );
  expect(await storing.seen()).toEqual(undisturbed);
  await start();
  await storing.inForce(list);
  expect(await storing.seen()).toEqual(undisturbed);
}, 90_000);

// The embedded database has no connection that could be cut.
if (process.env.TEST_DATABASE !== 'pglite')
  test('an import whose connections are cut while it stores fails as a whole, and can be begun again', async () => {
    const { server, begin } = storing;
    const admin = new pg.Client({ connectionString: server.databaseUrl! });
    await admin.connect();
    const cut = () =>
      admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state <> 'idle' and query like '%insert into "dossier"%unnest%'
          and pid <> pg_backend_pid()`);
    const stateAfterCuts = async (list: Imported) => {
      for (;;) {
        const { state } = await server.call(getList, { params: list });
        if (state !== 'importing') return state;
        await cut();
        await pause(NEXT_LOOK_MS);
      }
    };
    let begun = await begin();
    // Between two chunks nothing is cut: then the list comes into force, and the next is tried.
    while ((await stateAfterCuts(begun.list)) !== 'failed') begun = await begin();
    await admin.end();
    expect(await storing.seen()).toEqual(undisturbed);
    await begun.start();
    await storing.inForce(begun.list);
    expect(await storing.seen()).toEqual(undisturbed);
  }, 90_000);

test('a list of less than a megabyte, which the server reads in its own thread, can be stopped too', async () => {
  const small = storing.text.split('\n').slice(0, 1500).join('\n');
  const { list } = await storing.whileStoring(isStopped, small);
  expect(await storing.server.call(getList, { params: list })).toMatchObject({
    state: 'cancelled',
  });
}, 90_000);
