import type { ClusterDesign, Replicates } from './replicate-weights.ts';
import { clustersByStratum, LonelyCluster } from './replicate-weights.ts';

/**
 * Stratified jackknife (JKn): each replicate leaves out one cluster and lets the others of its
 * stratum represent it.
 * @param design first-stage strata and clusters, weights
 * @param populations clusters in each stratum of the population, for a finite population
 *   correction (1 − n/N); without replacement corrections when left out
 * @throws LonelyCluster for a stratum with one cluster
 * Jones (1974); Wolter (2007, §4.5); R `survey::jknweights`.
 */
export function jackknife(design: ClusterDesign, populations?: ArrayLike<number>): Replicates {
  const strata = clustersByStratum(design);
  const left: { stratum: number; units: number[] }[] = [];
  const factors: number[] = [];
  strata.forEach((clusters, stratum) => {
    const n = clusters.length;
    if (n < 2) throw new LonelyCluster({ stratum });
    const uncovered = populations ? 1 - n / populations[stratum]! : 1;
    for (const units of clusters) {
      left.push({ stratum, units });
      factors.push((uncovered * (n - 1)) / n);
    }
  });
  const weightsOf = (r: number) => {
    const { stratum, units } = left[r]!;
    const clusters = strata[stratum]!;
    const weights = design.weights.slice();
    for (const cluster of clusters)
      for (const i of cluster) weights[i]! *= clusters.length / (clusters.length - 1);
    for (const i of units) weights[i] = 0;
    return weights;
  };
  return {
    method: 'jackknife',
    count: left.length,
    weightsOf,
    factors: Float64Array.from(factors),
  };
}
