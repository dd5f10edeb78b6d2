import { allocate } from '#sampling/allocation/allocate.ts';
import { boxAllocation } from '#sampling/allocation/box.ts';
import { allocateOptimalInteger } from '#sampling/allocation/integer-optimum.ts';
import { planPrecision } from '#sampling/size/plan-precision.ts';
import type { BenchRow } from './row.ts';
import { medianTime, repeatableNumbers } from './row.ts';

function strataOf(size: number) {
  const next = repeatableNumbers(size);
  return Array.from({ length: size }, (_, h) => ({
    code: `C${String(Math.floor(h / 8)).padStart(4, '0')}.F${h % 8}`,
    N: 2 + Math.floor(next() * 500),
    p: 0.5 + 0.45 * next(),
    S: 0.2 + 0.3 * next(),
  }));
}

/** What moving the slider of the design screen recomputes: 736 strata in 92 wards. */
function redraw(): number {
  const strata = strataOf(736);
  return medianTime(() => {
    const { n } = allocate({ method: 'costa', n: 3200, k: 0.5, strata });
    const wards = Array.from({ length: 92 }, (_, ward) => ({
      code: `C${ward}`,
      strata: strata.slice(8 * ward, 8 * ward + 8).map(({ N }, i) => ({ N, n: n[8 * ward + i]! })),
    }));
    return planPrecision(wards, { responseRate: 0.65, proportion: 0.8 });
  }, 21);
}

export function measure(): BenchRow[] {
  const strata = strataOf(26_568);
  const A = strata.map((stratum) => stratum.N * stratum.S);
  const N = strata.map((stratum) => stratum.N);
  const codes = strata.map((stratum) => stratum.code);
  const bounds = { lower: N.map((value) => Math.min(2, value)), upper: N };
  const integer = medianTime(() => allocateOptimalInteger(A, bounds, 200_000, { codes, N }), 11);
  const box = medianTime(() => boxAllocation(A, bounds, 200_000, N), 11);
  return [
    {
      label: 'exact integer allocation, 26,568 strata, n = 200,000',
      measured: integer,
      goal: '≤ 30',
      unit: 'ms',
    },
    { label: 'box-constrained optimum, 26,568 strata', measured: box, goal: '', unit: 'ms' },
    {
      label: 'design screen: allocation and precision, 736 strata',
      measured: redraw(),
      goal: '≤ 16',
      unit: 'ms',
    },
  ];
}
