/**
 * Truth: arithmetic written out. Satisfied answers over all answers of two merged communes are the mean of their shares
 * weighed by people × answers of a respondent (domain.md 1.6, pooled index); a commune that was divided is none of what it
 * was, so nothing is compared (results.md §3).
 */
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPublishedChanges } from '#contract/changes.ts';
import { agencyDocumentWord, roundDocumentWord } from '#contract/documents.ts';
import type { Domain } from '#contract/figures.ts';
import { downloadAnalysis, downloadPublishedCsv, getPublished } from '#contract/published.ts';
import type { Rearrangement } from '#contract/rearrangements.ts';
import { keepRearrangements, listRearrangements } from '#contract/rearrangements.ts';
import type { Results } from '#contract/results.ts';
import { publishResults } from '#contract/results.ts';
import { listActivity } from '#contract/staff.ts';
import { getPublishedYears } from '#contract/years.ts';
import { checkPublication } from '../../server/drill/check-publication.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';

/** Merged: 01981 and 05443 into 01843. Divided: 01840 into itself and 01864. The same: 01849. */
const [FIRST, SECOND, MERGED] = ['01981', '05443', '01843'] as const;
const [DIVIDED, PART, SAME] = ['01840', '01864', '01849'] as const;
const SHARES: Readonly<Record<string, number>> = { [FIRST]: 0.88, [SECOND]: 0.72, [MERGED]: 0.4 };
const decree = 'Nghị quyết 15/NQ-UBTVQH';
const since = '2027-02-01';
const DECLARED: Rearrangement[] = [
  { earlierCode: FIRST, into: [MERGED], since, decree },
  { earlierCode: SECOND, into: [MERGED], since, decree },
  { earlierCode: DIVIDED, into: [DIVIDED, PART], since, decree },
];

let office: Office;
let homeAffairs: Caller;
let earlier: string;
let later: string;
beforeAll(async () => {
  office = await openOffice();
  earlier = await closedRound(2026, 1, [FIRST, SECOND, DIVIDED, SAME]);
  await publish(earlier, 1);
  later = await closedRound(2027, 2, [MERGED, DIVIDED, PART, SAME]);
});
afterAll(() => office.close());

async function closedRound(year: number, seed: number, agencies: string[]): Promise<string> {
  const random = seeded(seed);
  const round = await answeredCampaign(office, {
    agencies,
    terms: { year, name: `Đợt ${year}` },
    peoplePerStratum: (stratum) => (stratum.startsWith(SECOND) ? 40 : 80),
    answers: ({ agencyCode }, place) =>
      place < 32 ? leaning(random, SHARES[agencyCode] ?? 0.8) : null,
  });
  homeAffairs = round.homeAffairs;
  return round.campaignId;
}

function publish(campaignId: string, day: number) {
  // The first round is public before the second.
  office.at(`2026-12-2${day}T03:00:00Z`);
  const body = { confirm: 'CÔNG BỐ' } as const;
  return homeAffairs.call(publishResults, { params: { campaignId }, body });
}

const keep = (rearrangements: Rearrangement[], campaignId = later) =>
  homeAffairs.call(keepRearrangements, { params: { campaignId }, body: { rearrangements } });
const resultsOf = async (campaignId: string): Promise<Results> =>
  (await office.nobody.call(getPublished, { params: { campaignId } })).results;
const changes = () => office.nobody.call(getPublishedChanges, { params: { campaignId: later } });
const totalOf = ({ nodes }: Results) => nodes.find(({ level }) => level === 'total')!.code;
const agencyOf = ({ domains }: Results, code: string): Domain =>
  domains.find(({ level, agencyCode }) => level === 'agency' && agencyCode === code)!;

test('what nobody can mean is refused by name, and nothing is declared', async () => {
  const [first] = DECLARED;
  const same = { ...first!, into: [FIRST] };
  await expect(keep([same])).rejects.toMatchObject({ code: 'rearrangement_changes_nothing' });
  await expect(keep([first!, first!])).rejects.toMatchObject({ code: 'request_invalid' });
  const unknown = { ...first!, into: ['00001'] };
  await expect(keep([unknown])).rejects.toMatchObject({ code: 'agency_not_found' });
  await expect(keep(DECLARED, earlier)).rejects.toMatchObject({ code: 'results_published' });
  const clerk = await office.as('agency', SAME);
  const params = { campaignId: later };
  await expect(
    clerk.call(keepRearrangements, { params, body: { rearrangements: DECLARED } }),
  ).rejects.toMatchObject({ code: 'access_denied' });
  expect((await homeAffairs.call(listRearrangements, { params })).rearrangements).toEqual([]);
});

test('Home Affairs sees both rounds, declares, and the journal has it; publishing fixes it', async () => {
  await keep(DECLARED);
  const params = { campaignId: later };
  const kept = await homeAffairs.call(listRearrangements, { params });
  expect(kept).toMatchObject({ earlier: { campaignId: earlier, year: 2026 }, isFixed: false });
  expect(kept.rearrangements).toHaveLength(3);
  expect(kept.agencies.find(({ code }) => code === PART)).toMatchObject({
    isEarlier: false,
    isLater: true,
  });
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  expect(acts.map(({ act }) => act)).toContain('rearrangements_kept');
  await publish(later, 2);
  await expect(keep([])).rejects.toMatchObject({ code: 'results_published' });
  const { db } = office.deps;
  await expect(
    db.deleteFrom('agencyRearrangement').where('campaignId', '=', later).execute(),
  ).rejects.toMatchObject({ code: '23001' });
  expect((await resultsOf(later)).rearrangements).toMatchObject({
    earlierCampaignId: earlier,
    agencies: [{ code: DIVIDED }, { code: FIRST }, { code: SECOND }],
  });
});

