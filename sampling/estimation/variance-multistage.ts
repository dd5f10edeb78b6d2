import { NoVarianceEstimate } from './estimate.ts';

/** One stage of selection; each column has one entry per final unit. */
export type Stage = Readonly<{
  /** Stratum within which this stage's clusters were drawn (from stage 2 on: the cluster above). */
  stratumOf: ArrayLike<number | string>;
  /** Cluster drawn at this stage; at the last stage the unit itself. */
  clusterOf: ArrayLike<number | string>;
  /** Clusters in the stratum of the population; Infinity for selection with replacement. */
  population: ArrayLike<number>;
}>;

/** Totals of z by cluster of a stratum, keeping the clusters' units for the next stage. */
function clustersOf({ clusterOf }: Stage, units: readonly number[], z: ArrayLike<number>) {
  const members = Map.groupBy(units, (i) => clusterOf[i]!);
  const totals = [...members.values()].map((own) => own.reduce((sum, i) => sum + z[i]!, 0));
  return { members: [...members.values()], totals };
}

function stratumVariance(
  z: ArrayLike<number>,
  [stage, ...below]: readonly Stage[],
  units: readonly number[],
): number {
  const { members, totals } = clustersOf(stage!, units, z);
  const n = totals.length;
  const N = stage!.population[units[0]!]!;
  if (n > N || (n === 1 && N > 1))
    throw new NoVarianceEstimate('A stratum needs two clusters, or all of them.', {
      stratum: stage!.stratumOf[units[0]!],
      clusters: n,
      population: N,
    });
  const fraction = n / N;
  const mean = totals.reduce((sum, total) => sum + total, 0) / n;
  const squares = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0);
  const between = n > 1 ? (1 - fraction) * (n / (n - 1)) * squares : 0;
  if (below.length === 0 || fraction === 0) return between;
  const within = members.reduce((sum, own) => sum + varianceMultistageOf(z, below, own), 0);
  return between + fraction * within;
}

function varianceMultistageOf(
  z: ArrayLike<number>,
  stages: readonly Stage[],
  units: readonly number[],
): number {
  const strata = Map.groupBy(units, (i) => stages[0]!.stratumOf[i]!);
  return [...strata.values()].reduce((sum, own) => sum + stratumVariance(z, stages, own), 0);
}

/**
 * Variance of a total of scores under sampling in stages: between clusters of the first stage, plus
 * the first stage's sampling fraction times the variance within, and so on down. One stage with
 * populations of Infinity is the ultimate-cluster variance.
 * @param z weighted linearized scores, one per final unit, 0 outside the domain
 * @param stages from the first to the last
 * @throws NoVarianceEstimate for a stratum with one of several clusters
 * Särndal, Swensson & Wretman (1992, result 4.3.1); R `survey::svyrecvar`.
 */
export function varianceMultistage(z: ArrayLike<number>, stages: readonly Stage[]): number {
  const units = Array.from({ length: z.length }, (_, i) => i);
  return varianceMultistageOf(z, stages, units);
}

/**
 * Degrees of freedom of a design in stages: first-stage clusters minus first-stage strata.
 * @param stage strata and clusters of the first stage, by unit
 * Korn & Graubard (1999).
 */
export function degreesOfFreedom({ stratumOf, clusterOf }: Stage): number {
  const clusters = new Set<string>();
  const strata = new Set<string | number>();
  for (let i = 0; i < stratumOf.length; i++) {
    strata.add(stratumOf[i]!);
    clusters.add(JSON.stringify([stratumOf[i], clusterOf[i]]));
  }
  return clusters.size - strata.size;
}
