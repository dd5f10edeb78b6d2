// Truth: a change is shown where both publications bear it out, and follows from the two files alone.
import { expect, test } from 'vitest';
import { Changes } from '#contract/changes.ts';
import type { Results } from '#contract/results.ts';
import { changesBetween } from '../../../server/results/changes.ts';
import { yearsOf } from '../../../server/results/years.ts';
import { sixAgencies } from '../../published-province.ts';

const { published: later } = await sixAgencies();
const total = later.nodes.find(({ level }) => level === 'total')!.code;

/** The wave before: the same figures, moved by so many points where they stay shares. */
const before = (points: number): Results => ({
  ...later,
  year: later.year - 1,
  domains: later.domains.map((domain) => ({
    ...domain,
    figures: domain.figures.map((figure) => ({
      ...figure,
      index: figure.index === null ? null : Math.min(1, Math.max(0, figure.index + points / 100)),
    })),
  })),
});
const wordsOf = (points: number) =>
  changesBetween(before(points), later).changes.map(({ change }) => change);

test('figures that stayed as they were show no change', () => {
  const { changes } = changesBetween(before(0), later);
  expect(changes.filter(({ agencyCode }) => agencyCode !== null).length).toBeGreaterThan(12);
  expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['not_different']));
});

test('forty points fewer are told as a clear fall of province and agencies, forty more as a rise', () => {
  expect(wordsOf(40)).toContain('fallen');
  expect(wordsOf(40)).not.toContain('risen');
  expect(wordsOf(-40)).toContain('risen');
  expect(wordsOf(-40)).not.toContain('fallen');
  const province = changesBetween(before(-40), later).changes.find(
    ({ agencyCode, node }) => agencyCode === null && node === total,
  );
  expect(province?.change).toBe('risen');
});

test('whatever was withheld in either wave has no change', () => {
  const withheld = before(0);
  const hidden = {
    ...withheld,
    domains: withheld.domains.map((domain) => ({
      ...domain,
      figures: domain.figures.map((figure) => ({ ...figure, index: null })),
    })),
  };
  expect(changesBetween(hidden, later).changes).toEqual([]);
  expect(changesBetween(later, hidden).changes).toEqual([]);
});

/** The later wave's questionnaire as another version, which says of each criterion what it was before. */
const reworded = (meaningOf: (code: string) => 'same' | 'changed' | null): Results => ({
  ...later,
  method: { ...later.method, questionnaireVersion: 'reworded' },
  nodes: later.nodes.map((node) => {
    const meaning = node.level === 'criterion' ? meaningOf(node.code) : null;
    const { questionnaireVersion: version } = later.method;
    return meaning ? { ...node, earlier: [{ version, code: node.code, meaning }] } : node;
  }),
});
const nodesOf = (level: string) =>
  later.nodes.filter((node) => node.level === level).map(({ code }) => code);

test('another version whose criteria all mean the same is compared like the same version', () => {
  const { changes, notCompared } = changesBetween(
    before(-40),
    reworded(() => 'same'),
  );
  expect(changes).toEqual(changesBetween(before(-40), later).changes);
  expect(Object.values(notCompared).flat()).toEqual([]);
});

test('a criterion of another meaning or a new one takes its factor and the total out of the comparison, no other', () => {
  for (const meaning of ['changed', null] as const) {
    const [first] = nodesOf('criterion');
    const next = reworded((code) => (code === first ? meaning : 'same'));
    const { changes, notCompared } = changesBetween(before(-40), next);
    const compared = new Set(changes.map(({ node }) => node));
    const labelOf = (code: string) => later.nodes.find((node) => node.code === code)!.label;
    const { parent } = later.nodes.find(({ code }) => code === first)!;
    expect([...compared].toSorted()).toEqual(
      [
        ...nodesOf('criterion').slice(1),
        ...nodesOf('factor').filter((code) => code !== parent),
      ].toSorted(),
    );
    expect(notCompared[meaning ?? 'added']).toEqual([labelOf(first!)]);
    expect(notCompared.dropped).toEqual(meaning ? [] : [labelOf(first!)]);
    expect(notCompared.broad).toContainEqual(labelOf(total));
    const years = yearsOf(next, [before(-40)], []);
    expect(new Set(years.series.map(({ node }) => node))).toEqual(compared);
  }
});

test('a factor that lost a criterion is another factor', () => {
  const [first] = nodesOf('criterion');
  const whole = reworded(() => 'same');
  const fewer = { ...whole, nodes: whole.nodes.filter(({ code }) => code !== first) };
  const compared = changesBetween(before(-40), fewer).changes.map(({ node }) => node);
  const { parent } = later.nodes.find(({ code }) => code === first)!;
  expect(compared).not.toContain(parent);
  expect(compared).not.toContain(total);
  expect(compared).toContain(nodesOf('factor').find((code) => code !== parent));
});

