import { SamplingError } from '../errors.ts';

/** First-stage clusters of a stratified sample; columns have one entry per unit. */
export type ClusterDesign = Readonly<{
  /** Stratum of each unit, 0 … strata − 1. */
  stratumOf: ArrayLike<number>;
  /** First-stage cluster of each unit, numbered over the whole sample; the unit itself without. */
  clusterOf: ArrayLike<number>;
  weights: Float64Array;
}>;

/** A set of replicate weights and how their estimates make a variance. */
export type Replicates = Readonly<{
  method: 'jackknife' | 'balanced-repeated-replication' | 'rao-wu-bootstrap';
  count: number;
  /** Weights of replicate r; the array is new at every call. */
  weightsOf: (r: number) => Float64Array;
  /** Factor of each replicate's squared deviation. */
  factors: Float64Array;
}>;

/** Clusters by stratum, each with its units. */
export function clustersByStratum({ stratumOf, clusterOf }: ClusterDesign): number[][][] {
  const strata: Map<number, number[]>[] = [];
  for (let i = 0; i < stratumOf.length; i++) {
    strata[stratumOf[i]!] ??= new Map();
    const stratum = strata[stratumOf[i]!]!;
    const units = stratum.get(clusterOf[i]!);
    if (units) units.push(i);
    else stratum.set(clusterOf[i]!, [i]);
  }
  return strata.map((stratum) => [...stratum.values()]);
}

export class LonelyCluster extends SamplingError {
  constructor(details: Readonly<Record<string, unknown>>) {
    super('LonelyCluster', 'Replication needs two clusters in every stratum.', details);
  }
}

/**
 * Variance from replicate estimates: Σ factor_r (θ_r − centre)².
 * @param estimates one per replicate; replicates without a value are refused
 * @param factors as given by the method
 * @param centre the full-sample estimate, or the mean of the replicates when left out (R's default)
 * @throws SamplingError EmptyReplicate
 * Wolter (2007, §4.5).
 */
export function replicateVariance(
  estimates: ArrayLike<number>,
  factors: ArrayLike<number>,
  centre?: number,
): number {
  let mean = 0;
  for (let r = 0; r < estimates.length; r++) {
    if (!Number.isFinite(estimates[r]!))
      throw new SamplingError('EmptyReplicate', 'A replicate has nobody of the domain.', {
        replicate: r,
      });
    mean += estimates[r]! / estimates.length;
  }
  const about = centre ?? mean;
  let variance = 0;
  for (let r = 0; r < estimates.length; r++) variance += factors[r]! * (estimates[r]! - about) ** 2;
  return variance;
}
