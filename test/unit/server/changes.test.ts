// Truth: a change is shown where both publications bear it out, and follows from the two files alone; at most 5 of
// 100 pairs of equal waves show a false change (Holm 1979).
import { expect, test } from 'vitest';
import { Changes } from '#contract/changes.ts';
import type { Results } from '#contract/results.ts';
import { changesBetween } from '../../../server/results/changes.ts';
import { estimateResults } from '../../../server/results/compute-results.ts';
import { settled } from '../../../server/results/settle-results.ts';
import { countedProvince } from '../../counted-province.ts';
import { changeRounds } from '../../simulate/equal-agencies.ts';

const { fieldwork } = await countedProvince(
  { part: 'service', reserves: true, ineligible: 0.02, agencies: 30 },
  1,
);
const later = await settled(await estimateResults(fieldwork));
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
  expect(changes.filter(({ agencyCode }) => agencyCode !== null).length).toBeGreaterThan(20);
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

test('another questionnaire, and no wave before, compare nothing', () => {
  const other = before(20);
  const asked = { ...other, method: { ...other.method, questionnaireVersion: 'other' } };
  expect(changesBetween(asked, later)).toMatchObject({ isSameQuestionnaire: false, changes: [] });
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

test('equal waves hardly ever show a change, and twenty points are found', () => {
  for (const share of [0.5, 0.95])
    expect(changeRounds({ share, n: 45, correlation: 0.3 }, 60, 7).falseRate).toBeLessThanOrEqual(
      5,
    );
  const lower = { agencies: 10, shift: 0.3 };
  const { found } = changeRounds({ share: 0.85, n: 200, correlation: 0.3, lower }, 10, 7);
  expect(found).toBeGreaterThan(90);
});
