/**
 * Outside truth: the hypergeometric distribution counted by hand and by simulation; Chapman's estimator is unbiased where
 * the two sources together have at least as many as there are (Chapman 1951; Seber 1982, Estimation of Animal Abundance, §3.1).
 */
import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { chapmanEstimate } from '#sampling/quality/capture-recapture.ts';
import { drawRegisterPositions, registerCheckSize } from '#sampling/quality/register-check.ts';

const missed = (population: number, absent: number, size: number) =>
  Array.from({ length: size }, (_, i) => (population - absent - i) / (population - i)).reduce(
    (product, factor) => product * factor,
    1,
  );

test('the size is the smallest that meets a trim with the wanted probability', () => {
  for (const [population, share] of [
    [3000, 0.01],
    [3000, 0.03],
    [120, 0.1],
    [40, 0.5],
  ] as const) {
    const size = registerCheckSize({ population, share, confidence: 0.95 });
    const absent = Math.ceil(share * population);
    expect(missed(population, absent, size)).toBeLessThanOrEqual(0.05);
    expect(missed(population, absent, size - 1)).toBeGreaterThan(0.05);
  }
  // The auditors' rule of three: about 3 / share.
  expect(registerCheckSize({ population: 1_000_000, share: 0.03, confidence: 0.95 })).toBe(99);
  expect(registerCheckSize({ population: 1, share: 0.5, confidence: 0.95 })).toBe(1);
  expect(() => registerCheckSize({ population: 0, share: 0.1, confidence: 0.95 })).toThrow(
    expect.objectContaining({ name: 'ImpossibleCheck' }),
  );
});

test('as many checks meet a trim as promised, and the dice fix the positions', () => {
  const [population, absent] = [500, 25];
  const size = registerCheckSize({ population, share: absent / population, confidence: 0.95 });
  const met = Array.from({ length: 400 }, (_, i) =>
    drawRegisterPositions(`dice ${i}`, population, size),
  ).filter((positions) => positions.some((position) => position % 20 === 7)).length;
  expect(met / 400).toBeGreaterThan(0.92);
  expect(met / 400).toBeLessThan(0.99);
  const positions = drawRegisterPositions('dice', population, size);
  expect(positions).toEqual(drawRegisterPositions('dice', population, size));
  expect(new Set(positions).size).toBe(size);
  expect(positions).not.toEqual(drawRegisterPositions('other dice', population, size));
  expect(drawRegisterPositions('dice', 3, 9)).toEqual([1, 2, 3]);
});

test('anybody finds the drawn entries again with another library of HMAC-SHA-256', () => {
  const key = createHash('sha256').update('dice of the province').digest();
  const ticketOf = (position: number) =>
    createHmac('sha256', key).update(`ticket|${position}`).digest('hex');
  const ordered = Array.from({ length: 1200 }, (_, i) => i + 1).sort((a, b) =>
    ticketOf(a) < ticketOf(b) ? -1 : 1,
  );
  for (const size of [1, 59, 1200])
    expect(drawRegisterPositions('dice of the province', 1200, size)).toEqual(
      ordered.slice(0, size).sort((a, b) => a - b),
    );
});

test('two sources tell how many dossiers both miss; without overlap nothing is certain', () => {
  // Worked by hand: (201 · 51) / 26 − 1 = 393.27 with 25 in both.
  const estimate = chapmanEstimate({ first: 200, second: 50, both: 25 });
  expect(estimate.total).toBeCloseTo((201 * 51) / 26 - 1, 10);
  expect(estimate.standardError).toBeCloseTo(Math.sqrt((201 * 51 * 175 * 25) / (26 ** 2 * 27)), 10);
  expect(estimate.missedByBoth).toBeCloseTo(estimate.total - 225, 10);
  expect(estimate.low).toBeGreaterThanOrEqual(225);
  expect(chapmanEstimate({ first: 200, second: 50, both: 50 })).toMatchObject({
    total: 200,
    missedByBoth: 0,
    standardError: 0,
  });
  expect(() => chapmanEstimate({ first: 3, second: 5, both: 4 })).toThrow(
    expect.objectContaining({ name: 'ImpossibleSources' }),
  );
});

test('the estimate is unbiased over all overlaps of two random sources', () => {
  const [N, first, second] = [30, 18, 15];
  const logFactorial = (n: number) =>
    Array.from({ length: n }, (_, i) => Math.log(i + 1)).reduce((sum, term) => sum + term, 0);
  const choose = (n: number, k: number) =>
    k < 0 || k > n ? 0 : Math.exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k));
  let mean = 0;
  for (let both = 0; both <= second; both++) {
    const probability =
      (choose(first, both) * choose(N - first, second - both)) / choose(N, second);
    if (probability > 0) mean += probability * chapmanEstimate({ first, second, both }).total;
  }
  expect(mean).toBeCloseTo(N, 8);
});
