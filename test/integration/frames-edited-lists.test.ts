/**
 * Outside truth: domain.md 2.3 (which dossiers a campaign leaves out) and §7 (lists chosen beforehand): who edits a
 * dossier instead of deleting it, so that a rule or an error takes it out, leaves no gap in the numbers. Twelve
 * agencies with the usual few such dossiers; in five of them 7 % more have been edited, each in another way.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getBoard } from '#contract/board.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const DOSSIERS = 200;
const EDITED = 14;
const EDITS: readonly (readonly [name: string, changes: DossierRow])[] = [
  ['state_body', { kind: 'Cơ quan nhà nước' }],
  ['outside_window', { returned: '05/03/2019', due: '06/03/2019' }],
  ['unreadable_date', { returned: '31/02/2026' }],
  ['commonPhone', { phone: '0912999888' }],
  ['withdrawn', { status: 'Công dân rút hồ sơ', returned: '' }],
];

test('dossiers that were edited so that they drop out stand out by their reason, in the agencies that did it and in no other', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId };
  const { agencies } = await homeAffairs.call(getBoard, { params });
  const listed = agencies.filter(({ kind }) => kind !== 'department').slice(0, 12);
  const rows = listed.flatMap(({ agencyCode, agencyName }, i) =>
    Array.from({ length: DOSSIERS }, (_, k) => {
      const [, edit] = EDITS[i] ?? [];
      const [, usual] = EDITS[k % 40 === 3 ? ((k / 40 + i) % EDITS.length) | 0 : -1] ?? [];
      const isEdited = k % 14 === 0 && k < 14 * EDITED;
      const code = `H55.${300 + i}-260302-${String(k + 1).padStart(4, '0')}`;
      const phone = `09${String(10_000_000 + i * 1000 + k)}`;
      return dossier({
        code,
        phone,
        owner: `Nguyễn Văn ${NAMES[k % NAMES.length]} ${NAMES[(k / NAMES.length) | 0]}`,
        id: `0190${String(10_000_000 + i * 1000 + k)}`,
        agencyCode,
        agencyName,
        ...(k % 40 === 3 && usual),
        ...(isEdited && edit),
      });
    }),
  );
  await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf(rows));
  const board = await homeAffairs.call(getBoard, { params });
  const marks = listed.map(({ agencyCode }) =>
    board.agencies
      .find((agency) => agency.agencyCode === agencyCode)!
      .indicators.filter(({ side }) => side !== null)
      .map(({ name, side }) => `${name} ${side}`),
  );
  expect(marks).toEqual(listed.map((_, i) => (EDITS[i] ? [`${EDITS[i][0]} high`] : [])));
  const { indicators } = board.agencies.find(
    ({ agencyCode }) => agencyCode === listed[3]!.agencyCode,
  )!;
  // One of the usual ones names that phone too.
  expect(indicators.find(({ name }) => name === 'commonPhone')?.cases).toBe(EDITED + 1);
}, 120_000);

const NAMES = [
  'An',
  'Bình',
  'Cường',
  'Dung',
  'Giang',
  'Hà',
  'Khánh',
  'Lâm',
  'Mai',
  'Nga',
  'Phúc',
  'Quý',
  'Sơn',
  'Tâm',
  'Uyên',
  'Vân',
];
