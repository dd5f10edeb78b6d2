// Outside truth: what the methods are defined by (sum, bounds, optimality) and exhaustive search
// over every integer allocation of small cases.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AllocationMethod, AllocationStratum } from '#sampling/allocation/allocate.ts';
import { allocate } from '#sampling/allocation/allocate.ts';
import { boxAllocation } from '#sampling/allocation/box.ts';
import { rootPower } from '#sampling/allocation/formulas.ts';
import { allocateOptimalInteger } from '#sampling/allocation/integer-optimum.ts';
import { deviationOfProportion } from '#sampling/allocation/planning.ts';

const METHODS: AllocationMethod[] = [
  'equal',
  'proportional',
  'square-root',
  'power',
  'costa',
  'neyman',
  'optimal-box',
  'optimal-integer',
];

const stratum = fc
  .record({
    N: fc.integer({ min: 0, max: 400 }),
    S: fc.constantFrom(0, 0.1, 0.25, 0.37, 0.5, 2),
    mean: fc.constantFrom(0.2, 0.5, 0.9),
    low: fc.double({ min: 0, max: 1, noNaN: true }),
    high: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ N, S, mean, low, high }) => {
    const lower = Math.floor(Math.min(low * low, high) * N);
    // An upper bound of 1 at least where there are units: the optimum needs one in each stratum.
    const upper = Math.max(lower, Math.ceil(high * N));
    return { N, S, mean, lower: Math.max(lower, Math.min(1, upper)), upper };
  });

