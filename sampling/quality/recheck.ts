import { countTails } from '../distributions/beta-binomial.ts';
import type { PlanRow } from '../draw/plan.ts';
import { SamplingError } from '../errors.ts';

/** So few of one interviewer, kiosk or agency are checked at least. */
const FEWEST_RECHECKED = 3;
/** People who forget or confuse: so many honest interviews are contradicted without anybody's fault. */
const HONEST_CONTRADICTIONS = 0.05;
/** Chance that any honest interviewer of a round is marked. */
const FAMILY_ERROR = 0.01;

/**
 * Plan of a re-check: of each cell (a door and who took the answers there) `percent` of a hundred, at least
 * three, twice both where it is doubled, and never more than there are (SIPAS-DRAW/1, plan.tsv).
 * @param populations answered cases by cell
 * @throws BadRecheckPercent
 */
export function recheckPlan(
  populations: ReadonlyMap<string, number>,
  { percent, isDoubled }: { readonly percent: number; readonly isDoubled: boolean },
): PlanRow[] {
  if (!Number.isInteger(percent) || percent < 1 || percent > 50)
    throw new SamplingError('BadRecheckPercent', 'A re-check takes 1 to 50 of a hundred.', {
      percent,
    });
  const times = isDoubled ? 2 : 1;
  return [...populations].map(([stratum, population]) => {
    const wanted = Math.max(FEWEST_RECHECKED, Math.ceil((population * percent) / 100));
    return { stratum, population, sample: Math.min(population, times * wanted), reserves: 0 };
  });
}

export interface CheckedCount {
  /** Confirmed and contradicted together. */
  readonly reached: number;
  readonly contradicted: number;
}

/**
 * Marks whose interviews are contradicted more often than forgetting explains: exact binomial tail against
 * the larger of 5 % and the share of all others, Holm's (1979) step-down correction over all who were checked,
 * so that with a chance of at most 1 % anybody is marked whose true share is no larger.
 * @param checked people reached and contradictions, by interviewer
 */
export function markedContradictions(checked: readonly CheckedCount[]): boolean[] {
  return markedHigh(
    checked.map(({ reached, contradicted }) => ({ cases: contradicted, total: reached })),
    HONEST_CONTRADICTIONS,
  );
}

/**
 * The same of any share that is not to be high; the share of the others is their median, which a few
 * outliers do not move (Holm 1979 over all groups).
 * @param groups cases and total of each
 * @param floor share that is usual at the least
 */
export function markedHigh(groups: readonly Share[], floor: number): boolean[] {
  return markedAbove(groups, (others) => Math.max(floor, median(others)));
}

/**
 * The same where honest groups differ by themselves, as the people of one commune do from another's: usual is
 * three robust standard deviations (1.4826 times the median absolute deviation) above the others' median.
 */
export function markedBeyondSpread(groups: readonly Share[], floor: number): boolean[] {
  return markedAbove(groups, (others) => {
    const middle = median(others);
    const deviation = 1.4826 * median(others.map((share) => Math.abs(share - middle)));
    return Math.max(floor, middle + 3 * Math.max(LEAST_DEVIATION, deviation));
  });
}

/** Honest communes differ by as much; among a dozen the deviation comes out smaller by chance. */
const LEAST_DEVIATION = 0.1;

interface Share {
  readonly cases: number;
  readonly total: number;
}

function markedAbove(
  groups: readonly Share[],
  usualOf: (others: readonly number[]) => number,
): boolean[] {
  const probabilities = groups.map(({ cases, total }, i) => {
    if (total === 0 || cases === 0) return 1;
    const others = groups.filter((group, j) => j !== i && group.total > 0);
    const usual = usualOf(others.map((group) => group.cases / group.total));
    return usual >= 1 ? 1 : countTails(cases, total, usual, 0).upper;
  });
  return holmAdjusted(probabilities).map((adjusted) => adjusted <= FAMILY_ERROR);
}

/**
 * Marks whose largest day has more answers than twice the median of the others' largest days explains: Poisson
 * tail, Holm (1979) over all.
 * @param largestDays answers on the largest day of each
 */
export function markedManyADay(largestDays: readonly number[]): boolean[] {
  const probabilities = largestDays.map((answers, i) => {
    const others = largestDays.filter((_, j) => j !== i).sort((a, b) => a - b);
    const usual = others[Math.floor((others.length - 1) / 2)];
    if (usual === undefined || answers === 0) return 1;
    // Rare events among many chances: the binomial with so many is the Poisson to three digits.
    return countTails(answers, CHANCES, Math.min(0.5, (2 * Math.max(1, usual)) / CHANCES), 0).upper;
  });
  return holmAdjusted(probabilities).map((adjusted) => adjusted <= FAMILY_ERROR);
}
const CHANCES = 100_000;

function median(shares: readonly number[]): number {
  const sorted = shares.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** Holm, S. 1979, Scand J Statist 6:65–70: adjusted probabilities, in the order given. */
function holmAdjusted(probabilities: readonly number[]): number[] {
  const order = probabilities
    .map((_, i) => i)
    .sort((a, b) => probabilities[a]! - probabilities[b]!);
  const adjusted = new Array<number>(probabilities.length);
  let largest = 0;
  for (const [rank, i] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (probabilities.length - rank) * probabilities[i]!));
    adjusted[i] = largest;
  }
  return adjusted;
}
