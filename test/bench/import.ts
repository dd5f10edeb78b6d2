// A province hands in a year: a list of a million dossiers, while others keep working. By the clock.
import { openAsBlob } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import pg from 'pg';
import { getBoard } from '#contract/board.ts';
import { getCompleteness } from '#contract/completeness.ts';
import { listCorrectableRows } from '#contract/correctable-rows.ts';
import { getCorrections } from '#contract/corrections.ts';
import { getFrameSummary } from '#contract/frames.ts';
import type { ListFile } from '#contract/list-import.ts';
import { getList, importList } from '#contract/list-import.ts';
import { uploadList } from '#contract/list-preview.ts';
import { countPersons, listPersons, searchPersons } from '#contract/persons.ts';
import { listVanished } from '#contract/vanished-dossiers.ts';
import type { DatabaseKind, ImportServer } from '../import-server.ts';
import { openImportServer } from '../import-server.ts';
import { writeProvinceList } from '../province-list.ts';
import type { BenchRow } from './row.ts';

const ROWS = Number(process.env.IMPORT_ROWS ?? 1_000_000);
const KINDS = (process.env.IMPORT_ON?.split(',') ?? ['PostgreSQL', 'embedded']) as DatabaseKind[];
const WORKBOOK_ROWS = Math.min(ROWS, 100_000);
const GOALS = {
  PostgreSQL: { seconds: '≤ 60', megabytes: '≤ 400' },
  embedded: { seconds: '≤ 180', megabytes: '' },
};

export async function measure(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-list-'));
  await chmod(folder, 0o755);
  const list = join(folder, 'province.csv');
  await writeProvinceList(list, ROWS);
  const rows: BenchRow[] = [];
  for (const kind of KINDS) {
    const server = await openImportServer(kind);
    try {
      rows.push(...(await measureOn(kind, server, list)));
      if (server.databaseUrl) rows.push(await plainCopy(server.databaseUrl, list));
    } finally {
      await server.close();
    }
  }
  rows.push(await measureWorkbook(await workbookOf(list)));
  await rm(folder, { recursive: true });
  return rows;
}

async function measureOn(kind: DatabaseKind, server: ImportServer, list: string) {
  const label = `import of ${ROWS.toLocaleString('en')} dossiers, ${kind}`;
  const atRest = await megabytesOf(server.pid(), 'VmRSS');
  const handed = await handIn(server, await openAsBlob(list), 'province.csv');
  const { waits, steps, seconds, uploaded } = handed;
  process.stderr.write(`${label}, seconds to the end of each step: ${JSON.stringify(steps)}\n`);
  const peak = await megabytesOf(server.pid(), 'VmHWM');
  const { seconds: goal, megabytes } = GOALS[kind];
  const size = Math.round((await stat(list)).size / 1e6);
  return [
    row(label, seconds, ROWS === 1_000_000 ? goal : '', 's'),
    row(`  upload and preview of ${size} MB`, uploaded, '', 's'),
    row('  server memory at its highest', peak, megabytes, 'MB'),
    row('  server memory before, with the database that is in it', atRest, '', 'MB'),
    row('  others’ screens meanwhile, 95 of 100', quantile(waits, 0.95), '≤ 300', 'ms'),
    row('  others’ screens meanwhile, the slowest', Math.max(...waits), '', 'ms'),
    ...(await measureLists(server)),
  ];
}

/** The first 100,000 rows of it as a workbook. */
async function measureWorkbook(workbook: Blob): Promise<BenchRow> {
  const server = await openImportServer('PostgreSQL');
  try {
    const { seconds } = await handIn(server, workbook, 'province.xlsx', WORKBOOK_ROWS);
    const label = `import of a workbook of ${WORKBOOK_ROWS.toLocaleString('en')} dossiers, PostgreSQL`;
    return row(label, seconds, '≤ 20', 's');
  } finally {
    await server.close();
  }
}

async function workbookOf(list: string): Promise<Blob> {
  const text = await readFile(list, 'utf8');
  const { data } = Papa.parse<string[]>(text, { preview: WORKBOOK_ROWS + 1 });
  return new Blob([Buffer.from(await writeXlsx({ sheets: [{ name: 'DS', rows: data }] }))]);
}

export async function handIn(server: ImportServer, file: Blob, fileName: string, rows = ROWS) {
  const params = { campaignId: server.campaignId, agencyCode: 'province' };
  const sent = performance.now();
  const preview = await server.call(uploadList, { params, query: { fileName } }, file);
  const uploaded = (performance.now() - sent) / 1000;
  const columns = preview.columns.flatMap(({ index, role }) => (role ? [{ index, role }] : []));
  const place = { ...params, fileId: preview.fileId };
  const { headingRows } = preview;
  const started = performance.now();
  await server.call(importList, { params: place, body: { headingRows, columns } });
  const { waits, steps, file: end } = await untilImported(server, place);
  const seconds = (performance.now() - started) / 1000;
  if (end.rows !== rows) throw new Error(`${end.state} ${end.problem}: ${end.rows} rows`);
  return { waits, steps, seconds, uploaded };
}

