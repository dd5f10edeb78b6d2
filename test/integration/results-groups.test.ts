/**
 * Truth: the answers that the test itself sent, counted by hand (every stratum weighs the same, so a share
 * is a plain one), and results.md §1: nothing of a group that is small or agrees.
 */
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GroupTables } from '#contract/group-tables.ts';
import { getPublished } from '#contract/published.ts';
import type { Results } from '#contract/results.ts';
import { getResults, publishResults } from '#contract/results.ts';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import { groupsLeaving } from '../../server/results/group-tables.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { AnsweredCampaign } from '../scenario-answered.ts';
import { answeredCampaign } from '../scenario-answered.ts';
import { service } from '../scenario-collecting.ts';
import { zipEntry } from '../zip-entry.ts';

const AGENCY = '01981';
const MAN = 1;
const WOMAN = 2;
let office: Office;
let campaign: AnsweredCampaign;
let groups: GroupTables;
const params = () => ({ campaignId: campaign.campaignId });

/** In each of six strata twenty women, nine of ten satisfied, sixteen men, all satisfied. */
beforeAll(async () => {
  office = await openOffice();
  campaign = await answeredCampaign(office, {
    peoplePerStratum: 72,
    sample: () => 36,
    terms: { questionnairePart: 'whole' },
    answers: (_, place) => ({
      ...service(place < 20 && place % 10 === 0 ? 2 : 4),
      'a.sex': place < 20 ? WOMAN : MAN,
      ...(place < 4 ? { 'a.age': 1 } : place < 30 ? { 'a.age': 3 } : {}),
      '6': place < 18 ? 1 : 2,
    }),
  });
  groups = (await campaign.homeAffairs.call(getResults, { params: params() })).groups!;
});
afterAll(() => office.close());

const categoriesOf = (grouping: string) =>
  groups.tables.find((table) => table.grouping === grouping)!.categories;
const figureOf = (grouping: string, category: number | string, node = 'total') =>
  categoriesOf(grouping)
    .find((group) => group.category === String(category))!
    .figures.find((figure) => figure.node === node);

describe('figures by group', () => {
  test('are those of the people in the group, in whole per cent, with their number and range', () => {
    const shown = figureOf('a.age', 3)!;
    // Twenty-six in each of six strata, one of them unsatisfied.
    expect([shown.respondents, shown.index, shown.step]).toEqual([156, 0.96, 0.01]);
    expect(shown.low!).toBeLessThan(0.96);
    expect(shown.high!).toBeGreaterThan(0.96);
    expect(figureOf('a.age', 3, 'officer')!.index).toBe(0.96);
  });

  test('of which everybody agreed are withheld with their table, where the province less the others tells it', () => {
    // 96 men, all satisfied: a band hides nothing beside the share of the 120 women and that of all.
    for (const category of [MAN, WOMAN]) expect(figureOf('a.sex', category)).toBeUndefined();
  });

  test('too small are withheld, with another that would give them back', () => {
    // 24 are young. 36 did not say how old they are: they go with the young, whose number would follow.
    for (const category of [1, 'unknown']) expect(figureOf('a.age', category)).toBeUndefined();
    expect(figureOf('a.age', 3)).toBeDefined();
  });

  test('have a row for each category that the form names', () => {
    expect(categoriesOf('a.sex').map(({ label }) => label?.vi ?? null)).toEqual([
      'Nam',
      'Nữ',
      null,
    ]);
    expect(categoriesOf('mode').map(({ category }) => category)).toEqual([
      'self',
      'counter',
      'paper',
      'interview',
      'phone',
    ]);
  });
});

test('answers outside the index are shown of the province, those about the person by group alone', () => {
  const bribes = groups.answers.find(({ question }) => question === '6')!;
  expect(bribes.respondents).toBe(216);
  expect(bribes.answers.slice(0, 2).map(({ share }) => share)).toEqual([0.5, 0.5]);
  expect(groups.answers.filter(({ question }) => question.startsWith('a.'))).toEqual([]);
});

