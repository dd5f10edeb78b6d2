import { randomStart, TicketSource, uniformOf } from '../randomness/ticket.ts';
import { inclusionProbabilities } from './inclusion-probabilities.ts';
import type { ProportionalSelection, SizedUnit } from './sized-unit.ts';

/** Units left after the certain ones are taken, with their number and total size. */
interface Remainder {
  readonly units: readonly SizedUnit[];
  readonly n: number;
  readonly total: number;
}

/**
 * Systematic selection with probability proportional to size in exact integers: unit i is hit for
 * every j < n with C_{i-1} <= (start + j T) / n < C_i, C the cumulated sizes. Units with n x_i > T
 * are taken first. Throws BadSize, BadSampleSize.
 * Source: Madow (1949), Ann. Math. Stat. 20; start: SIPAS-DRAW/1, algorithm.
 */
export function selectSystematicPPS(
  key: Uint8Array,
  stratum: string,
  ordered: readonly SizedUnit[],
  n: number,
): ProportionalSelection {
  return withCertainties(ordered, n, ({ units, n: left, total }) => {
    const start = randomStart(key, stratum, total);
    return systematicHits(
      units.map((unit) => unit.size),
      left,
      start,
    ).map((index) => units[index]!.unitId);
  });
}

/**
 * Positions hit by a systematic walk over cumulated integer sizes; start in [0, total). A size of
 * more than total / n may be hit more than once. Source: Madow (1949), Ann. Math. Stat. 20.
 */
export function systematicHits(sizes: readonly number[], n: number, start: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const hits: number[] = [];
  let cumulated = 0;
  sizes.forEach((size, index) => {
    cumulated += size;
    while (hits.length < n && start + hits.length * total < n * cumulated) hits.push(index);
  });
  return hits;
}

/**
 * Pareto sampling: the n smallest q = (u (1 - l)) / ((1 - u) l), l = n x / T, u the unit's uniform
 * number under the key. Fixed size; the probabilities are l only approximately, which Rosén shows
 * to be negligible from some ten units on. Throws BadSize, BadSampleSize.
 * Source: Rosén (1997), J. Stat. Plann. Inference 62; order of operations: SIPAS-DRAW/1.
 */
export function selectPareto(
  key: Uint8Array,
  units: readonly SizedUnit[],
  n: number,
): ProportionalSelection {
  const tickets = new TicketSource(key);
  return withCertainties(units, n, (rest) =>
    rest.units
      .map(({ unitId, size }) => {
        const lambda = (rest.n * size) / rest.total;
        const ticket = tickets.ticket(unitId);
        const u = uniformOf(ticket);
        return { unitId, ticket, q: (u * (1 - lambda)) / ((1 - u) * lambda) };
      })
      .sort((a, b) => a.q - b.q || (`${a.ticket}${a.unitId}` < `${b.ticket}${b.unitId}` ? -1 : 1))
      .slice(0, rest.n)
      .map(({ unitId }) => unitId),
  );
}

/**
 * Poisson sampling: a unit is drawn when its uniform number under the key is below its own
 * inclusion probability; the sample size is random. Serves rolling invitations, where units come
 * one by one. Throws nothing for probabilities in [0, 1]; a larger one counts as 1.
 * Source: Hájek (1964), Ann. Math. Stat. 35.
 */
export function selectPoisson<T extends { readonly unitId: string; readonly probability: number }>(
  key: Uint8Array,
  units: Iterable<T>,
): T[] {
  const tickets = new TicketSource(key);
  return [...units].filter(
    ({ unitId, probability }) => uniformOf(tickets.ticket(unitId)) < probability,
  );
}

function withCertainties(
  units: readonly SizedUnit[],
  n: number,
  drawRest: (rest: Remainder) => string[],
): ProportionalSelection {
  const sizes = units.map((unit) => unit.size);
  const { probability, certain } = inclusionProbabilities(sizes, n);
  const isCertain = new Set(certain);
  const rest = units.filter((unit, i) => unit.size > 0 && !isCertain.has(i));
  const left = n - certain.length;
  const total = rest.reduce((sum, unit) => sum + unit.size, 0);
  const drawn = left > 0 ? drawRest({ units: rest, n: left, total }) : [];
  return {
    selected: [...certain.map((i) => units[i]!.unitId), ...drawn],
    probability: new Map(units.map((unit, i) => [unit.unitId, probability[i]!])),
  };
}