const row = (label: string, measured: number, goal: string, unit: string): BenchRow => ({
  label,
  measured,
  goal,
  unit,
});

/** Looks at three screens in turn, as others would, until the list is in force. */
async function untilImported(
  server: ImportServer,
  place: { campaignId: string; agencyCode: string; fileId: string },
) {
  const { campaignId } = place;
  const agency = { campaignId, agencyCode: '01981' };
  const screens = [
    () => server.call(getFrameSummary, { params: agency }),
    () => server.call(listPersons, { params: agency, query: {} }),
    () => server.call(getBoard, { params: { campaignId } }),
  ];
  const waits: number[] = [];
  const steps: Record<string, number> = {};
  const started = performance.now();
  let file: ListFile = await server.call(getList, { params: place });
  for (let turn = 0; file.state === 'importing'; turn++) {
    waits.push(await milliseconds(screens[turn % screens.length]!));
    await new Promise((resolve) => setTimeout(resolve, 100));
    file = await server.call(getList, { params: place });
    if (file.progress) steps[file.progress.step] = (performance.now() - started) / 1000;
  }
  return { waits, steps, file };
}

/** First pages, filters and searches over the whole province, and what one agency sees of its own. */
async function measureLists(server: ImportServer): Promise<BenchRow[]> {
  const { campaignId } = server;
  const campaign = { campaignId };
  const params = { campaignId, agencyCode: 'province' };
  const agency = { campaignId, agencyCode: '01981' };
  const people = (query: object, place = params) =>
    server.call(listPersons, { params: place, query });
  const search = (text: string, place = params) =>
    server.call(searchPersons, { params: place, body: { search: text } });
  const looks: [string, string, () => Promise<unknown>][] = [
    ['first page of the people', '≤ 300', () => people({})],
    ['those with several dossiers', '≤ 1000', () => people({ show: 'merged' })],
    ['those behind an intermediary’s phone', '≤ 1000', () => people({ show: 'shared_phone' })],
    ['search of a name', '≤ 1000', () => search('Vũ Ngọc Quỳnh')],
    ['search of a phone', '≤ 1000', () => search('0974688894')],
    ['search of a dossier', '≤ 1000', () => search('H55.273-260617-001000')],
    ['an agency’s people', '≤ 300', () => people({}, agency)],
    ['a name in an agency', '≤ 1000', () => search('Vũ Ngọc Quỳnh', agency)],
    ['the province’s counts', '≤ 300', () => server.call(getFrameSummary, { params })],
    ['what is wrong, by kind', '≤ 300', () => server.call(getCorrections, { params })],
    ['first page of rows of one kind', '≤ 300', () => firstCorrectableRows(server)],
    [
      'whether an agency’s list is complete',
      '≤ 300',
      () => server.call(getCompleteness, { params: agency }),
    ],
    [
      'what vanished from it',
      '≤ 300',
      () => server.call(listVanished, { params: agency, query: {} }),
    ],
    ['merges by agency', '≤ 300', () => server.call(countPersons, { params: campaign })],
    ['the board', '≤ 300', () => server.call(getBoard, { params: campaign })],
  ];
  const rows: BenchRow[] = [];
  for (const [label, goal, look] of looks)
    rows.push(row(`  ${label}`, await milliseconds(look), goal, 'ms'));
  return rows;
}

async function firstCorrectableRows(server: ImportServer): Promise<void> {
  const place = { campaignId: server.campaignId, agencyCode: 'province' };
  const { groups } = await server.call(getCorrections, { params: place });
  const params = { ...place, fault: groups[0]!.fault };
  await server.call(listCorrectableRows, { params, query: {} });
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const quantile = (all: readonly number[], share: number): number =>
  all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) * share)]!;

async function megabytesOf(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`, 'u').exec(status)?.[1]) / 1024;
}

/** The same bytes into a table of one column, by the same server. */
async function plainCopy(databaseUrl: string, list: string): Promise<BenchRow> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('create table plain (line text)');
  const started = performance.now();
  await client.query(
    `copy plain from '${list}' with (format csv, delimiter e'\\x01', quote e'\\x02')`,
  );
  const seconds = (performance.now() - started) / 1000;
  await client.end();
  return row('  beside it: COPY of the same lines into one column of text', seconds, '', 's');
}
