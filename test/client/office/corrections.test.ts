// Truth: ux.md §1: nothing typed is thrown away, and what was done last can be taken back.
import { expect, test } from 'vitest';
import type { CorrectableRowShown } from '#contract/correctable-rows.ts';
import { createCorrectAlike } from '../../../client/office/frames/corrections/correct-alike.ts';
import { createCorrections } from '../../../client/office/frames/corrections/corrections.ts';
import { go } from '../../../client/office/page/router.ts';
import { CAMPAIGN_ID, onTheWire, refused } from './wire.ts';

const BASE = `/api/campaigns/${CAMPAIGN_ID}/frame/01981`;
const NONE = { rows: 0, accepted: 0, merged: 0, excluded: 0, inError: 0, unchanged: 0, unknown: 0 };
const ROW: CorrectableRowShown = {
  rowNumber: 42,
  sheet: 1,
  line: 42,
  cells: ['H55.200-260302-0042', '113'],
  fault: 'no_contact',
  column: 1,
  cause: 'no_phone_number',
  alike: 1,
  further: [],
  note: null,
  revision: 3,
};
const PAGE = { fileId: CAMPAIGN_ID, headings: [], rows: [ROW], total: 21, page: 1 };
const correction = (number: number, undoneAt: string | null) => ({
  correctionId: `${number}`.padStart(8, '0') + CAMPAIGN_ID.slice(8),
  kind: 'row',
  fault: 'no_contact',
  rows: 1,
  corrected: 1,
  by: 'Hoàng Thị Lan',
  at: '2026-11-02T02:00:00.000Z',
  undoneAt,
  undoneBy: null,
});
const PROBLEMS = {
  counts: { rows: 10, accepted: 2, merged: 0, excluded: 0, inError: 8 },
  fileId: CAMPAIGN_ID,
  fileName: 'a.xlsx',
  rows: 8,
  groups: [],
  correctedBefore: 0,
  corrections: [
    correction(3, '2026-11-02T03:00:00.000Z'),
    correction(2, null),
    correction(1, null),
  ],
};

function correcting(changes: Record<string, unknown> = {}) {
  go('/quan-tri/x/danh-sach/01981/can-sua?loi=no_contact');
  return onTheWire({
    [`GET ${BASE}/corrections`]: PROBLEMS,
    [`GET ${BASE}/corrections/no_contact`]: PAGE,
    [`GET /api/campaigns/${CAMPAIGN_ID}/agencies`]: { agencies: [] },
    [`POST ${BASE}/corrections/rows/42`]: {
      ...NONE,
      correctionId: CAMPAIGN_ID,
      rows: 1,
      accepted: 1,
    },
    ...changes,
  });
}

test('a row is saved as it was seen, with the cells that were typed, and only those', async () => {
  const { ask, asked } = correcting();
  const model = createCorrections(ask, CAMPAIGN_ID, '01981');
  await model.load();
  expect(await model.save.run(ROW)).toBeUndefined();
  model.type(42, 1, '0983123456');
  expect(await model.save.run(ROW)).toMatchObject({ accepted: 1 });
  const sent = asked.filter(({ line }) => line.startsWith('POST'));
  expect(sent.map(({ body }) => body)).toEqual([
    { fileId: CAMPAIGN_ID, revision: 3, cells: [{ column: 1, value: '0983123456' }] },
  ]);
  expect(model.typed.value).toEqual({});
  expect(model.done.value).toMatchObject({ row: { line: 42 }, result: { accepted: 1 } });
});

test('what was typed stays when somebody else was quicker', async () => {
  const elsewhere = refused(409, 'row_changed_elsewhere');
  const { ask } = correcting({ [`POST ${BASE}/corrections/rows/42`]: elsewhere });
  const model = createCorrections(ask, CAMPAIGN_ID, '01981');
  await model.load();
  model.type(42, 1, '0983123456');
  await model.save.run(ROW);
  expect(model.save.failure.value?.code).toBe('row_changed_elsewhere');
  expect(model.typed.value).toEqual({ 42: { 1: '0983123456' } });
});

test('the newest correction that stands is the one to undo', async () => {
  const { ask } = correcting();
  const model = createCorrections(ask, CAMPAIGN_ID, '01981');
  await model.load();
  expect(model.newest.value).toMatchObject({ correctionId: correction(2, null).correctionId });
});

test('a fix for all alike shows what it would do, and another word asks again', async () => {
  const reach = { rows: 7, corrected: 6, excluded: 1, inError: 0 };
  const { ask, asked } = correcting({ [`POST ${BASE}/corrections/alike/preview`]: reach });
  const model = createCorrections(ask, CAMPAIGN_ID, '01981');
  await model.load();
  const wrong = { column: 2, heading: 'Ngày trả', value: '31/02/2026', rows: 7 };
  const alike = createCorrectAlike(model, 'unreadable_date', wrong);
  await alike.look.run();
  expect(asked.some(({ line }) => line.includes('preview'))).toBe(false);
  alike.type(' 28/02/2026 ');
  await alike.look.run();
  expect(alike.reach.value).toEqual(reach);
  expect(asked.at(-1)?.body).toMatchObject({ value: '31/02/2026', to: '28/02/2026' });
  alike.type('27/02/2026');
  expect(alike.reach.value).toBeUndefined();
});
