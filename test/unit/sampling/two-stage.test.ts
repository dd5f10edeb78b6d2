// Outside truth: the definition of a self-weighting two-stage design (Hansen and Hurwitz 1943):
// pi = (clusters * size / T) * (take / size), and unbiasedness over many keys.
import { expect, test } from 'vitest';
import { sha256 } from '#sampling/randomness/sha256.ts';
import type { Cluster } from '#sampling/selection/two-stage.ts';
import { optimalTake, selectTwoStage } from '#sampling/selection/two-stage.ts';

const hamlet = (code: string, size: number, stratum = 'C1'): Cluster => ({
  code,
  stratum,
  unitIds: Array.from({ length: size }, (_, i) => `${code}-${i}`),
});
const key = (i: number) => sha256(Uint8Array.of(i, i >> 8));
const plan = (clusters: number, take: number, stratum = 'C1') =>
  new Map([[stratum, { clusters, take }]]);

const hamlets = [20, 35, 12, 40, 28, 15].map((size, i) => hamlet(`H${i}`, size));

test('hamlets drawn by size give every citizen of the commune the same weight', () => {
  const { clusters, units } = selectTwoStage(key(1), hamlets, plan(3, 5));
  expect(clusters).toHaveLength(3);
  expect(units).toHaveLength(15);
  for (const unit of units) expect(unit.weight).toBeCloseTo(150 / 15, 12);
});

test('the weights estimate every hamlet without bias over many keys', () => {
  const DRAWS = 2500;
  const estimated = new Map<string, number>();
  for (let i = 0; i < DRAWS; i++)
    for (const { cluster, weight } of selectTwoStage(key(i), hamlets, plan(3, 5)).units)
      estimated.set(cluster, (estimated.get(cluster) ?? 0) + weight / DRAWS);
  for (const { code, unitIds } of hamlets) {
    const N = unitIds.length;
    const pi = (3 * N) / 150;
    const standardError = (N * Math.sqrt((1 - pi) / pi)) / Math.sqrt(DRAWS);
    expect(Math.abs(estimated.get(code)! - N)).toBeLessThan(4.5 * standardError);
  }
});

test('a hamlet smaller than the take joins the next, a small last one its neighbour', () => {
  const small = [hamlet('A', 2), hamlet('B', 9), hamlet('C', 10), hamlet('D', 0), hamlet('E', 3)];
  const { clusters, units } = selectTwoStage(key(2), small, plan(5, 4));
  expect(clusters.map((cluster) => cluster.codes)).toEqual([
    ['A', 'B'],
    ['C', 'E'],
  ]);
  expect(clusters.map((cluster) => cluster.size)).toEqual([11, 13]);
  expect(clusters.every((cluster) => cluster.isCertain)).toBe(true);
  expect(units.map((unit) => unit.weight)).toEqual([
    ...Array(4).fill(11 / 4),
    ...Array(4).fill(13 / 4),
  ]);
});

test('a hamlet larger than its share is taken with certainty', () => {
  const { clusters } = selectTwoStage(key(3), [hamlet('A', 90), ...hamlets], plan(3, 5));
  expect(clusters.filter((cluster) => cluster.isCertain).map(({ codes }) => codes)).toEqual([
    ['A'],
  ]);
});

test('a commune with fewer citizens than the take is invited whole', () => {
  const { units } = selectTwoStage(key(4), [hamlet('A', 2), hamlet('B', 1)], plan(2, 10));
  expect(units.map((unit) => unit.weight)).toEqual([1, 1, 1]);
});

test('neither the order of the hamlets nor of their citizens matters', () => {
  const shuffled = hamlets
    .toReversed()
    .map((hamlet) => ({ ...hamlet, unitIds: hamlet.unitIds.toReversed() }));
  expect(selectTwoStage(key(5), shuffled, plan(2, 4))).toEqual(
    selectTwoStage(key(5), hamlets, plan(2, 4)),
  );
});

test.each([
  ['TooFewClusters', () => selectTwoStage(key(6), hamlets, plan(1, 5))],
  ['MissingPlan', () => selectTwoStage(key(6), hamlets, new Map())],
  ['MissingPlan', () => selectTwoStage(key(6), hamlets, plan(2, 0))],
  ['DuplicateUnitId', () => selectTwoStage(key(6), [hamlet('A', 3), hamlet('A', 3)], plan(2, 2))],
  ['BadPlanningValue', () => optimalTake(1, 1, 1)],
])('%s is refused', (name, attempt) => {
  expect(attempt).toThrow(expect.objectContaining({ name }));
});

test('the best take per hamlet is ten where a hamlet costs five visits and rho is 0.05', () => {
  expect(optimalTake(5, 1, 0.05)).toBeCloseTo(Math.sqrt(95), 12);
});
