/**
 * Outside truth: lists as offices save them. An Excel of the United States reads 05/04/2026 of a text file as the
 * fourth of May and leaves 13/04/2026 a text.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctAlike, getCorrections } from '#contract/corrections.ts';
import { importList } from '#contract/list-import.ts';
import { getPerson, listPersons, searchPersons } from '#contract/persons.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { Scope } from '../scenario-lists.ts';
import { csvOf, dossier, handIn, read, rolesOf, upload } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const excel = (name: string) => readFileSync(new URL(`../golden/excel/${name}`, import.meta.url));

async function open() {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  return { params, homeAffairs };
}

/** Every dossier with the day of its return, as the list says after it was read. */
async function returnedDays(caller: Caller, params: Scope) {
  const { people } = await caller.call(listPersons, { params, query: {} });
  const dossiers = await Promise.all(
    people.map(({ personId }) => caller.call(getPerson, { params: { ...params, personId } })),
  );
  return dossiers
    .flatMap((person) => person.dossiers.map(({ code, returnedOn }) => `${code} ${returnedOn}`))
    .sort();
}

test('days that another Excel has turned round are shown and asked, and turned back as one fix', async () => {
  const right = await open();
  await handIn(right.homeAffairs, right.params, excel('days-right.xlsx'));
  const days = await returnedDays(right.homeAffairs, right.params);
  expect(days).toHaveLength(48);

  const { params, homeAffairs } = await open();
  const preview = await upload(
    homeAffairs,
    params,
    excel('days-turned-round.xlsx'),
    'bao-cao.xlsx',
  );
  expect(preview.swappedDays).toMatchObject({ roles: ['receivedOn', 'returnedOn'] });
  const { before, after } = preview.swappedDays!;
  expect(after).toEqual(before.map((day) => day.replace(/^(\d\d)\/(\d\d)/u, '$2/$1')));
  const list = { ...params, fileId: preview.fileId };
  const body = { headingRows: preview.headingRows, columns: rolesOf(preview) };
  await expect(homeAffairs.call(importList, { params: list, body })).rejects.toMatchObject({
    code: 'days_not_confirmed',
  });
  expect(await read(homeAffairs, params, preview, { swappedDays: 'repair' })).toMatchObject({
    rows: 48,
    accepted: 48,
  });
  expect(await returnedDays(homeAffairs, params)).toEqual(days);

  // The fix is taken back by reading the same file as it is.
  const again = await upload(homeAffairs, params, excel('days-turned-round.xlsx'), 'bao-cao.xlsx');
  const kept = await read(homeAffairs, params, again, { swappedDays: 'keep' });
  expect(kept.accepted).toBeLessThan(48);
});

test('a list whose days fit its codes is asked nothing', async () => {
  const { params, homeAffairs } = await open();
  const preview = await upload(homeAffairs, params, excel('days-right.xlsx'), 'bao-cao.xlsx');
  expect(preview).toMatchObject({ swappedDays: null, dayRepairs: [] });
});

test('wrong centuries and births that are still to come are shown with how they are read', async () => {
  const { params, homeAffairs } = await open();
  const rows = [
    dossier({ returned: '04/03/1926' }),
    dossier({ born: '02/05/2085' }),
    dossier({ born: '02/05/1985' }),
  ];
  const { dayRepairs } = await upload(homeAffairs, params, csvOf(rows));
  expect(dayRepairs).toEqual([
    { role: 'returnedOn', kind: 'century', before: '04/03/1926', after: '04/03/2026' },
    { role: 'birthDate', kind: 'future_birth', before: '02/05/2085', after: '1985' },
  ]);
});

test('ID numbers that lost two zeros (006 = Bắc Kạn) are one with the whole number, and are found by it', async () => {
  const persons = async (name: string) => {
    const { params, homeAffairs } = await open();
    await handIn(homeAffairs, params, excel(name));
    const { people } = await homeAffairs.call(listPersons, { params, query: {} });
    return { params, homeAffairs, people };
  };
  expect((await persons('one-person-id-006-as-text-and-number.xlsx')).people).toHaveLength(1);
  expect((await persons('two-namesakes-006.xlsx')).people).toHaveLength(2);
  const { params, homeAffairs } = await persons('id-006-searched.xlsx');
  const body = { search: '006085000123' };
  const { people } = await homeAffairs.call(searchPersons, { params, body });
  expect(people).toHaveLength(1);
});

test('a state that nobody knows is asked about, once for all rows that say it, and is not taken for a return', async () => {
  const { params, homeAffairs } = await open();
  const odd = () => dossier({ status: 'Hồ sơ lưu kho' });
  const file = await handIn(homeAffairs, params, csvOf([dossier(), odd(), odd()]));
  expect(file).toMatchObject({ rows: 3, accepted: 1, inError: 2 });
  const { fileId, groups } = await homeAffairs.call(getCorrections, { params });
  const [group] = groups;
  expect(group).toMatchObject({ fault: 'unknown_status', rows: 2 });
  const [value] = group!.values;
  expect(value).toMatchObject({ value: 'Hồ sơ lưu kho', heading: 'Trạng thái', rows: 2 });
  const body = {
    fileId: fileId!,
    fault: group!.fault,
    column: value!.column,
    value: value!.value,
    to: 'Đã trả kết quả',
  };
  await homeAffairs.call(correctAlike, { params, body });
  expect((await homeAffairs.call(getCorrections, { params })).counts).toMatchObject({
    accepted: 3,
    inError: 0,
  });
});
