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
import { openPrepared } from '../database.ts';
import type { ImportServer } from '../import-server.ts';
import { openImportServer } from '../import-server.ts';
import { writeProvinceList } from '../province-list.ts';

const AGENCIES = 4;
const isEmbedded = process.env.TEST_DATABASE === 'pglite';
/** More than a chunk: 500 on the embedded database, 2000 on PostgreSQL. */
const ROWS = isEmbedded ? 1500 : 2400;
let server: ImportServer;
/** More than a megabyte, which is read in a thread of its own. */
let text: string;
let small: string;

const WORDS = 'không '.repeat(60);

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-cut-'));
  await writeProvinceList(join(folder, 'list.csv'), ROWS, AGENCIES);
  const lines = (await readFile(join(folder, 'list.csv'), 'utf8')).trimEnd().split('\r\n');
  small = lines.slice(0, 1200).join('\r\n');
  text = lines.map((line, nth) => `${line},${nth === 0 ? 'Ghi chú' : WORDS}`).join('\r\n');
  await rm(folder, { recursive: true });
  server = await (isEmbedded
    ? openImportServer('embedded', undefined, openPrepared)
    : openImportServer('PostgreSQL', inject('postgresUrl')));
});
afterAll(() => server.close());

const scope = () => ({ campaignId: server.campaignId, agencyCode: 'province' });

/** The same rows in a file of its own: blank lines at the end make other bytes. */
async function upload(rows = text) {
  version += 1;
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
  return { list, start };
}
let version = 0;

type List = Awaited<ReturnType<typeof upload>>['list'];

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

/** `release`: lets a chunk be stored that waits. */
type Act = (list: List, release: () => Promise<void>) => Promise<boolean>;

/**
 * PostgreSQL stores a chunk within milliseconds, so one of them is held there; of the embedded database, which takes long enough,
 * a list that came into force before the act fell into the step is followed by the next.
 */
const whileStoring = isEmbedded ? whileStoringByChance : whileChunkWaits;

async function whileStoringByChance(act: Act, rows = text) {
  for (;;) {
    const begun = await upload(rows);
    await begun.start();
    for (;;) {
      const { state, progress } = await server.call(getList, { params: begun.list });
      if (state !== 'importing') break;
      if (progress?.step === 'storing' && (await act(begun.list, async () => undefined)))
        return begun;
      await pause(NEXT_LOOK_MS);
    }
  }
}

/** One of the list's rows is there already, and nobody can tell whether it will stay: the chunk that has it waits. */
async function whileChunkWaits(act: Act, rows = text) {
  const begun = await upload(rows);
  const holder = await connectAdmin();
  await holder.query('begin');
  await holder.query(
    `insert into dossier select (jsonb_populate_record(dossier, jsonb_build_object('file_id', $1::text))).*
      from dossier where row_number = 1000 limit 1`,
    [begun.list.fileId],
  );
  await begun.start();
  // One's own transaction would see the same for ever.
  const looking = await connectAdmin();
  while ((await looking.query(`select ${WAITING_CHUNKS}`)).rows.length === 0)
    await pause(NEXT_LOOK_MS);
  await looking.end();
  const release = async () => void (await holder.query('rollback'));
  expect(await act(begun.list, release)).toBe(true);
  await release();
  await holder.end();
  return begun;
}

const WAITING_CHUNKS = `pid from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into dossier %unnest%'`;

async function connectAdmin(): Promise<pg.Client> {
  const admin = new pg.Client({ connectionString: server.databaseUrl! });
  await admin.connect();
  return admin;
}

/** False of a list that came into force a moment before. */
async function isStopped(list: List, release: () => Promise<void>): Promise<boolean> {
  const ended = server.call(cancelImport, { params: list }).then(
    ({ state }) => state === 'cancelled',
    () => false,
  );
  await untilEnded(list);
  await release();
  return ended;
}

async function untilEnded(list: List): Promise<string> {
  for (;;) {
    const { state } = await server.call(getList, { params: list });
    if (state !== 'importing') return state;
    await pause(NEXT_LOOK_MS);
  }
}

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
  expect(Buffer.byteLength(text)).toBeGreaterThan(1024 * 1024);
  const { list, start } = await upload();
  await start();
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
if (!isEmbedded)
  test('an import whose connections are cut while it stores waits, and goes on by itself', async () => {
    const { list } = await whileStoring(async () => {
      const admin = await connectAdmin();
      await admin.query(
        `select pg_terminate_backend(pid) from (select ${WAITING_CHUNKS}) as waiting`,
      );
      await admin.end();
      return true;
    });
    // Never shown as failed on the way.
    expect(await inForce(list)).toMatchObject({ rows: ROWS, problem: null });
    expect(await seen()).toEqual(undisturbed);
  }, 90_000);

test('a list of less than a megabyte, which the server reads in its own thread, can be stopped too', async () => {
  const { list } = await whileStoring(isStopped, small);
  expect(await server.call(getList, { params: list })).toMatchObject({ state: 'cancelled' });
}, 90_000);
