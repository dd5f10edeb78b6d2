import type { ClusterDesign, Replicates } from './replicate-weights.ts';
import { clustersByStratum, LonelyCluster } from './replicate-weights.ts';

/** Entry of Sylvester's Hadamard matrix: −1 for an odd number of common bits. */
function hadamard(row: number, column: number): 1 | -1 {
  let common = row & column;
  let isOdd = false;
  for (; common > 0; common &= common - 1) isOdd = !isOdd;
  return isOdd ? -1 : 1;
}

/**
 * Balanced repeated replication for two clusters in every stratum: half-samples balanced by a
 * Hadamard matrix, so that totals get exactly the with-replacement variance.
 * @param design first-stage strata with two clusters each
 * @param shrinkage Fay's ρ in [0, 1): the left-out cluster keeps this share of its weight
 * @throws LonelyCluster for a stratum without exactly two clusters
 * McCarthy (1966); Fay (Judkins 1990).
 */
export function balancedRepeatedReplication(design: ClusterDesign, shrinkage = 0): Replicates {
  const strata = clustersByStratum(design);
  strata.forEach((clusters, stratum) => {
    if (clusters.length !== 2) throw new LonelyCluster({ stratum, clusters: clusters.length });
  });
  const count = 2 ** Math.ceil(Math.log2(strata.length + 1));
  const weightsOf = (r: number) => {
    const weights = design.weights.slice();
    strata.forEach((clusters, stratum) => {
      const kept = hadamard(r, stratum + 1) > 0 ? 0 : 1;
      for (const i of clusters[kept]!) weights[i]! *= 2 - shrinkage;
      for (const i of clusters[1 - kept]!) weights[i]! *= shrinkage;
    });
    return weights;
  };
  const factors = new Float64Array(count).fill(1 / (count * (1 - shrinkage) ** 2));
  return { method: 'balanced-repeated-replication', count, weightsOf, factors };
}
