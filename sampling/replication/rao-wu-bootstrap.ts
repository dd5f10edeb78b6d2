import type { RandomStream } from '../numeric/random-stream.ts';
import { nextBits, randomStream } from '../numeric/random-stream.ts';
import type { ClusterDesign, Replicates } from './replicate-weights.ts';
import { clustersByStratum, LonelyCluster } from './replicate-weights.ts';

/** 2⁻³²: scales 32 random bits to [0, 1). */
const UNIT = 1 / 2 ** 32;

/**
 * Draws n − 1 of n clusters with replacement in every stratum and counts how often each came.
 * @param starts where each stratum begins among the clusters, sorted by stratum; one entry more
 *   than strata
 * @param counts receives the multiplicities (a multiplicity above 255 has probability 0 in effect)
 * @param stream advanced in place
 */
function drawMultiplicities(starts: Uint32Array, counts: Uint8Array, stream: RandomStream): void {
  for (let h = 0; h + 1 < starts.length; h++) {
    const start = starts[h]!;
    const n = starts[h + 1]! - start;
    for (let k = 1; k < n; k++) counts[start + Math.floor(nextBits(stream) * UNIT * n)]! += 1;
  }
}

/**
 * Weight factors of the rescaled bootstrap: 1 − λ + λ·n/(n − 1)·multiplicity, λ = √(1 − n/N).
 * Never negative, since n − 1 clusters are drawn.
 * @param n sampled clusters of the stratum
 * @param population clusters of the stratum in the population, N
 * @param multiplicity how often the cluster was drawn
 * Rao, Wu & Yue (1992).
 */
export function rescaledFactor(n: number, population: number, multiplicity: number): number {
  const lambda = Math.sqrt(1 - n / population);
  return 1 - lambda + ((lambda * n) / (n - 1)) * multiplicity;
}

export type BootstrapOptions = Readonly<{
  replicates: number;
  /** Same seed, same replicates. */
  seed: number;
  /** Clusters in each stratum of the population; Infinity (no correction) when left out. */
  populations?: ArrayLike<number>;
}>;

/**
 * Rao–Wu rescaled bootstrap of first-stage clusters.
 * @param design first-stage strata and clusters, weights
 * @param options replicates, seed, and clusters of the population by stratum
 * @throws LonelyCluster for a stratum with one cluster
 * Rao & Wu (1988); Rao, Wu & Yue (1992); finite population correction as in Rao & Wu (1988, §4).
 */
export function raoWuBootstrap(design: ClusterDesign, options: BootstrapOptions): Replicates {
  const strata = clustersByStratum(design);
  const starts = new Uint32Array(strata.length + 1);
  strata.forEach((clusters, h) => {
    if (clusters.length < 2) throw new LonelyCluster({ stratum: h });
    starts[h + 1] = starts[h]! + clusters.length;
  });
  const { replicates, seed, populations } = options;
  const weightsOf = (r: number) => {
    const counts = new Uint8Array(starts.at(-1)!);
    drawMultiplicities(starts, counts, randomStream(seed + r * 2 ** 32));
    const weights = design.weights.slice();
    strata.forEach((clusters, h) => {
      const N = populations?.[h] ?? Infinity;
      clusters.forEach((units, k) => {
        const factor = rescaledFactor(clusters.length, N, counts[starts[h]! + k]!);
        for (const i of units) weights[i]! *= factor;
      });
    });
    return weights;
  };
  const factors = new Float64Array(replicates).fill(1 / replicates);
  return { method: 'rao-wu-bootstrap', count: replicates, weightsOf, factors };
}
