/**
 * Outside truth: a list that nothing disturbed. The server is a process of its own and is killed with
 * SIGKILL while it stores.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { getBoard } from '#contract/board.ts';
import { getFrameSummary } from '#contract/frames.ts';
import type { ListFile } from '#contract/list-import.ts';
import { cancelImport, getList, importList } from '#contract/list-import.ts';
import { uploadList } from '#contract/list-preview.ts';
import { listPersons } from '#contract/persons.ts';
import { prepareEmbedded } from '../database.ts';
import type { ImportServer } from '../import-server.ts';
import { openImportServer } from '../import-server.ts';
import { writeProvinceList } from '../province-list.ts';

const ROWS = 3000;
const AGENCIES = 8;
let server: ImportServer;
let text: string;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-cut-'));
  await writeProvinceList(join(folder, 'list.csv'), ROWS, AGENCIES);
  text = await readFile(join(folder, 'list.csv'), 'utf8');
  await rm(folder, { recursive: true });
  server = await (process.env.TEST_DATABASE === 'pglite'
    ? openImportServer('embedded', undefined, prepareEmbedded)
    : openImportServer('PostgreSQL', inject('postgresUrl')));
});
afterAll(() => server.close());

const scope = () => ({ campaignId: server.campaignId, agencyCode: 'province' });

/** The same rows in a file of its own: blank lines at the end make other bytes. */
async function begin(version: number, rows = text) {
  const params = scope();
  const file = new Blob([rows, '\r\n'.repeat(version)]);
  const query = { fileName: `v${version}.csv` };
  const preview = await server.call(uploadList, { params, query }, file);
  const columns = preview.columns.flatMap(({ index, role }) => (role ? [{ index, role }] : []));
  const list = { ...params, fileId: preview.fileId };
  const start = () =>
    server.call(importList, {
      params: list,
      body: { headingRows: preview.headingRows, columns },
    });
  await start();
  return { list, start };
}

type List = Awaited<ReturnType<typeof begin>>['list'];

async function inForce(list: List): Promise<ListFile> {
  for (;;) {
    const file = await server.call(getList, { params: list });
    if (file.state === 'imported') return file;
    if (file.state !== 'importing') throw new Error(`${file.state} ${file.problem}`);
    await pause(50);
  }
}

/** Between two looks at an import: who asks without a pause takes the core that it runs on. */
const NEXT_LOOK_MS = 4;

/** The step is short: a list that came into force before the act fell into it is followed by the next. */
async function whileStoring(act: (list: List) => Promise<boolean>, rows = text) {
  for (;;) {
    const begun = await begin(version++, rows);
    for (;;) {
      const { state, progress } = await server.call(getList, { params: begun.list });
      if (state !== 'importing') break;
      if (progress?.step === 'storing' && progress.rows > 0 && (await act(begun.list)))
        return begun;
      await pause(NEXT_LOOK_MS);
    }
  }
}
let version = 1;

/** What came into force a moment before is not running any more. */
const cancelled = (list: List) =>
  server.call(cancelImport, { params: list }).catch(() => server.call(getList, { params: list }));

const isStopped = async (list: List) => (await cancelled(list)).state === 'cancelled';

/** All that can be read of a list without its file's own id and name. */
async function seen() {
  const params = scope();
  const { files: _, ...counts } = await server.call(getFrameSummary, { params });
  const { agencies } = await server.call(getBoard, { params: { campaignId: server.campaignId } });
  const { total } = await server.call(listPersons, { params, query: {} });
  const board = agencies.map((agency) => [
    agency.agencyCode,
    agency.rows,
    agency.people,
    agency.merged,
  ]);
  return { counts, board, total };
}

let undisturbed: Awaited<ReturnType<typeof seen>>;

test('a list that nothing disturbs comes into force whole', async () => {
  const { list } = await begin(0);
  const file = await inForce(list);
  expect(file.rows).toBe(ROWS);
  undisturbed = await seen();
  expect(undisturbed.counts.rows).toBe(ROWS);
}, 90_000);

test('an import killed while it stores goes on by itself: nothing is lost, nothing is there twice', async () => {
  const { list } = await whileStoring(async () => {
    await server.restart();
    return true;
  });
  expect(await seen()).toEqual(undisturbed);
  const file = await inForce(list);
  expect(file).toMatchObject({
    rows: ROWS,
    accepted: undisturbed.counts.accepted,
    merged: undisturbed.counts.merged,
    inError: undisturbed.counts.inError,
  });
  expect(await seen()).toEqual(undisturbed);
}, 90_000);

test('an import that is stopped leaves the list before it in force, and can be begun again', async () => {
  const { list, start } = await whileStoring(isStopped);
  await expect(server.call(cancelImport, { params: list })).rejects.toThrow('import_not_running');
  expect(await seen()).toEqual(undisturbed);
  await start();
  await inForce(list);
  expect(await seen()).toEqual(undisturbed);
}, 90_000);

// The embedded database has no connection that could be cut.
if (process.env.TEST_DATABASE !== 'pglite')
  test('an import whose connections are cut while it stores fails as a whole, and can be begun again', async () => {
    const admin = new pg.Client({ connectionString: server.databaseUrl! });
    await admin.connect();
    const cut = () =>
      admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state <> 'idle' and query like '%insert into "dossier"%unnest%'
          and pid <> pg_backend_pid()`);
    const stateAfterCuts = async (list: List) => {
      for (;;) {
        const { state } = await server.call(getList, { params: list });
        if (state !== 'importing') return state;
        await cut();
        await pause(NEXT_LOOK_MS);
      }
    };
    let begun = await begin(version++);
    // Between two chunks nothing is cut: then the list comes into force, and the next is tried.
    while ((await stateAfterCuts(begun.list)) !== 'failed') begun = await begin(version++);
    await admin.end();
    expect(await seen()).toEqual(undisturbed);
    await begun.start();
    await inForce(begun.list);
    expect(await seen()).toEqual(undisturbed);
  }, 90_000);

test('a list of less than a megabyte, which the server reads in its own thread, can be stopped too', async () => {
  const small = text.split('\n').slice(0, 1500).join('\n');
  const { list } = await whileStoring(isStopped, small);
  expect(await server.call(getList, { params: list })).toMatchObject({ state: 'cancelled' });
}, 90_000);
