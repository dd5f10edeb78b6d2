// Truth checked: ux.md §6.2 — our guess is shown, can be changed, and nothing is read before “Đúng”.
import { expect, test } from 'vitest';
import {
  columnLetter,
  createColumnCheck,
} from '../../../client/office/frames/import/column-check.ts';
import { CAMPAIGN_ID, FILE_ID, onTheWire, refused } from './wire.ts';

const BASE = `/api/campaigns/${CAMPAIGN_ID}/frame/01981/lists/${FILE_ID}`;
const PARAMS = { campaignId: CAMPAIGN_ID, agencyCode: '01981', fileId: FILE_ID };
const column = (index: number, heading: string, role: string | null) => ({
  index,
  heading,
  role,
  samples: ['a'],
});
const PREVIEW = {
  fileId: FILE_ID,
  fileName: 'vinh-thong-2026.xlsx',
  headingRows: [6, 7],
  columns: [
    column(0, 'TT', null),
    column(1, 'Mã hồ sơ', 'dossierCode'),
    column(2, 'Tên', 'ownerName'),
    column(3, 'Ngày', null),
  ],
  rows: [['', 'UBND XÃ']],
  missing: ['returnedOn'],
  legacyFont: null,
  swappedDays: null,
  dayRepairs: [],
  isRemembered: false,
  lacksHeadings: false,
  sheet: 0,
  sheets: [],
  gaps: [],
  agencySources: [],
};
const file = (state: string, rows: number) => ({
  fileId: FILE_ID,
  fileName: 'vinh-thong-2026.xlsx',
  state,
  progress: state === 'importing' ? { step: 'reading', rows, percent: null } : null,
  problem: null,
  leftLines: null,
  leftSheets: [],
  uploadedAt: '2026-11-02T02:00:00Z',
  byteCount: 1000,
  rows: state === 'imported' ? 1380 : 0,
  accepted: 0,
  merged: 0,
  excluded: 0,
  inError: 0,
});

test('a missing column is asked for until a column has its meaning', async () => {
  const { ask } = onTheWire({ [`GET ${BASE}/preview`]: PREVIEW });
  const model = createColumnCheck(ask, PARAMS);
  await model.preview.load();
  expect(model.missing.value).toEqual(['returnedOn']);
  model.choose(3, 'returnedOn');
  expect(model.missing.value).toEqual([]);
});

test('a column that is not used is to be looked at, but for the numbers of the rows', async () => {
  const { ask } = onTheWire({ [`GET ${BASE}/preview`]: PREVIEW });
  const model = createColumnCheck(ask, PARAMS);
  await model.preview.load();
  expect(model.unused.value.map(({ heading }) => heading)).toEqual(['Ngày']);
  model.choose(3, 'returnedOn');
  expect(model.unused.value).toEqual([]);
});

test('taking away a needed meaning makes it missing again', async () => {
  const { ask } = onTheWire({ [`GET ${BASE}/preview`]: PREVIEW });
  const model = createColumnCheck(ask, PARAMS);
  await model.preview.load();
  model.choose(1, '');
  expect(model.missing.value).toContain('dossierCode');
});

test('one meaning for two columns is noticed', async () => {
  const { ask } = onTheWire({ [`GET ${BASE}/preview`]: PREVIEW });
  const model = createColumnCheck(ask, PARAMS);
  await model.preview.load();
  model.choose(3, 'ownerName');
  expect(model.twice.value).toEqual(['ownerName']);
});

test('the import sends what was confirmed and is followed to its end', async () => {
  const states = [file('importing', 500), file('importing', 1200), file('imported', 1380)];
  const { ask, asked } = onTheWire({
    [`GET ${BASE}/preview`]: PREVIEW,
    [`POST ${BASE}/import`]: file('importing', 0),
    [`GET ${BASE}`]: () => states.shift() ?? file('imported', 1380),
  });
  const model = createColumnCheck(ask, PARAMS, async () => {});
  await model.preview.load();
  model.choose(3, 'returnedOn');
  await model.start.run();
  expect(asked.find(({ line }) => line.startsWith('POST'))?.body).toEqual({
    headingRows: [6, 7],
    columns: [
      { index: 1, role: 'dossierCode' },
      { index: 2, role: 'ownerName' },
      { index: 3, role: 'returnedOn' },
    ],
  });
  expect(model.file.value).toMatchObject({ state: 'imported', rows: 1380 });
});

