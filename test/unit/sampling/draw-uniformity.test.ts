// Outside truth: probability. Under 20,000 seeds every subset of a stratum is drawn alike often;
// chi-square against the uniform distribution, accepted for p in [1e-4, 1 - 1e-4].
import { expect, test } from 'vitest';
import { normalProbability } from '#sampling/distributions/normal.ts';
import { drawKey, seedText } from '#sampling/draw/seed.ts';
import { TicketSource } from '#sampling/randomness/ticket.ts';

const SEEDS = 20_000;
const UNITS = Array.from({ length: 7 }, (_, i) => `C001.F1-000${i + 1}`);
const SAMPLE = 3;

/** Drawn subset of each seed, as sorted unit positions. */
const subsets = Array.from({ length: SEEDS }, (_, i) => {
  const key = drawKey(
    seedText({
      drawId: 'UNIFORMITY',
      frameHash: 'a'.repeat(64),
      planHash: 'b'.repeat(64),
      dice: String(i).padStart(20, '0'),
    }),
  );
  const source = new TicketSource(key);
  return UNITS.map((unitId, index) => ({ at: index, ticket: source.ticket(unitId) }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .slice(0, SAMPLE)
    .map(({ at: index }) => index)
    .sort((a, b) => a - b);
});

/** Upper tail of chi-square by Wilson and Hilferty (1931), good to three digits from 6 df on. */
function upperTail(chiSquare: number, df: number): number {
  const spread = 2 / (9 * df);
  return 1 - normalProbability((Math.cbrt(chiSquare / df) - 1 + spread) / Math.sqrt(spread));
}

function expectUniform(counts: readonly number[], total: number, df: number, scale = 1) {
  const expected = total / counts.length;
  const chiSquare =
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) * scale;
  const p = upperTail(chiSquare, df);
  expect(p).toBeGreaterThan(1e-4);
  expect(p).toBeLessThan(1 - 1e-4);
}

const tally = (keys: readonly string[], drawn: Iterable<string>) => {
  const counts = new Map(keys.map((key) => [key, 0]));
  for (const key of drawn) counts.set(key, counts.get(key)! + 1);
  return [...counts.values()];
};

const positions = UNITS.map((_, i) => i);
const pairs = positions.flatMap((i) => positions.filter((j) => j > i).map((j) => `${i},${j}`));
const triples = positions.flatMap((i) =>
  pairs.filter((pair) => Number(pair[0]) > i).map((pair) => `${i},${pair}`),
);

test('all 35 subsets of three among seven units are drawn alike often', () => {
  const counts = tally(triples, subsets.map(String));
  expect(counts).toHaveLength(35);
  expectUniform(counts, SEEDS, 34);
});

test('every unit is included alike often', () => {
  const counts = tally(positions.map(String), subsets.flat().map(String));
  // Inclusions of one sample exclude each other: the statistic is (N - 1) / (N - n) of Pearson's.
  expectUniform(counts, SEEDS * SAMPLE, 6, (7 - 1) / (7 - SAMPLE));
});

test('every pair is included alike often', () => {
  const drawn = subsets.flatMap(([a, b, c]) => [`${a},${b}`, `${a},${c}`, `${b},${c}`]);
  const counts = tally(pairs, drawn);
  const expected = (SEEDS * SAMPLE) / pairs.length;
  // Pairs of one sample depend on each other, so each is held to its own binomial error instead.
  const sigma = Math.sqrt(SEEDS * (1 / 7) * (6 / 7));
  for (const count of counts) expect(Math.abs(count - expected)).toBeLessThan(4.5 * sigma);
});