test('a drill finds the publication as its responses give it, with what was declared beside them', async () => {
  expect(await checkPublication(office.deps.db, later)).toMatchObject({ verdict: 'ok' });
});

test('a merged commune is compared with both together, weighed by people and answers', async () => {
  const before = await resultsOf(earlier);
  const node = totalOf(before);
  let satisfied = 0;
  let answers = 0;
  for (const code of [FIRST, SECOND]) {
    const { population, received, figures } = agencyOf(before, code);
    const figure = figures.find((candidate) => candidate.node === node)!;
    const given = (population * figure.validAnswers!) / received!;
    satisfied += given * figure.index!;
    answers += given;
  }
  const found = await changes();
  const change = found.changes.find((each) => each.agencyCode === MERGED && each.node === node)!;
  expect(change.earlier).toBeCloseTo(Math.round((100 * satisfied) / answers) / 100, 10);
  // 160 people at 88 % and 80 at 72 %: 83 %, far from the middle of the two.
  expect(Math.abs(satisfied / answers - (0.88 * 160 + 0.72 * 80) / 240)).toBeLessThan(0.05);
  expect(change).toMatchObject({ change: 'fallen', joined: namesOf(before, [FIRST, SECOND]) });
  expect(change.low).toBeLessThan(change.later - change.earlier);
  expect(change.high).toBeGreaterThan(change.later - change.earlier);
});

const namesOf = (results: Results, codes: readonly string[]) =>
  codes.map((code) => agencyOf(results, code).name);

test('a divided commune and its part are compared with nothing, and it is said of what they are parts', async () => {
  const found = await changes();
  const [name] = namesOf(await resultsOf(earlier), [DIVIDED]);
  for (const code of [DIVIDED, PART]) {
    expect(found.changes.filter(({ agencyCode }) => agencyCode === code)).toEqual([]);
    expect(found.rearranged.find(({ agencyCode }) => agencyCode === code)).toMatchObject({
      isCompared: false,
      parts: [{ name, isWhole: false }],
    });
  }
  expect(found.unmatched).toEqual({ earlier: [], later: [] });
  const same = found.changes.find(({ agencyCode }) => agencyCode === SAME);
  expect(same).toMatchObject({ joined: [] });
});

test('over the years the merged commune has one line of both, the divided one begins anew', async () => {
  const { series, total } = await office.nobody.call(getPublishedYears, {
    params: { campaignId: later },
  });
  const lineOf = (code: string) =>
    series.find(({ agencyCode, node }) => agencyCode === code && node === total);
  const line = lineOf(MERGED);
  expect(line?.points.map(({ year }) => year)).toEqual([2026, 2027]);
  expect(line?.points[0]?.parts).toEqual(namesOf(await resultsOf(earlier), [FIRST, SECOND]));
  expect(line?.points[1]?.change).toBe('fallen');
  expect(lineOf(DIVIDED)).toBeUndefined();
  expect(lineOf(SAME)?.points[0]?.parts).toEqual([]);
});

test('pages, files and documents tell it', async () => {
  const [merged] = namesOf(await resultsOf(later), [MERGED]);
  const [first, second, divided] = namesOf(await resultsOf(earlier), [FIRST, SECOND, DIVIDED]);
  const page = await office.nobody.send('GET', `/ket-qua/${later}/${MERGED}`);
  expect(page.body).toContain(`${merged}: hợp nhất từ ${first}, ${second}.`);
  const part = await office.nobody.send('GET', `/ket-qua/${later}/${PART}`);
  expect(part.body).toContain(`tách từ ${divided}. Không so với đợt trước.`);
  const csv = await fileOf(downloadPublishedCsv.path);
  expect(csv.toString()).toContain(`gồm cả ${first} (${FIRST}), từ ${since}, ${decree}`);
  const files = unzipSync(await fileOf(downloadAnalysis.path));
  const table = Object.entries(files).find(([name]) => name.endsWith('rearrangements.csv'))![1];
  const rows = Buffer.from(table).toString().trim().split('\r\n');
  expect(rows).toHaveLength(5);
  expect(rows.filter((row) => row.includes('"whole"'))).toHaveLength(2);
  const schema = Object.entries(files).find(([name]) => name.endsWith('datapackage.json'))![1];
  expect(Buffer.from(schema).toString()).toContain('"rearrangements"');
  const sheet = await wordText(agencyDocumentWord.path, { agencyCode: MERGED, kind: 'sheet' });
  expect(sheet).toContain(`hợp nhất từ ${first}, ${second}`);
  expect(await wordText(roundDocumentWord.path, { kind: 'report' })).toContain(
    `tách từ ${divided}`,
  );
});

async function fileOf(path: string): Promise<Buffer> {
  const reply = await office.nobody.send('GET', path.replace(':campaignId', later));
  expect(reply.statusCode).toBe(200);
  return reply.rawPayload;
}

async function wordText(path: string, params: Readonly<Record<string, string>>): Promise<string> {
  const address = Object.entries({ campaignId: later, ...params }).reduce(
    (text, [name, value]) => text.replace(`:${name}`, value),
    path,
  );
  const { rawPayload } = await homeAffairs.send('GET', address);
  return Buffer.from(unzipSync(rawPayload)['word/document.xml']!).toString();
}