test('another questionnaire, and no wave before, compare nothing', () => {
  const other = before(20);
  const asked = { ...other, method: { ...other.method, questionnaireVersion: 'other' } };
  expect(changesBetween(asked, later)).toMatchObject({ isComparable: false, changes: [] });
  expect(changesBetween(null, later)).toMatchObject({ earlier: null, changes: [] });
});

test('an agency of one wave only is named, and the reply is what the contract promises', () => {
  const [gone] = later.domains.filter(({ level }) => level === 'agency');
  const fewer = {
    ...before(0),
    domains: before(0).domains.filter(({ agencyCode }) => agencyCode !== gone!.agencyCode),
  };
  const changes = changesBetween(fewer, later);
  expect(changes.unmatched).toEqual({ earlier: [], later: [gone!.name] });
  expect(Changes.parse(changes)).toEqual(changes);
});

test('the range of a change holds the change, and nought exactly where no change is shown', () => {
  for (const points of [-40, -6, 0, 6, 40])
    for (const { earlier, later: now, change, low, high } of changesBetween(before(points), later)
      .changes) {
      expect(low).toBeLessThanOrEqual(now - earlier);
      expect(high).toBeGreaterThanOrEqual(now - earlier);
      expect(low < 0 && high > 0).toBe(change === 'not_different');
    }
});

const agencies = later.domains.filter(({ level }) => level === 'agency');
const [first, second] = agencies.map(({ agencyCode }) => agencyCode!);
const matched = (label: string, agencyCode: string | null, share: number) => ({
  label,
  agencyCode,
  nodeCode: total,
  weight: 1,
  share,
  respondents: null as number | null,
  standardError: null as number | null,
});
const table = (figures: ReturnType<typeof matched>[], year = later.year - 1) => ({
  year,
  source: 'QĐ 12',
  publishedOn: null,
  method: null,
  questionnaireVersion: later.method.questionnaireVersion,
  figures,
});
const lineOf = (years: ReturnType<typeof yearsOf>, agencyCode: string | null) =>
  years.series.find((series) => series.agencyCode === agencyCode && series.node === total);

test('a table without errors is put beside the results and no word is said of a change', () => {
  const years = yearsOf(
    later,
    [],
    [table([matched('A', first!, 0.1234), matched('T', null, 0.5)])],
  );
  const [then, now] = lineOf(years, first!)!.points;
  expect(then).toMatchObject({ index: 0.12, step: 0.01, low: null, high: null });
  expect(now?.change).toBeNull();
  expect(lineOf(years, null)!.points.map(({ change }) => change)).toEqual([null, null]);
  expect(years.years.map(({ kind, hasErrors }) => [kind, hasErrors])).toEqual([
    ['table', false],
    ['round', true],
  ]);
});

test('with an error in the table a change is told where both bear it out', () => {
  const withError = { ...matched('A', first!, 0.1), respondents: 200, standardError: 0.02 };
  const years = yearsOf(later, [], [table([withError])]);
  const [then, now] = lineOf(years, first!)!.points;
  expect(then?.low).toBeCloseTo(0.06, 5);
  expect(now?.change).toBe('risen');
});

test('a merged commune is the weighted mean of its parts, and nothing where one of them has no figure', () => {
  const parts = [
    { ...matched('A', first!, 0.8), weight: 3 },
    { ...matched('B', first!, 0.4), weight: 1 },
  ];
  const merged = lineOf(yearsOf(later, [], [table(parts)]), first!)!.points[0];
  expect(merged).toMatchObject({ index: 0.7, parts: ['A', 'B'] });
  const other = later.nodes.find(({ level }) => level === 'factor')!.code;
  const half = [parts[0]!, { ...parts[1]!, nodeCode: other }];
  expect(lineOf(yearsOf(later, [], [table(half)]), first!)).toBeUndefined();
});

test('a figure of fewer respondents than the threshold, or on which all agree, is counted and not shown', () => {
  const few = { ...matched('A', first!, 0.5), respondents: 4 };
  const years = yearsOf(later, [], [table([few, matched('B', second!, 0.998)])]);
  expect(years.series).toEqual([]);
  expect(years.years[0]?.withheld).toBe(2);
});

test('three years stand in their order, each word against the year before', () => {
  const earliest = { ...before(-20), year: later.year - 2 };
  const years = yearsOf(later, [before(-20), earliest], []);
  const line = lineOf(years, null)!;
  expect(line.points.map(({ year }) => year)).toEqual([later.year - 2, later.year - 1, later.year]);
  expect(line.points.map(({ change }) => change)).toEqual([null, 'not_different', 'risen']);
});
