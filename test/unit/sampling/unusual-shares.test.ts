// Outside truth: the example of Benjamini & Hochberg (1995, §3.2), the closed form of the beta-binomial
// with shapes 1 and 1 (uniform), the incomplete beta function for the binomial, and simulated provinces in
// which it is known who was trimmed.
import { describe, expect, test } from 'vitest';
import { betaProbability, betaQuantile } from '#sampling/distributions/beta.ts';
import { countTails } from '#sampling/distributions/beta-binomial.ts';
import { nextBits, randomStream } from '#sampling/numeric/random-stream.ts';
import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import { adjustedForMany, unusualShares } from '#sampling/quality/unusual-shares.ts';

describe('tails of a count', () => {
  test('without correlation they are the binomial’s, which the incomplete beta function gives', () => {
    for (const [x, n, p] of [
      [3, 20, 0.1],
      [40, 400, 0.05],
      [399, 400, 0.98],
      [2, 40_000, 0.0001],
    ] as const) {
      const { lower, upper } = countTails(x, n, p, 0);
      expect(upper).toBeCloseTo(betaProbability(p, x, n - x + 1), 9);
      expect(lower).toBeCloseTo(1 - betaProbability(p, x + 1, n - x), 9);
    }
  });

  test('with mean one half and correlation one third every count is equally likely', () => {
    for (const x of [0, 1, 7, 19, 20]) {
      const { lower, upper } = countTails(x, 20, 0.5, 1 / 3);
      expect(upper).toBeCloseTo((21 - x) / 21, 10);
      expect(lower).toBeCloseTo((x + 1) / 21, 10);
    }
  });
});

test('of the fifteen probabilities of Benjamini and Hochberg, four are found at 5 %', () => {
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
    0.6528, 0.759, 1,
  ];
  const shuffled = p.map((_, i) => p[(i * 7) % 15]!);
  const found = shuffled.filter((_, i) => adjustedForMany(shuffled)[i]! <= 0.05);
  expect(found.sort()).toEqual([0.0001, 0.0004, 0.0019, 0.0095]);
  expect(adjustedForMany(p)[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
});

const uniform = (stream: Uint32Array) => (nextBits(stream) + 0.5) / 2 ** 32;

function binomial(stream: Uint32Array, n: number, p: number): number {
  let cases = 0;
  for (let i = 0; i < n; i++) if (uniform(stream) < p) cases++;
  return cases;
}

/** A province of 105 agencies of very different size; `share` varies between them as a beta variable would. */
function province(
  stream: Uint32Array,
  share: number,
  correlation: number,
  agencies = 105,
): CountedShare[] {
  return Array.from({ length: agencies }, () => {
    const total = Math.round(60 * 40 ** uniform(stream));
    const spread = (1 - correlation) / correlation;
    const own =
      correlation === 0
        ? share
        : betaQuantile(uniform(stream), share * spread, (1 - share) * spread);
    return { cases: binomial(stream, total, own), total };
  });
}

describe('agencies that stand out', () => {
  test.each([
    [0, 105],
    [0.004, 105],
    [0, 13],
    [0.004, 13],
  ])(
    'where agencies differ only as usual (correlation %d, %d agencies), few provinces have anybody marked',
    (correlation, agencies) => {
      const stream = randomStream(20_261_121);
      let marked = 0;
      for (let round = 0; round < 100; round++)
        if (unusualShares(province(stream, 0.035, correlation, agencies)).some(({ side }) => side))
          marked++;
      // Nominally 5 in 100; the spread between agencies is itself estimated, from 13 of them roughly.
      expect(marked).toBeLessThanOrEqual(15);
    },
  );

  test('who left out four in five of the late dossiers stands low; of those marked few are marked by chance', () => {
    const stream = randomStream(7);
    let [found, others] = [0, 0];
    for (let round = 0; round < 40; round++) {
      const agencies = province(stream, 0.05, 0.002);
      const judged = unusualShares([{ cases: 30, total: 3000 }, ...agencies]);
      if (judged[0]?.side === 'low') found++;
      others += judged.slice(1).filter(({ side }) => side !== null).length;
    }
    expect(found).toBeGreaterThanOrEqual(38);
    // One province in ten may have somebody marked by chance: 4 of 40, and twice that is not yet odd.
    expect(others).toBeLessThanOrEqual(8);
  });

  test('a fifth of the agencies cannot hide by being many: each of them still stands out', () => {
    const agencies = Array.from({ length: 100 }, (_, i) => ({
      cases: i < 20 ? 12 : 0,
      total: 1500,
    }));
    const judged = unusualShares(agencies);
    expect(judged.map(({ side }) => side === 'high')).toEqual(agencies.map((_, i) => i < 20));
  });

  test('the agency’s own mix is what it is measured against', () => {
    const land = Array.from({ length: 50 }, () => ({ cases: 60, total: 400, expected: 0.15 }));
    const copies = Array.from({ length: 50 }, () => ({ cases: 4, total: 400, expected: 0.01 }));
    expect(unusualShares([...land, ...copies]).every(({ side }) => side === null)).toBe(true);
    expect(unusualShares([...land, ...copies, { ...land[0]!, cases: 4 }]).at(-1)?.side).toBe('low');
  });

  test('nobody is marked where there are too few agencies to know what is usual', () => {
    const agencies = Array.from({ length: 9 }, (_, i) => ({
      cases: i === 0 ? 400 : 0,
      total: 400,
    }));
    expect(unusualShares(agencies).every(({ side }) => side === null)).toBe(true);
  });

  test('an agency without anything to count has no share, and an impossible count is refused', () => {
    expect(unusualShares([{ cases: 0, total: 0 }])).toMatchObject([{ share: null, side: null }]);
    expect(() => unusualShares([{ cases: 3, total: 2 }])).toThrow(/More cases/);
  });
});
