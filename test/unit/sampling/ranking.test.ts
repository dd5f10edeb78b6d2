// Outside truths: reference/synthetic/ranking.expected.json (joint rank intervals of Klein, Wright &
// Wieczorek 2020 and pairwise Bonferroni intervals for 92 communes, computed in R 4.2), and by
// simulation the true ranks that the intervals must hold; R's p.adjust(c(.01,.02,.03,.2),"holm").
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalQuantile } from '#sampling/distributions/normal.ts';
import { rankIntervalsJoint } from '#sampling/ranking/rank-intervals-joint.ts';
import { rankIntervalsPairwise } from '#sampling/ranking/rank-intervals-pairwise.ts';
import { tierAgainstReference } from '#sampling/ranking/tier-against-reference.ts';
import { golden } from './golden.ts';

interface Expected {
  area: string;
  rank?: number;
  lower: number;
  upper: number;
}
const reference = JSON.parse(golden('synthetic/ranking.expected.json')) as {
  input: { area: string; est: number; se: number }[];
  expected: Record<'kww_sidak_90' | 'kww_bonferroni_95' | 'pairwise_bonferroni_90', Expected[]>;
};
const communes = reference.input.map(({ area, est, se }) => ({ area, estimate: est, se }));

test('joint rank intervals of 92 communes are those of the reference', () => {
  expect(rankIntervalsJoint(communes, { level: 0.9 }).ranks).toEqual(
    reference.expected.kww_sidak_90,
  );
  expect(rankIntervalsJoint(communes, { level: 0.95, correction: 'bonferroni' }).ranks).toEqual(
    reference.expected.kww_bonferroni_95,
  );
});

test('pairwise rank intervals of 92 communes are those of the reference', () => {
  const { ranks } = rankIntervalsPairwise(communes, { level: 0.9 });
  expect(ranks.map(({ area, lower, upper }) => ({ area, lower, upper }))).toEqual(
    reference.expected.pairwise_bonferroni_90,
  );
});

test('testing the largest differences first never widens a rank interval', () => {
  const holm = rankIntervalsPairwise(communes, { correction: 'holm' }).ranks;
  rankIntervalsPairwise(communes).ranks.forEach((plain, k) => {
    expect(holm[k]!.lower).toBeGreaterThanOrEqual(plain.lower);
    expect(holm[k]!.upper).toBeLessThanOrEqual(plain.upper);
  });
});

test('a single area has rank one', () => {
  const alone = [{ area: 'A', estimate: 0.8, se: 0.05 }];
  const only = [{ area: 'A', rank: 1, lower: 1, upper: 1 }];
  expect(rankIntervalsJoint(alone).ranks).toEqual(only);
  expect(rankIntervalsPairwise(alone).ranks).toEqual(only);
  expect(rankIntervalsJoint([]).ranks).toEqual([]);
});

test('areas without a standard error are left out and named', () => {
  const areas = [
    { area: 'A', estimate: 0.8, se: 0.05 },
    { area: 'B', estimate: 0.9, se: null },
    { area: 'C', estimate: 1, se: 0 },
  ];
  const joint = rankIntervalsJoint(areas);
  expect(joint.excluded).toEqual(['B', 'C']);
  expect(joint.ranks).toHaveLength(1);
});

test('ties share the better rank and the whole range between them', () => {
  const areas = ['A', 'B', 'C'].map((area) => ({ area, estimate: area === 'C' ? 0 : 1, se: 0.01 }));
  expect(rankIntervalsJoint(areas).ranks).toEqual([
    { area: 'A', rank: 1, lower: 1, upper: 2 },
    { area: 'B', rank: 1, lower: 1, upper: 2 },
    { area: 'C', rank: 3, lower: 3, upper: 3 },
  ]);
});

