import { SamplingError } from '../errors.ts';
import { byBytes } from '../frame/identifier.ts';
import { TicketSource } from '../randomness/ticket.ts';
import { selectSystematicPPS } from './proportional.ts';

/** A primary sampling unit: a hamlet and the frame units in it. */
export interface Cluster {
  readonly code: string;
  /** Stratum of the first stage, such as the commune. */
  readonly stratum: string;
  readonly unitIds: readonly string[];
}

/** How many clusters a stratum gives and how many units each of them. */
export interface TwoStagePlan {
  readonly clusters: number;
  readonly take: number;
}

/** A drawn cluster; several hamlets where small ones were merged. */
export interface DrawnCluster {
  readonly stratum: string;
  readonly codes: readonly string[];
  readonly size: number;
  readonly probability: number;
  /** Taken with certainty: for variance estimation it is a stratum of its own. */
  readonly isCertain: boolean;
}

/** A drawn unit with its overall inclusion probability and base weight 1 / pi. */
export interface DrawnUnit {
  readonly unitId: string;
  readonly stratum: string;
  readonly cluster: string;
  readonly ticket: string;
  readonly probability: number;
  readonly weight: number;
}

/**
 * Two-stage sample, hamlets within communes: in every stratum `clusters` hamlets by systematic
 * selection proportional to size, in each `take` units by the smallest tickets; the weights are
 * equal inside a stratum but for certainties. Hamlets with fewer than `take` units are merged with
 * the next one in code order before the draw. A stratum with no more hamlets than asked for is
 * taken whole; one hamlet out of several is refused, since it gives no variance.
 * Throws TooFewClusters, MissingPlan, BadSampleSize, DuplicateUnitId.
 * Source: Hansen and Hurwitz (1943); Särndal, Swensson, Wretman (1992), §4.3; key: SIPAS-DRAW/1.
 * @param plans clusters, and units in each, by stratum
 */
export function selectTwoStage(
  key: Uint8Array,
  clusters: readonly Cluster[],
  plans: ReadonlyMap<string, TwoStagePlan>,
): { clusters: DrawnCluster[]; units: DrawnUnit[] } {
  requireDistinct(clusters);
  const tickets = new TicketSource(key);
  const strata = Map.groupBy(clusters, ({ stratum }) => stratum);
  const drawn: DrawnCluster[] = [];
  const units: DrawnUnit[] = [];
  for (const stratum of [...strata.keys()].sort(byBytes)) {
    const plan = requirePlan(plans, stratum);
    const merged = mergeSmall(strata.get(stratum)!, plan.take);
    for (const cluster of drawClusters(key, stratum, merged, plan.clusters)) {
      drawn.push(cluster.drawn);
      units.push(...drawUnits(tickets, cluster, plan.take));
    }
  }
  return { clusters: drawn, units };
}

/**
 * Units per cluster that minimise the variance for a given cost, sqrt(c1 / c2 (1 - rho) / rho):
 * c1 cost of a cluster, c2 of a unit, rho the intra-cluster correlation in (0, 1).
 * Throws BadPlanningValue. Source: Hansen, Hurwitz, Madow (1953), vol. 1, §6.14.
 * @param clusterCost cost of a cluster, c1, in any currency
 * @param unitCost cost of a unit, c2, in the same
 */
export function optimalTake(clusterCost: number, unitCost: number, rho: number): number {
  if (!(clusterCost > 0 && unitCost > 0 && rho > 0 && rho < 1))
    throw new SamplingError('BadPlanningValue', 'Costs are positive, rho lies between 0 and 1.', {
      clusterCost,
      unitCost,
      rho,
    });
  return Math.sqrt((clusterCost / unitCost) * ((1 - rho) / rho));
}

interface MergedCluster {
  readonly codes: string[];
  readonly unitIds: string[];
}

interface ChosenCluster {
  readonly drawn: DrawnCluster;
  readonly unitIds: readonly string[];
}

function drawClusters(
  key: Uint8Array,
  stratum: string,
  merged: readonly MergedCluster[],
  wanted: number,
): ChosenCluster[] {
  if (wanted === 1 && merged.length > 1)
    throw new SamplingError('TooFewClusters', `Stratum ${stratum} needs two clusters or all.`, {
      stratum,
      clusters: wanted,
    });
  const sized = merged.map((cluster) => ({
    unitId: nameOf(cluster),
    size: cluster.unitIds.length,
    it: cluster,
  }));
  const { selected, probability } = selectSystematicPPS(
    key,
    stratum,
    sized,
    Math.min(wanted, merged.length),
  );
  const chosen = new Set(selected);
  return sized
    .filter((cluster) => chosen.has(cluster.unitId))
    .map(({ unitId, size, it: cluster }) => {
      const pi = probability.get(unitId)!;
      const drawn = { stratum, codes: cluster.codes, size, probability: pi, isCertain: pi >= 1 };
      return { drawn, unitIds: cluster.unitIds };
    });
}

function drawUnits(
  tickets: TicketSource,
  { drawn, unitIds }: ChosenCluster,
  take: number,
): DrawnUnit[] {
  const m = Math.min(take, unitIds.length);
  const probability = (drawn.probability * m) / unitIds.length;
  return unitIds
    .map((unitId) => ({ unitId, ticket: tickets.ticket(unitId) }))
    .sort((a, b) => byBytes(a.ticket, b.ticket) || byBytes(a.unitId, b.unitId))
    .slice(0, m)
    .map(({ unitId, ticket }) => ({
      unitId,
      stratum: drawn.stratum,
      cluster: drawn.codes.join('+'),
      ticket,
      probability,
      weight: 1 / probability,
    }));
}

/** Merges clusters in code order until each has `take` units; a small last one joins its neighbour. */
function mergeSmall(clusters: readonly Cluster[], take: number): MergedCluster[] {
  const merged: MergedCluster[] = [];
  let open: MergedCluster = { codes: [], unitIds: [] };
  const inhabited = clusters.filter((cluster) => cluster.unitIds.length > 0);
  for (const { code, unitIds } of inhabited.sort((a, b) => byBytes(a.code, b.code))) {
    open.codes.push(code);
    open.unitIds.push(...unitIds);
    if (open.unitIds.length < take) continue;
    merged.push(open);
    open = { codes: [], unitIds: [] };
  }
  if (open.codes.length === 0) return merged;
  const last = merged.pop();
  if (last === undefined) return [open];
  return [
    ...merged,
    { codes: [...last.codes, ...open.codes], unitIds: [...last.unitIds, ...open.unitIds] },
  ];
}

const nameOf = (cluster: MergedCluster) => cluster.codes.join('+');

function requirePlan(plans: ReadonlyMap<string, TwoStagePlan>, stratum: string): TwoStagePlan {
  const plan = plans.get(stratum);
  const count = (value: number | undefined) => Number.isSafeInteger(value) && value! >= 1;
  if (plan === undefined || !count(plan.clusters) || !count(plan.take))
    throw new SamplingError('MissingPlan', `Stratum ${stratum} has no two-stage plan.`, {
      stratum,
    });
  return plan;
}

function requireDistinct(clusters: readonly Cluster[]): void {
  const seen = new Set<string>();
  for (const { unitIds } of clusters)
    for (const unitId of unitIds) {
      if (seen.has(unitId))
        throw new SamplingError('DuplicateUnitId', `Unit ${unitId} is in two clusters.`, {
          unitId,
        });
      seen.add(unitId);
    }
}