/** Strata with a sample size their bounds can hold. */
const problems = fc
  .tuple(
    fc.array(stratum, { minLength: 1, maxLength: 12 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([list, share]) => {
    const strata: AllocationStratum[] = list.map((stratum, h) => ({ code: `h${h}`, ...stratum }));
    const least = list.reduce((sum, { lower }) => sum + lower, 0);
    const most = list.reduce((sum, { upper }) => sum + upper, 0);
    return { strata, n: least + Math.floor(share * (most - least)) };
  });

const sum = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0);
const A = (strata: readonly AllocationStratum[]) =>
  strata.map((stratum) => stratum.N * (stratum.S ?? 0));
const objective = (a: readonly number[], n: readonly number[]) =>
  sum(a.map((value, h) => (value === 0 ? 0 : (value * value) / n[h]!)));

test('every method spends exactly n and keeps every bound', () => {
  fc.assert(
    fc.property(problems, fc.constantFrom(...METHODS), ({ strata, n }, method) => {
      const result = allocate({ method, n, strata });
      expect(sum(result.n)).toBe(n);
      expect(sum(result.bounded)).toBeCloseTo(n, 6);
      strata.forEach((stratum, h) => {
        for (const x of [result.n[h]!, result.bounded[h]!]) {
          expect(x).toBeGreaterThanOrEqual(stratum.lower!);
          expect(x).toBeLessThanOrEqual(stratum.upper!);
        }
        expect(Math.abs(result.n[h]! - result.bounded[h]!)).toBeLessThan(
          method === 'optimal-integer' ? 400 : 1,
        );
      });
    }),
    { numRuns: 400 },
  );
});

test('moving one unit between two strata never improves the integer optimum', () => {
  fc.assert(
    fc.property(problems, ({ strata, n }) => {
      const a = A(strata);
      const best = allocate({ method: 'optimal-integer', n, strata }).n;
      const reached = objective(a, best);
      for (let from = 0; from < best.length; from++)
        for (let to = 0; to < best.length; to++) {
          const moved = best.map((value, h) => value - (h === from ? 1 : 0) + (h === to ? 1 : 0));
          const floor = Math.max(1, strata[from]!.lower!);
          if (from === to || moved[from]! < floor || moved[to]! > strata[to]!.upper!) continue;
          expect(objective(a, moved)).toBeGreaterThanOrEqual(reached * (1 - 1e-12));
        }
    }),
  );
});

/** Smallest objective over all integer allocations, by dynamic programming over strata. */
function bestByExhaustion(a: number[], lower: number[], upper: number[], n: number): number {
  let best = Array.from({ length: n + 1 }, (_, k) => (k === 0 ? 0 : Number.POSITIVE_INFINITY));
  a.forEach((value, h) => {
    best = best.map((_, k) => {
      let least = Number.POSITIVE_INFINITY;
      for (let x = lower[h]!; x <= Math.min(upper[h]!, k); x++)
        least = Math.min(least, best[k - x]! + (value === 0 ? 0 : (value * value) / x));
      return least;
    });
  });
  return best[n]!;
}

test('greedy equals dynamic programming over every integer allocation', () => {
  const small = fc.array(
    fc.record({
      a: fc.integer({ min: 0, max: 60 }),
      m: fc.integer({ min: 1, max: 4 }),
      room: fc.nat(12),
    }),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(small, fc.double({ min: 0, max: 1, noNaN: true }), (strata, share) => {
      const a = strata.map((stratum) => stratum.a);
      const lower = strata.map((stratum) => stratum.m);
      const upper = strata.map((stratum) => stratum.m + stratum.room);
      const n = sum(lower) + Math.floor(share * (sum(upper) - sum(lower)));
      const codes = a.map((_, h) => `h${h}`);
      const found = allocateOptimalInteger(a, { lower, upper }, n, { codes, N: upper });
      expect(sum(found)).toBe(n);
      const best = bestByExhaustion(a, lower, upper, n);
      expect(objective(a, found)).toBeLessThanOrEqual(best * (1 + 1e-12));
    }),
    { numRuns: 500 },
  );
});

test('the real optimum within bounds satisfies its optimality conditions and bounds the integer one', () => {
  fc.assert(
    fc.property(problems, ({ strata, n }) => {
      const a = A(strata);
      const lower = strata.map((stratum) => stratum.lower!);
      const upper = strata.map((stratum) => stratum.upper!);
      const x = boxAllocation(
        a,
        { lower, upper },
        n,
        strata.map((stratum) => stratum.N),
      );
      // Marginal gains a^2 / x^2 agree where no bound holds, are larger at M and smaller at m.
      const gain = (h: number) => (a[h]! / x[h]!) ** 2;
      for (let h = 0; h < a.length; h++)
        for (let i = 0; i < a.length; i++) {
          if (a[h] === 0 || a[i] === 0) continue;
          if (x[h]! < upper[h]! && x[i]! > lower[i]!)
            expect(gain(h)).toBeLessThanOrEqual(gain(i) * (1 + 1e-9));
        }
      const integer = allocate({ method: 'optimal-integer', n, strata });
      expect(objective(a, integer.n)).toBeGreaterThanOrEqual(objective(a, x) * (1 - 1e-9));
    }),
    { numRuns: 300 },
  );
});

test('one unit more changes exactly one stratum of the integer optimum, by one', () => {
  fc.assert(
    fc.property(problems, ({ strata, n }) => {
      const most = sum(strata.map((stratum) => stratum.upper!));
      fc.pre(n < most);
      const now = allocate({ method: 'optimal-integer', n, strata }).n;
      const next = allocate({ method: 'optimal-integer', n: n + 1, strata }).n;
      const changes = next.map((value, h) => value - now[h]!).filter((value) => value !== 0);
      expect(changes).toEqual([1]);
    }),
  );
});

test('the order of the strata permutes the result, ties included', () => {
  fc.assert(
    fc.property(problems, fc.constantFrom(...METHODS), ({ strata, n }, method) => {
      const forward = allocate({ method, n, strata });
      const backward = allocate({ method, n, strata: strata.toReversed() });
      expect(backward.n.toReversed()).toEqual(forward.n);
    }),
    { numRuns: 300 },
  );
});

test('doubling every standard deviation changes no allocation', () => {
  fc.assert(
    fc.property(problems, fc.constantFrom(...METHODS), ({ strata, n }, method) => {
      const doubled = strata.map((stratum) => ({ ...stratum, S: 2 * stratum.S! }));
      expect(allocate({ method, n, strata: doubled }).n).toEqual(allocate({ method, n, strata }).n);
    }),
    { numRuns: 300 },
  );
});

/** Domains over a grid of wards and fields with a target each, none tighter than a census. */
const targetProblems = fc
  .record({
    cells: fc.array(
      fc.record({
        N: fc.integer({ min: 2, max: 900 }),
        p: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      }),
      { minLength: 6, maxLength: 6 },
    ),
    moes: fc.array(fc.double({ min: 0.02, max: 0.2, noNaN: true }), { minLength: 6, maxLength: 6 }),
    lower: fc.nat(3),
  })
  .map(({ cells, moes, lower }) => {
    const strata = cells.map((cell, h) => ({ code: `w${h % 2}f${h % 3}`, ...cell, lower }));
    const domains = ['w0', 'w1', 'f0', 'f1', 'f2', ''];
    const targets = domains.map((part, j) => ({
      domain: strata.filter((stratum) => stratum.code.includes(part)).map(({ code }) => code),
      moe: moes[j]!,
    }));
    return { strata, targets };
  });

const Z = 1.959963984540054;

function halfWidth(
  strata: readonly { code: string; N: number; p: number }[],
  domain: readonly string[],
  n: readonly number[],
): number {
  let units = 0;
  let variance = 0;
  strata.forEach(({ code, N, p }, h) => {
    if (!domain.includes(code)) return;
    units += N;
    variance += N * N * deviationOfProportion(p, N) ** 2 * (1 / n[h]! - 1 / N);
  });
  return (Z * Math.sqrt(Math.max(0, variance))) / units;
}

test('every precision target holds after rounding up, and one of them is used up before', () => {
  fc.assert(
    fc.property(targetProblems, ({ strata, targets }) => {
      const { real, n } = allocate({ method: 'multi-domain', strata, targets });
      const slack = targets.map(({ domain, moe }) => halfWidth(strata, domain, real) / moe);
      for (const [j, { domain, moe }] of targets.entries()) {
        expect(halfWidth(strata, domain, n)).toBeLessThanOrEqual(moe * (1 + 1e-6));
        expect(slack[j]).toBeLessThanOrEqual(1 + 1e-6);
      }
      const atMinimum = real.every(
        (x, h) => x <= Math.min(Math.max(1, strata[h]!.lower), strata[h]!.N),
      );
      expect(atMinimum || Math.max(...slack) > 1 - 1e-6).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('dropping a target never raises the cost', () => {
  fc.assert(
    fc.property(targetProblems, fc.nat(5), ({ strata, targets }, dropped) => {
      const all = allocate({ method: 'multi-domain', strata, targets }).objective!;
      const fewer = targets.filter((_, j) => j !== dropped);
      const less = allocate({ method: 'multi-domain', strata, targets: fewer }).objective!;
      expect(less).toBeLessThanOrEqual(all * (1 + 1e-7));
    }),
    { numRuns: 100 },
  );
});

test('powers by square roots are powers', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (x, q) => {
        const power = x ** q;
        expect(Math.abs(rootPower(x, q) - power)).toBeLessThanOrEqual(1e-12 * power);
      },
    ),
  );
  expect([rootPower(7, 0), rootPower(7, 1), rootPower(49, 0.5)]).toEqual([1, 7, 7]);
});