test('every interval holds the rank of its own estimate, in whatever order areas come', () => {
  const areas = fc.array(
    fc.record({
      estimate: fc.double({ min: 0, max: 1, noNaN: true }),
      se: fc.constantFrom(0.01, 0.1),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(areas, (list) => {
      const named = list.map((area, i) => ({ area: `A${i}`, ...area }));
      for (const intervals of [rankIntervalsJoint, rankIntervalsPairwise]) {
        const { ranks } = intervals(named);
        for (const { rank, lower, upper } of ranks) {
          expect(lower).toBeLessThanOrEqual(rank);
          expect(upper).toBeGreaterThanOrEqual(rank);
        }
        const turned = intervals(named.toReversed()).ranks.toReversed();
        expect(turned).toEqual(ranks);
      }
    }),
  );
});

test('all true ranks lie in their intervals at least as often as promised', () => {
  const truth = Array.from({ length: 12 }, (_, k) => 0.5 + 0.03 * k);
  const rankOf = truth.map((value) => 1 + truth.filter((other) => other > value).length);
  let state = 20_260_401;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const runs = 1500;
  let joint = 0;
  let pairwise = 0;
  for (let run = 0; run < runs; run++) {
    const areas = truth.map((value, k) => {
      const se = 0.02 + 0.005 * (k % 3);
      return { area: `A${k}`, estimate: value + se * normalQuantile(uniform()), se };
    });
    const holds = (ranks: readonly { lower: number; upper: number }[]) =>
      ranks.every(({ lower, upper }, k) => lower <= rankOf[k]! && rankOf[k]! <= upper);
    joint += holds(rankIntervalsJoint(areas).ranks) ? 1 : 0;
    pairwise += holds(rankIntervalsPairwise(areas, { correction: 'holm' }).ranks) ? 1 : 0;
  }
  expect(joint / runs).toBeGreaterThanOrEqual(0.9);
  expect(pairwise / runs).toBeGreaterThanOrEqual(0.9);
});

test('p-values are corrected as by the step-down of Holm', () => {
  const plain = [0.01, 0.02, 0.03, 0.2];
  const areas = plain.map((p, k) => ({ area: `A${k}`, estimate: -normalQuantile(p / 2), se: 1 }));
  const { tiers } = tierAgainstReference(areas, { value: 0, se: 0 });
  const holm = [0.04, 0.06, 0.06, 0.2];
  tiers.forEach(({ p }, k) => {
    expect(p).toBeCloseTo(holm[k]!, 12);
  });
  expect(tiers.map(({ tier }) => tier)).toEqual([
    'above',
    'not-different',
    'not-different',
    'not-different',
  ]);
});

test('a commune far above the province, one far below and one in between get their tiers', () => {
  const areas = [
    { area: 'high', estimate: 0.97, se: 0.02 },
    { area: 'middle', estimate: 0.84, se: 0.05 },
    { area: 'low', estimate: 0.6, se: 0.05, df: 20 },
    { area: 'unknown', estimate: 0.9, se: null },
  ];
  const found = tierAgainstReference(areas, { value: 0.826, se: 0.008 });
  expect(found.tiers.map(({ tier }) => tier)).toEqual(['above', 'not-different', 'below']);
  expect(found.excluded).toEqual(['unknown']);
});

test('sharing its answers with the province makes a difference of a commune more certain', () => {
  const area = { area: 'A', estimate: 0.9, se: 0.04 };
  const reference = { value: 0.8, se: 0.03 };
  const [distinct] = tierAgainstReference([area], reference).tiers;
  const [part] = tierAgainstReference([{ ...area, covariance: 0.0008 }], reference).tiers;
  expect(distinct!.se).toBeCloseTo(0.05, 12);
  expect(part!.se).toBeCloseTo(0.03, 12);
  expect(() => tierAgainstReference([{ ...area, covariance: 1 }], reference)).toThrow(
    expect.objectContaining({ name: 'InvalidCovariance' }),
  );
});

test('equal areas are hardly ever placed apart from the province', () => {
  let state = 7;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const runs = 1000;
  let wrong = 0;
  for (let run = 0; run < runs; run++) {
    const areas = Array.from({ length: 92 }, (_, k) => ({
      area: `A${k}`,
      estimate: 0.8 + 0.05 * normalQuantile(uniform()),
      se: 0.05,
    }));
    const { tiers } = tierAgainstReference(areas, { value: 0.8, se: 0 });
    wrong += tiers.some(({ tier }) => tier !== 'not-different') ? 1 : 0;
  }
  expect(wrong / runs).toBeLessThan(0.07);
});

test('a level outside (0, 1), a doubled area or an estimate that is no number is refused', () => {
  const area = { area: 'A', estimate: 0.8, se: 0.05 };
  const name = (refused: string) => expect.objectContaining({ name: refused });
  expect(() => rankIntervalsJoint([area], { level: 1 })).toThrow(name('InvalidLevel'));
  expect(() => rankIntervalsPairwise([area, area])).toThrow(name('DuplicateArea'));
  expect(() => rankIntervalsJoint([{ ...area, estimate: Number.NaN }])).toThrow(
    name('InvalidEstimate'),
  );
});