test('CSV and workbook have the groups in rows of their own, withheld ones with a word', async () => {
  const path = `/api/campaigns/${campaign.campaignId}/results`;
  const csv = (await campaign.homeAffairs.send('GET', `${path}.csv`)).body;
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true });
  const old = data.find(
    (row) => row.cach_chia_nhom === 'a.age' && row.ma_nhom === '3' && row.ma_chi_so === 'total',
  )!;
  expect([old.cap, old.chi_so, old.so_nguoi_tra_loi, old.cong_bo]).toEqual([
    'group',
    '0.96',
    '156',
    'co',
  ]);
  const young = data.filter((row) => row.cach_chia_nhom === 'a.age' && row.ma_nhom === '1');
  expect(young.map((row) => [row.cong_bo, row.chi_so, row.ly_do])).toEqual([
    ['an', 'an', 'below-group-threshold'],
  ]);
  const { sheets } = await readXlsx(
    (await campaign.homeAffairs.send('GET', `${path}.xlsx`)).rawPayload,
  );
  const groups = sheets.find(({ name }) => name === 'Nhóm')!.rows.slice(1);
  const inCsv = data.filter(({ cap }) => cap === 'group');
  expect(groups).toHaveLength(inCsv.length);
  expect(groups.some((row) => row[3] === 0.96 && row[6] === 156)).toBe(true);
  const withheld = groups.filter((row) => row[3] === 'ẩn');
  expect(withheld.length).toBeGreaterThan(0);
  expect(withheld).toHaveLength(inCsv.filter(({ cong_bo }) => cong_bo === 'an').length);
  const answers = sheets.find(({ name }) => name === 'Câu hỏi khác')!.rows.slice(1);
  expect(answers).toHaveLength(data.filter(({ cap }) => cap === 'answer').length);
});

test('a group that the total would give back takes its whole table along', () => {
  const figure = {
    mean: null,
    low: 0.7,
    high: 0.9,
    share: 0.8,
    measure: 'total',
    grouping: 'a.sex',
  };
  const folded = {
    questionnaire: {
      ...QUESTIONNAIRE,
      nodes: [
        { code: 'total', level: 'total' as const, parent: null, label: TEXT, question: null },
      ],
    },
    plan: {
      version: 'SIPAS-TABLES/1' as const,
      groupings: ['a.sex'],
      questions: [],
      fewestInGroup: 30,
    },
    window: { returnedFrom: '2026-05-01', returnedTo: '2026-10-31' },
    sha256: null,
    figures: [
      { ...figure, category: '1', respondents: 100 },
      { ...figure, category: '2', respondents: 90 },
    ],
  };
  const shown = (everybody: number) =>
    groupsLeaving(folded, () => everybody).tables[0]!.categories.flatMap(({ figures }) => figures);
  expect(shown(190)).toHaveLength(2);
  // Eleven did not say: who said nothing is known to be one of them.
  expect(shown(201)).toEqual([]);
});
const TEXT = { vi: '', en: '' };
const QUESTIONNAIRE = { version: 'planted', title: TEXT, satisfiedFrom: 4, groups: [] };

test('the edition has the same groups for everybody, and the attack on it learns nothing', async () => {
  await campaign.homeAffairs.call(publishResults, {
    params: params(),
    body: { confirm: 'CÔNG BỐ' },
  });
  const { results } = await office.nobody.call(getPublished, { params: params() });
  expect(results.groups).toEqual(groups);
  const clerk = await office.as('agency', AGENCY);
  expect((await clerk.call(getResults, { params: params() })).groups).toEqual(groups);
  expect(results.groups!.tables.flatMap(({ categories }) => categories).length).toBeGreaterThan(30);
  const groupsClaimed = (await attackPublication(results)).claims;
  expect(groupsClaimed.filter(({ kind }) => kind === 'group')).toEqual([]);
  await bundleHasGroups(results);
  // The same file with two who answered in no mode that is shown.
  const planted = structuredClone(results);
  const shown = planted.groups!.tables.find(
    ({ grouping, categories }) =>
      grouping === 'mode' && categories.some(({ figures }) => figures.length > 0),
  )!;
  for (const figure of planted.domains[0]!.figures) figure.respondents = figure.respondents! + 2;
  const attacked = await attackPublication(planted);
  const claims = attacked.claims.filter(({ stratum }) => stratum === shown.grouping);
  expect(claims).toContainEqual({
    kind: 'group',
    stratum: shown.grouping,
    criterion: 'total',
    value: 'remainder',
  });
});

/** The file for analysts has a row for each figure of each group, one for a group that is withheld, and no other. */
async function bundleHasGroups({ campaignId, nodes }: Results) {
  const reply = await office.nobody.send('GET', `/api/published/${campaignId}/analysis.zip`);
  expect(reply.statusCode).toBe(200);
  const rowsOf = (name: string) =>
    Papa.parse<Record<string, string>>(zipEntry(reply.rawPayload, `data/${name}.csv`), {
      header: true,
      skipEmptyLines: true,
    }).data;
  const expected = groups.tables.flatMap(({ grouping, categories }) =>
    categories.flatMap(({ category, figures }) =>
      figures.length > 0
        ? figures.map(({ node, index }) => [grouping, category, node, String(index ?? '')])
        : [[grouping, category, '', '']],
    ),
  );
  expect(
    rowsOf('groups').map((row) => [row.grouping, row.category, row.node_code, row.index]),
  ).toEqual(expected);
  expect(rowsOf('nodes')).toHaveLength(nodes.length);
  expect(rowsOf('answers').map(({ question, share }) => [question, Number(share)])).toEqual(
    groups.answers.flatMap(({ question, answers }) =>
      answers.map(({ share }) => [question, share]),
    ),
  );
}
