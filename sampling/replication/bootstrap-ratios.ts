import type { Column } from '../numeric/column.ts';
import type { RandomStream } from '../numeric/random-stream.ts';
import { randomStream } from '../numeric/random-stream.ts';

/** Units of a stratified sample sorted by stratum, as columns. */
export type SortedSample = Readonly<{
  /** Where each stratum begins; one entry more than strata. */
  starts: Uint32Array;
  /** N_h of each stratum. */
  populations: ArrayLike<number>;
  /** Denominator and numerator of each unit. */
  x: Column;
  y: Column;
}>;

export type BootstrapRatios = Readonly<{
  /** Ratio of every domain by the full sample. */
  values: Float64Array;
  /** Bootstrap variance of every domain's ratio, about the full-sample value. */
  variances: Float64Array;
  method: 'rao-wu-bootstrap';
  parameters: Readonly<{ replicates: number; seed: number }>;
}>;

/** What does not change from replicate to replicate. */
type Expansion = Readonly<{
  /** Weighted part of each stratum that every replicate keeps: (1 − λ)·N/n·(Σx, Σy). */
  kept: Float64Array;
  /** Weight of a unit drawn once: N/n·λ·n/(n − 1). */
  drawn: Float64Array;
  /** Full-sample totals N/n·(Σx, Σy) of every domain. */
  totals: Float64Array;
}>;

function expand(
  { starts, populations, x, y }: SortedSample,
  domainOf: ArrayLike<number>,
  domains: number,
): Expansion {
  const strata = starts.length - 1;
  const kept = new Float64Array(2 * strata);
  const drawn = new Float64Array(strata);
  const totals = new Float64Array(2 * domains);
  for (let h = 0; h < strata; h++) {
    const n = starts[h + 1]! - starts[h]!;
    const N = populations[h]!;
    const lambda = n > 1 ? Math.sqrt(1 - n / N) : 0;
    let [sumX, sumY] = [0, 0];
    for (let i = starts[h]!; i < starts[h + 1]!; i++) {
      sumX += x[i]!;
      sumY += y[i]!;
    }
    kept[2 * h] = (1 - lambda) * (N / n) * sumX;
    kept[2 * h + 1] = (1 - lambda) * (N / n) * sumY;
    drawn[h] = n > 1 ? (lambda * N) / (n - 1) : 0;
    totals[2 * domainOf[h]!]! += (N / n) * sumX;
    totals[2 * domainOf[h]! + 1]! += (N / n) * sumY;
  }
  return { kept, drawn, totals };
}

/** 2⁻³²: scales 32 random bits to [0, 1). */
const UNIT = 1 / 2 ** 32;

/**
 * Weighted totals of one replicate by domain: n − 1 draws with replacement in every stratum, added
 * up as they come. The generator of `random-stream.ts` is written out in the loop, where a call
 * per draw would cost as much as the draw.
 * @param pairs x and y of the units, interleaved
 */
function drawTotals(
  starts: Uint32Array,
  pairs: Float64Array,
  { kept, drawn }: Expansion,
  domainOf: ArrayLike<number>,
  stream: RandomStream,
  totals: Float64Array,
): void {
  let [a, b, c, d] = [stream[0]! | 0, stream[1]! | 0, stream[2]! | 0, stream[3]! | 0];
  totals.fill(0);
  for (let h = 0; h + 1 < starts.length; h++) {
    const start = starts[h]!;
    const n = starts[h + 1]! - start;
    const scale = n * UNIT;
    let x = 0;
    let y = 0;
    for (let k = 1; k < n; k++) {
      const mixed = (a + b + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + mixed) | 0;
      const offset = (start + (((mixed >>> 0) * scale) | 0)) << 1;
      x += pairs[offset]!;
      y += pairs[offset + 1]!;
    }
    const offset = 2 * domainOf[h]!;
    totals[offset]! += kept[2 * h]! + drawn[h]! * x;
    totals[offset + 1]! += kept[2 * h + 1]! + drawn[h]! * y;
  }
  stream.set([a, b, c, d]);
}

function interleaved({ x, y }: SortedSample): Float64Array {
  const pairs = new Float64Array(2 * x.length);
  for (let i = 0; i < x.length; i++) {
    pairs[2 * i] = x[i]!;
    pairs[2 * i + 1] = y[i]!;
  }
  return pairs;
}

/**
 * Rao–Wu bootstrap variances of the ratios Σwy/Σwx of many domains made of whole strata, weights
 * N_h/n_h. A stratum with one unit adds no variance: collapse strata first (rule C1).
 * @param sample units sorted by stratum
 * @param domainOf domain of each stratum
 * @param domains number of domains
 * @param replicates number of bootstrap replicates, e.g. 500
 * @param seed same seed, same result
 * Rao, Wu & Yue (1992). Units are added up as they are drawn; no replicate weights are held.
 */
export function bootstrapRatios(
  sample: SortedSample,
  domainOf: ArrayLike<number>,
  domains: number,
  replicates: number,
  seed: number,
): BootstrapRatios {
  const expansion = expand(sample, domainOf, domains);
  const pairs = interleaved(sample);
  const totals = new Float64Array(2 * domains);
  const ratio = (sums: Float64Array, d: number) => sums[2 * d + 1]! / sums[2 * d]!;
  const values = Float64Array.from({ length: domains }, (_, d) => ratio(expansion.totals, d));
  const variances = new Float64Array(domains);
  const stream = randomStream(seed);
  for (let r = 0; r < replicates; r++) {
    drawTotals(sample.starts, pairs, expansion, domainOf, stream, totals);
    for (let d = 0; d < domains; d++)
      variances[d]! += (ratio(totals, d) - values[d]!) ** 2 / replicates;
  }
  return { values, variances, method: 'rao-wu-bootstrap', parameters: { replicates, seed } };
}