test('of a workbook are read the sheets that are ticked, each with its own columns', async () => {
  const sheet = (number: number, state: string, isTaken: boolean) => ({
    sheet: number,
    name: `T${number}`,
    rows: 21,
    state,
    isTaken,
    headingRows: [1],
    columns: [column(0, 'Số hồ sơ', 'dossierCode'), column(1, 'Chủ', null)],
    missing: [],
    title: null,
  });
  const sheets = [
    sheet(0, 'leads', true),
    sheet(1, 'same_headings', true),
    sheet(2, 'own_headings', true),
    sheet(3, 'hidden', false),
  ];
  const { ask, asked } = onTheWire({
    [`GET ${BASE}/preview`]: { ...PREVIEW, sheets, agencySources: ['sheet_name'] },
    [`POST ${BASE}/import`]: refused(400, 'columns_missing', { columns: ['returnedOn'] }),
  });
  const model = createColumnCheck(ask, PARAMS);
  await model.preview.load();
  model.sheets.take(1, false);
  model.sheets.choose(2, 1, 'ownerName');
  model.sheets.take(3, true);
  model.sheets.agencyFrom.value = 'sheet_name';
  await model.start.run();
  for (const { sheet: number } of sheets) model.sheets.take(number, false);
  await model.start.run();
  const columns = [{ index: 0, role: 'dossierCode' }];
  const bodies = asked.filter(({ line }) => line.startsWith('POST')).map(({ body }) => body);
  expect(bodies).toMatchObject([
    {
      headingRows: [6, 7],
      sheets: [
        { sheet: 0 },
        { sheet: 2, headingRows: [1], columns: [...columns, { index: 1, role: 'ownerName' }] },
        { sheet: 3, headingRows: [1], columns },
      ],
      agencyFrom: 'sheet_name',
    },
    { sheets: [] },
  ]);
});

test('a list in an old font says so to the import only once a person has found it right', async () => {
  const legacyFont = { name: 'tcvn3', before: ['NguyÔn'], after: ['Nguyễn'] };
  const { ask, asked } = onTheWire({
    [`GET ${BASE}/preview`]: { ...PREVIEW, legacyFont },
    [`POST ${BASE}/import`]: refused(409, 'font_not_confirmed', { font: 'tcvn3' }),
  });
  const model = createColumnCheck(ask, PARAMS);
  await model.preview.load();
  await model.start.run();
  model.isFontRight.value = true;
  await model.start.run();
  const fonts = asked.filter(({ line }) => line.startsWith('POST')).map(({ body }) => body);
  expect(fonts).toMatchObject([{ headingRows: [6, 7] }, { legacyFont: 'tcvn3' }]);
  expect(fonts[0]).not.toHaveProperty('legacyFont');
});

test('a refused import keeps the choices', async () => {
  const { ask } = onTheWire({
    [`GET ${BASE}/preview`]: PREVIEW,
    [`POST ${BASE}/import`]: refused(400, 'columns_missing', { columns: ['returnedOn'] }),
  });
  const model = createColumnCheck(ask, PARAMS);
  await model.preview.load();
  model.choose(0, 'note');
  await model.start.run();
  expect(model.start.failure.value).toMatchObject({ code: 'columns_missing' });
  expect(model.chosen.value[0]).toBe('note');
});

test('an import is followed to its end through a lost network, a restart and an ended session', async () => {
  const replies = [
    () => file('importing', 500),
    () => {
      throw new TypeError('no network');
    },
    () => refused(503, 'database_away'),
    () => refused(401, 'not_signed_in'),
    () => file('importing', 900),
    () => file('imported', 1380),
  ];
  const { ask } = onTheWire({ [`GET ${BASE}`]: () => replies.shift()!() });
  const away: boolean[] = [];
  const model = createColumnCheck(ask, PARAMS, async () => {
    away.push(model.isAway.value);
  });
  await model.follow.run();
  expect(model.file.value).toMatchObject({ state: 'imported', rows: 1380 });
  expect(model.follow.failure.value).toBeUndefined();
  expect(away).toEqual([false, true, true, true, false]);
});

test('an import stops being followed once its screen is left', async () => {
  const { ask, asked } = onTheWire({ [`GET ${BASE}`]: () => file('importing', 500) });
  const model = createColumnCheck(ask, PARAMS, async () => model.close());
  await model.follow.run();
  expect(asked.length).toBe(1);
});

test('an import that is stopped stays stopped, whatever a reply on its way says', async () => {
  const { ask } = onTheWire({
    [`GET ${BASE}`]: () => file('importing', 500),
    [`POST ${BASE}/cancel`]: file('cancelled', 0),
  });
  const model = createColumnCheck(ask, PARAMS, async () => {
    await model.cancel.run();
  });
  await model.follow.run();
  expect(model.file.value).toMatchObject({ state: 'cancelled', progress: null });
});

test('columns are lettered as the spreadsheet letters them', () => {
  expect([0, 25, 26, 51, 52].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
});
