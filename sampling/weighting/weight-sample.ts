import type { Disposition } from './disposition.ts';
import { isKnownStatus } from './disposition.ts';
import { InvalidStratum } from './errors.ts';
import type { SampleDesign, StratumCounts } from './sample-design.ts';
import { sampleDesign } from './sample-design.ts';

/** A released unit of the sample. */
export type SampledUnit = Readonly<{
  stratum: string;
  /** N_h of its stratum; the same for every unit of a stratum. */
  population: number;
  disposition: Disposition;
}>;

/** Weights of a sample, one entry per unit in the order given. */
export type WeightedSample = Readonly<{
  design: SampleDesign;
  /** N_h/n_h. */
  base: Float64Array;
  /** Factor of the unit's response cell, carried by all its units. */
  nonresponseFactor: Float64Array;
  /** base × factor for units of known status, 0 for the others. */
  weights: Float64Array;
  /** Position of the unit's variance stratum in `design.groups`. */
  groupOf: Int32Array;
}>;

type Tally = { -readonly [K in keyof StratumCounts]: StratumCounts[K] };

function tally(units: readonly SampledUnit[], unsampled: ReadonlyMap<string, number>) {
  const strata = new Map<string, Tally>();
  const open = (code: string, population: number) => {
    const fresh = { code, population, released: 0, respondents: 0, ineligible: 0 };
    strata.set(code, fresh);
    return fresh;
  };
  for (const { stratum, population, disposition } of units) {
    const counts = strata.get(stratum) ?? open(stratum, population);
    if (counts.population !== population)
      throw new InvalidStratum(`Stratum ${stratum} is given two populations.`, {
        code: stratum,
        populations: [counts.population, population],
      });
    counts.released += 1;
    if (disposition === 'respondent') counts.respondents += 1;
    if (disposition === 'ineligible') counts.ineligible += 1;
  }
  for (const [code, population] of unsampled) if (!strata.has(code)) open(code, population);
  return strata;
}

/**
 * Base weights and non-response adjustment of a stratified sample: units of known status carry
 * the weight of their response cell, which is their variance stratum (rule C1).
 * @param units every released unit
 * @param collapseWithin unit inside which strata may be pooled, by stratum code
 * @param unsampled population of strata without any released unit
 * @throws InvalidStratum
 * Little (1986); Särndal & Lundström (2005); sampling.md §1c.
 */
export function weightSample(
  units: readonly SampledUnit[],
  collapseWithin: (code: string) => string,
  unsampled: ReadonlyMap<string, number> = new Map(),
): WeightedSample {
  const strata = tally(units, unsampled);
  const design = sampleDesign([...strata.values()], collapseWithin);
  const position = new Map([...strata.keys()].map((code, h) => [code, h]));
  const base = new Float64Array(units.length);
  const nonresponseFactor = new Float64Array(units.length);
  const weights = new Float64Array(units.length);
  const groupOf = new Int32Array(units.length);
  units.forEach(({ stratum, disposition }, i) => {
    const h = position.get(stratum)!;
    const { population, released } = design.strata[h]!;
    base[i] = population / released;
    nonresponseFactor[i] = (design.weights[h]! * released) / population;
    weights[i] = isKnownStatus(disposition) ? design.weights[h]! : 0;
    groupOf[i] = design.groupOf[h]!;
  });
  return { design, base, nonresponseFactor, weights, groupOf };
}
