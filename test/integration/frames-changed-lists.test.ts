/**
 * Outside truth: domain.md §7 (lists chosen beforehand): who keeps the dossiers and puts other people behind them, or
 * says of many that they were entered twice, trims the frame too. Keys are hashes, so no name is kept to compare.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signList } from '#contract/acceptance.ts';
import { explainDifference, getCompleteness } from '#contract/completeness.ts';
import { explainVanished } from '#contract/vanished-dossiers.ts';
import type { Office, RefusedCall } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const NAMES = ['An', 'Bình', 'Cường', 'Dung', 'Giang', 'Hà', 'Khánh', 'Lâm', 'Mai', 'Nga'];
const AGENCY = '01981';
const person = (k: number, changes: DossierRow = {}) =>
  dossier({
    code: `H55.242-260302-${String(k + 1).padStart(4, '0')}`,
    owner: `Nguyễn Văn ${NAMES[k % NAMES.length]} ${NAMES[(k / NAMES.length) | 0]}`,
    phone: `09${String(20_000_000 + k)}`,
    id: `0190${String(20_000_000 + k)}`,
    ...changes,
  });
const list = (changed: number, changes: (k: number) => DossierRow) =>
  csvOf(Array.from({ length: 100 }, (_, k) => person(k, k < changed ? changes(k) : {})));

async function openList(content: string) {
  const { campaignId } = await openFrameFor(office);
  const clerk = await office.leader(AGENCY);
  const params = { campaignId, agencyCode: AGENCY };
  await handIn(clerk, params, content);
  const change = async () => (await clerk.call(getCompleteness, { params })).change!;
  const refusal = () =>
    clerk
      .call(signList, {
        params,
        body: { signerPosition: 'Chủ tịch' },
      })
      .then(
        () => null,
        (cause: RefusedCall) => cause.code,
      );
  return { clerk, params, change, refusal };
}

test('replaced names and phones are counted by column, and nobody signs before they have a reason', async () => {
  const { clerk, params, change, refusal } = await openList(list(0, () => ({})));
  await handIn(
    clerk,
    params,
    list(40, (k) => ({
      owner: `Hoàng Thị ${NAMES[k % NAMES.length]}`,
      phone: `03${20_000_000 + k}`,
    })),
  );
  const found = await change();
  expect(found).toMatchObject({ added: 0, vanished: 0, changed: 40, compared: 100 });
  expect(found.columns).toEqual([
    { column: 'name', dossiers: 40 },
    { column: 'phone', dossiers: 40 },
  ]);
  expect(found).toMatchObject({ renamed: 40, rephoned: 40, unexplainedChanges: 40 });
  expect(await refusal()).toBe('changes_unexplained');
  const body = { about: 'changes' as const, note: 'Tệp trước lệch cột.' };
  await clerk.call(explainDifference, { params, body });
  expect(await change()).toMatchObject({ unexplainedChanges: 0, changesNote: { explained: 40 } });
  expect(await refusal()).toBeNull();
});

test('marks in a name and two mended phones need no reason; small changes add up over lists until they do', async () => {
  const { clerk, params, change } = await openList(list(0, () => ({})));
  const phones = (changed: number) =>
    list(changed, (k) => ({ phone: `03${String(30_000_000 + k)}` }));
  await handIn(clerk, params, phones(2));
  expect(await change()).toMatchObject({ rephoned: 2, unexplainedChanges: 0 });
  await handIn(clerk, params, phones(5));
  expect(await change()).toMatchObject({ changed: 3, rephoned: 5, unexplainedChanges: 0 });
  await handIn(clerk, params, phones(9));
  expect(await change()).toMatchObject({ changed: 4, rephoned: 9, unexplainedChanges: 9 });
});

test('“entered twice” needs the second entry in the list, or words of its own', async () => {
  const twin = person(0, { code: 'H55.242-260302-0999' });
  const rows = Array.from({ length: 20 }, (_, k) => person(k));
  const { clerk, params, change } = await openList(csvOf([...rows, twin]));
  await handIn(clerk, params, csvOf([...rows.slice(1, 12), twin]));
  expect(await change()).toMatchObject({ vanished: 9, unexplained: 9 });
  const all = { codes: 'all' as const, reason: 'entered_twice' as const };
  await expect(clerk.call(explainVanished, { params, body: all })).rejects.toMatchObject({
    code: 'twin_absent',
    details: { count: 8 },
  });
  const first = { ...all, codes: [rows[0]!.code!] };
  expect(await clerk.call(explainVanished, { params, body: first })).toMatchObject({
    explained: 1,
  });
  await clerk.call(explainVanished, { params, body: { ...all, note: 'Nhập lại dưới mã khác.' } });
  const { reasons } = await change();
  expect(reasons).toEqual([{ reason: 'entered_twice', dossiers: 9, unhappy: 0, withTwin: 1 }]);
});
