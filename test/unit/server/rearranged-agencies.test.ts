// Truth: arithmetic written out. Shares of strata add with their weights and variances with the squares (Cochran 1977, §5.2);
// where people and answers weigh otherwise, or a part has no figure, nothing is said.
import { expect, test } from 'vitest';
import type { Results } from '#contract/results.ts';
import { changesBetween } from '../../../server/results/changes.ts';
import { publishedShares } from '../../../server/results/published-shares.ts';
import { earlierParts } from '../../../server/results/rearrangements/earlier-parts.ts';
import { joinedShare } from '../../../server/results/rearrangements/joined-share.ts';
import { yearsOf } from '../../../server/results/years.ts';
import { sixAgencies } from '../../published-province.ts';

const { published: counted } = await sixAgencies();
const total = counted.nodes.find(({ level }) => level === 'total')!.code;
const agencies = counted.domains.filter(
  ({ level, received, figures }) =>
    level === 'agency' && received && figures.some(({ node, index }) => node === total && index),
);
const [first, second, third] = agencies.map(({ agencyCode }) => agencyCode!) as [
  string,
  string,
  string,
];

const round = (year: number): Results => ({ ...counted, year, campaignId: `round ${year}` });
const since = '2026-07-01';
const declared = (results: Results, before: Results, lines: Record<string, string[]>): Results => ({
  ...results,
  rearrangements: {
    earlierCampaignId: before.campaignId,
    agencies: Object.entries(lines).map(([code, into]) => ({
      ...{ code, name: `cũ ${code}`, since, decree: 'NQ 15' },
      into: into.map((agency) => ({ code: agency, name: `mới ${agency}` })),
    })),
  },
});
/** The agency's total answered with other numbers. */
const given = (
  results: Results,
  code: string,
  answered: { index?: number; validAnswers?: number | null; population?: number },
): Results => ({
  ...results,
  domains: results.domains.map((domain) => {
    if (domain.level !== 'agency' || domain.agencyCode !== code) return domain;
    const { population = domain.population, ...figure } = answered;
    const figures = domain.figures.map((own) => (own.node === total ? { ...own, ...figure } : own));
    return { ...domain, population, figures };
  }),
});
const domainOf = ({ domains }: Results, code: string) =>
  domains.find(({ level, agencyCode }) => level === 'agency' && agencyCode === code)!;
/** So many answers that each person of the agency gave sixteen. */
const sixteenEach = (results: Results, code: string) => 16 * domainOf(results, code).received!;

const parts = (codes: readonly string[]) =>
  codes.map((code) => ({ code, name: code, isWhole: true }));

test('the joined share is the mean by people × answers, its variance the sum with squared weights', () => {
  let before = round(2025);
  before = given(before, first, { index: 0.8, validAnswers: sixteenEach(before, first) });
  before = given(before, second, { index: 0.6, validAnswers: sixteenEach(before, second) });
  before = given(given(before, first, { population: 300 }), second, { population: 100 });
  const shareOf = publishedShares(before);
  const joined = joinedShare(before, parts([first, second]), total, shareOf)!;
  expect(joined.index).toBeCloseTo((300 * 0.8 + 100 * 0.6) / 400, 12);
  const [a, b] = [first, second].map((code) => shareOf(domainOf(before, code), total)!.variance);
  expect(joined.variance).toBeCloseTo(0.75 ** 2 * a! + 0.25 ** 2 * b!, 12);
  expect(joined.step).toBeCloseTo(joined.printedStep, 12);
});

test('where people and answers weigh otherwise the difference widens the range, beyond half a step nothing is said', () => {
  let before = given(given(round(2025), first, { population: 200 }), second, { population: 200 });
  before = given(before, first, { index: 0.8, validAnswers: sixteenEach(before, first) });
  const joinedWith = (answers: number, index: number) => {
    const validAnswers = Math.round((sixteenEach(before, second) / 16) * answers);
    const other = given(before, second, { index, validAnswers });
    return joinedShare(other, parts([first, second]), total, publishedShares(other));
  };
  const slight = joinedWith(15, 0.7)!;
  expect(slight.step).toBeGreaterThan(slight.printedStep);
  expect(joinedWith(8, 0.2)).toBeUndefined();
  const none = given(before, second, { validAnswers: null });
  expect(joinedShare(none, parts([first, second]), total, publishedShares(none))).toBeUndefined();
});

test('an agency that kept its code and took another in is compared with both; a part of one with nothing', () => {
  const before = round(2025);
  const took = declared(round(2026), before, { [second]: [first] });
  const compared = changesBetween(before, took);
  expect(compared.rearranged).toMatchObject([
    { agencyCode: first, parts: [{ isWhole: true }, { isWhole: true }] },
  ]);
  const joined = compared.changes.filter((change) => change.joined.length > 0);
  expect(new Set(joined.map(({ agencyCode }) => agencyCode))).toEqual(new Set([first]));
  const lost = declared(round(2026), before, { [second]: [first, second] });
  const changed = changesBetween(before, lost).changes.map(({ agencyCode }) => agencyCode);
  for (const code of [first, second]) expect(changed).not.toContain(code);
  expect(changed).toContain(third);
});

test('two steps of rearranging follow one another, and a declaration about another round is not believed', () => {
  const oldest = round(2024);
  const middle = declared(round(2025), oldest, { [second]: [first] });
  const newest = declared(round(2026), middle, { [third]: [first] });
  const codes = (rounds: readonly Results[]) =>
    earlierParts(rounds, first)?.map(({ code, isWhole }) => [code, isWhole]);
  expect(codes([newest, middle])).toEqual([
    [first, true],
    [third, true],
  ]);
  expect(codes([newest, middle, oldest])?.toSorted()).toEqual(
    [
      [first, true],
      [second, true],
      [third, true],
    ].toSorted(),
  );
  expect(codes([newest, round(2023)])?.every(([, isWhole]) => isWhole === false)).toBe(true);
  const line = yearsOf(newest, [middle, oldest], []).series.find(
    ({ agencyCode, node }) => agencyCode === first && node === total,
  );
  expect(line?.points.map((point) => point.parts.length)).toEqual([3, 2, 0]);
});

test('a table of before is joined by respondents if it has each part, and left out if it has one', () => {
  const later = declared(round(2026), round(2025), { [second]: [first] });
  const row = (label: string, agencyCode: string, share: number, respondents: number | null) => ({
    ...{ label, agencyCode, nodeCode: total, weight: 1, share, respondents, standardError: null },
  });
  const pointsWith = (figures: ReturnType<typeof row>[]) => {
    const { questionnaireVersion } = later.method;
    const table = { year: 2024, source: 'QĐ 1', publishedOn: null, method: null };
    const tables = [{ ...table, questionnaireVersion, figures }];
    return yearsOf(later, [round(2025)], tables).series.find(
      ({ agencyCode, node }) => agencyCode === first && node === total,
    )!.points;
  };
  const both = pointsWith([row('A', first, 0.9, 300), row('B', second, 0.5, 100)]);
  expect(both[0]).toMatchObject({ year: 2024, index: 0.8, parts: ['A', 'B'] });
  expect(pointsWith([row('A', first, 0.9, 300)])[0]?.year).toBe(2025);
  const unweighed = [row('A', first, 0.9, null), row('B', second, 0.5, null)];
  expect(pointsWith(unweighed)[0]?.year).toBe(2025);
});
