/**
 * Truth: results.md §3 — the mapping between questionnaire versions is data, and a criterion without a partner has no
 * change. A province's own version swaps the numbers of two criteria, gives one another meaning and one another question.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listQuestionnaires } from '#contract/campaigns.ts';
import { getPublishedChanges } from '#contract/changes.ts';
import { keepEarlierTable, listEarlierTables, readEarlierText } from '#contract/earlier-tables.ts';
import { listPublished } from '#contract/published.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { publishResults } from '#contract/results.ts';
import { getPublishedYears } from '#contract/years.ts';
import { questionnaires } from '../../server/campaigns/questionnaires.ts';
import { freshDatabase } from '../database.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';

const VERSION = 'tinh-2027';
const BEFORE = 'sipas-2023-2026';
const SWAPPED: Readonly<Record<string, string>> = { '9.24': '9.25', '9.25': '9.24' };

let dataDir: string;
let office: Office;
let campaignId: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-reworded-'));
  await place(dataDir, reworded((await questionnaires()).get(BEFORE)!));
  office = await officeOn(await freshDatabase(), dataDir);
  await publishedRound({ year: 2026 }, 1, '9.24');
  campaignId = await publishedRound({ year: 2027, questionnaireVersion: VERSION }, 2, '9.25');
});
afterAll(async () => {
  await office.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

function reworded(questionnaire: Questionnaire): Questionnaire {
  return {
    ...questionnaire,
    version: VERSION,
    nodes: questionnaire.nodes.map((node) => {
      if (node.level !== 'criterion' || node.code === '9.39') return node;
      const code = SWAPPED[node.code] ?? node.code;
      const meaning = node.code === '9.31' ? ('changed' as const) : ('same' as const);
      return { ...node, earlier: [{ version: BEFORE, code, meaning }] };
    }),
  };
}

async function place(folder: string, questionnaire: Questionnaire): Promise<void> {
  await mkdir(join(folder, 'questionnaires'));
  const path = join(folder, 'questionnaires', `${questionnaire.version}.json`);
  await writeFile(path, JSON.stringify(questionnaire));
}

/** Nobody is satisfied with what the criterion `poor` asks, three of four with all the rest. */
async function publishedRound(
  terms: { year: number; questionnaireVersion?: string },
  seed: number,
  poor: string,
): Promise<string> {
  const random = seeded(seed);
  const round = await answeredCampaign(office, {
    agencies: ['01981', '05443'],
    terms,
    peoplePerStratum: () => 40,
    answers: (_, place) =>
      place < 28 ? { ...leaning(random, 0.75), [poor]: place % 8 === 0 ? 4 : 1 } : null,
  });
  // The first round is public before the second.
  office.at(`2026-12-2${seed}T03:00:00Z`);
  await round.homeAffairs.call(publishResults, {
    params: { campaignId: round.campaignId },
    body: { confirm: 'CÔNG BỐ' },
  });
  return round.campaignId;
}

const changesOfRound = () => office.nobody.call(getPublishedChanges, { params: { campaignId } });

test('Home Affairs sees before it opens a round in how many criteria a version can be compared', async () => {
  const homeAffairs = await office.as('home_affairs');
  const { questionnaires: offered } = await homeAffairs.call(listQuestionnaires, {});
  expect(offered.find(({ version }) => version === VERSION)?.compared).toEqual([
    { version: BEFORE, same: 37, changed: 1, added: 1 },
  ]);
});

test('a renumbered criterion is compared with itself, not with what had its number', async () => {
  const { changes } = await changesOfRound();
  for (const [code, earlierNode] of Object.entries(SWAPPED)) {
    const change = changes.find(({ agencyCode, node }) => agencyCode === null && node === code);
    expect(change).toMatchObject({ earlierNode, change: 'not_different' });
  }
});

test('a factor with the same criteria is compared; one with a changed or new criterion and the total are not, and it is said why', async () => {
  const { isComparable, changes, notCompared } = await changesOfRound();
  expect(isComparable).toBe(true);
  const compared = new Set(changes.map(({ node }) => node));
  for (const node of ['access', 'procedure', 'result']) expect(compared).toContain(node);
  for (const node of ['officer', 'feedback', 'service', 'total', '9.31', '9.39'])
    expect(compared).not.toContain(node);
  expect(notCompared.changed).toHaveLength(1);
  expect(notCompared.added).toHaveLength(1);
  expect(notCompared.broad).toHaveLength(4);
  const page = (await office.nobody.send('GET', `/ket-qua/${campaignId}`)).body;
  for (const words of ['vì gồm tiêu chí đã đổi', 'với ý nghĩa khác', 'vì đợt trước không hỏi'])
    expect(page).toContain(words);
});

test('the years have the round before with what was asked alike', async () => {
  const { years, series } = await office.nobody.call(getPublishedYears, { params: { campaignId } });
  expect(years.map(({ year }) => year)).toEqual([2026, 2027]);
  const nodes = new Set(series.map(({ node }) => node));
  expect(nodes).toContain('access');
  expect(nodes).not.toContain('total');
});

test('a table matched to the version before shows a renumbered criterion under its new number, and no total', async () => {
  const homeAffairs = await office.as('home_affairs');
  const { campaigns } = await office.nobody.call(listPublished, {});
  const first = campaigns.find(({ year }) => year === 2026)!;
  const params = { campaignId: first.campaignId };
  const text =
    'Đơn vị\tCâu 9.24\tCâu 9.31\tSIPAS\nXã Vĩnh Thông\t60\t70\t69,5\nToàn tỉnh\t61,4\t77\t70,25';
  const { figures, agencies, criteria } = await homeAffairs.call(readEarlierText, {
    params,
    body: { text },
  });
  await homeAffairs.call(keepEarlierTable, {
    params,
    body: {
      year: 2025,
      source: 'Quyết định số 12/QĐ-UBND',
      publishedOn: null,
      method: null,
      figures,
      agencies: agencies.map(({ guess: _, ...match }) => match),
      criteria: criteria.map(({ guess: _, ...match }) => match),
    },
  });
  const nodesOf2025 = async (id: string) =>
    (await office.nobody.call(getPublishedYears, { params: { campaignId: id } })).series.flatMap(
      ({ agencyCode, node, points }) =>
        agencyCode === null && points.some(({ year }) => year === 2025) ? [node] : [],
    );
  expect(await nodesOf2025(first.campaignId)).toEqual(['total', '9.24', '9.31']);
  expect(await nodesOf2025(campaignId)).toEqual(['9.25']);
  const listed = await homeAffairs.call(listEarlierTables, { params: { campaignId } });
  expect(listed.tables[0]?.criteria.map(({ nodeCode }) => nodeCode)).toEqual(['9.25', null, null]);
});

test('a version that compares two criteria with one of before, or with none there is, is refused by name', async () => {
  const whole = (await questionnaires()).get(BEFORE)!;
  for (const [code, reason] of [
    ['9.24', 'as another is'],
    ['9.99', 'no earlier criterion'],
  ] as const) {
    const folder = join(dataDir, code);
    await mkdir(folder);
    const nodes = whole.nodes.map((node) =>
      node.level === 'criterion'
        ? { ...node, earlier: [{ version: BEFORE, code, meaning: 'same' as const }] }
        : node,
    );
    await place(folder, { ...whole, version: VERSION, nodes });
    await expect(questionnaires(folder)).rejects.toThrow(reason);
  }
});
