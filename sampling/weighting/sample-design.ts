import type { VarianceStratum } from './collapse-strata.ts';
import { collapseStrata } from './collapse-strata.ts';
import { InvalidStratum } from './errors.ts';

/** Counts of one stratum after fieldwork, in persons. */
export type StratumCounts = Readonly<{
  code: string;
  /** N_h: units in the frozen frame. */
  population: number;
  /** n_h: released sample, i.e. main sample and every reserve that was opened. */
  released: number;
  /** Units that answered. */
  respondents: number;
  /** Units found not to belong to the population; they stay in the design with no answers. */
  ineligible: number;
}>;

/** What estimation needs to know of a stratified sample, prepared once for many estimates. */
export type SampleDesign = Readonly<{
  strata: readonly StratumCounts[];
  groups: readonly VarianceStratum[];
  /** Variance stratum of each stratum; −1 for a stratum without population. */
  groupOf: Int32Array;
  /** Weight of each unit of known status, by stratum; 0 where there is none. */
  weights: Float64Array;
  /**
   * By variance stratum, (1 − n/N)·n/(n − 1); for a stratum that could not be collapsed
   * (1 − n/N), applied to the sum of squares about zero.
   */
  factors: Float64Array;
}>;

const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0;

function checkCounts(strata: readonly StratumCounts[]): void {
  const codes = new Set<string>();
  for (const stratum of strata) {
    const { code, population, released, respondents, ineligible } = stratum;
    if (codes.has(code)) throw new InvalidStratum(`Stratum ${code} is given twice.`, { code });
    codes.add(code);
    const inOrder =
      [population, released, respondents, ineligible].every(isCount) &&
      released <= population &&
      respondents + ineligible <= released;
    if (!inOrder)
      throw new InvalidStratum(`The counts of stratum ${code} contradict each other.`, {
        ...stratum,
      });
  }
}

/** w = N_h/n_h · (N_g / Σ base weights of units of known status in the response cell g). */
function responseWeights(strata: readonly StratumCounts[], groups: readonly VarianceStratum[]) {
  const weights = new Float64Array(strata.length);
  for (const { members, population, known } of groups) {
    if (known === 0) continue;
    if (members.length === 1) {
      weights[members[0]!] = population / known;
      continue;
    }
    const base = (h: number) => strata[h]!.population / strata[h]!.released;
    const sampled = members.filter((h) => strata[h]!.released > 0);
    const represented = sampled.reduce((sum, h) => {
      const { respondents, ineligible } = strata[h]!;
      return sum + base(h) * (respondents + ineligible);
    }, 0);
    for (const h of sampled) weights[h] = base(h) * (population / represented);
  }
  return weights;
}

/** The factor of a variance stratum: finite population correction and n/(n − 1). */
function varianceFactor(population: number, known: number): number {
  if (known === 0) return 0;
  const uncovered = 1 - known / population;
  return known >= 2 ? (uncovered * known) / (known - 1) : uncovered;
}

/**
 * Turns stratum counts into weights and variance strata: base weights, non-response adjustment in
 * response cells that equal the variance strata, collapse rule C1.
 * @param strata every stratum of the draw, also those nobody answered in
 * @param collapseWithin the agency inside which strata may be pooled, by stratum code
 * @throws InvalidStratum for counts that contradict each other or a code given twice
 * Little (1986); Särndal, Swensson & Wretman (1992, ch. 15); sampling.md §1c.
 */
export function sampleDesign(
  strata: readonly StratumCounts[],
  collapseWithin: (code: string) => string,
): SampleDesign {
  checkCounts(strata);
  const known = strata.map(({ code, population, respondents, ineligible }) => ({
    code,
    population,
    known: respondents + ineligible,
  }));
  const { groups, groupOf } = collapseStrata(known, collapseWithin);
  const factors = Float64Array.from(groups, (g) => varianceFactor(g.population, g.known));
  return { strata, groups, groupOf, weights: responseWeights(strata, groups), factors };
}
