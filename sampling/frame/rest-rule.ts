import { SamplingError } from '../errors.ts';
import type { FrameUnit } from './canonical.ts';

/** A stratum after the rest rule: N units of which `rested` sit this wave out. */
export interface RestedStratum {
  readonly population: number;
  readonly rested: number;
  readonly eligible: number;
}

/**
 * Rest rule between waves: a person sampled recently leaves the eligible list before the draw.
 * Returns the eligible units in the order given and the counts of every stratum.
 * Throws EmptyFrame where nobody is left. Source: SIPAS-DRAW/1, burden reduction.
 * @param units units of the frame
 * @param rested ids of units that rest
 */
export function applyRestRule(
  units: Iterable<FrameUnit>,
  rested: ReadonlySet<string>,
): { eligible: FrameUnit[]; strata: Map<string, RestedStratum> } {
  const eligible: FrameUnit[] = [];
  const strata = new Map<string, RestedStratum>();
  for (const unit of units) {
    const rests = rested.has(unit.unitId);
    if (!rests) eligible.push(unit);
    const counts = strata.get(unit.stratum) ?? { population: 0, rested: 0, eligible: 0 };
    strata.set(unit.stratum, {
      population: counts.population + 1,
      rested: counts.rested + (rests ? 1 : 0),
      eligible: counts.eligible + (rests ? 0 : 1),
    });
  }
  if (eligible.length === 0)
    throw new SamplingError('EmptyFrame', 'The rest rule leaves nobody in the frame.');
  return { eligible, strata };
}

/**
 * Inclusion probability among the eligible, n2 / N2', and the unconditional base weight
 * 1 / [(1 - pi1) n2 / N2'], where pi1 is the probability of having been sampled in the wave that
 * makes a person rest. With one pi1 in an unchanged stratum the weight is N_h / n2 on the full
 * stratum, because (1 - n1/N) n2 / (N - n1) = n2 / N. Throws BadSampleSize, BadRate.
 * Source: Ernst, Valliant, Casady (2000), J. Off. Stat. 16.
 */
export function restedInclusion(stratum: {
  readonly eligible: number;
  readonly n2: number;
  readonly pi1: number;
}): { probabilityAmongEligible: number; weight: number } {
  const { eligible, n2, pi1 } = stratum;
  if (!Number.isSafeInteger(n2) || n2 < 1 || n2 > eligible)
    throw new SamplingError(
      'BadSampleSize',
      `A sample of ${n2} cannot be taken from ${eligible}.`,
      {
        n: n2,
        N: eligible,
      },
    );
  if (!(pi1 >= 0 && pi1 < 1))
    throw new SamplingError('BadRate', 'The earlier inclusion probability lies in [0, 1).', {
      pi1,
    });
  const probabilityAmongEligible = n2 / eligible;
  return { probabilityAmongEligible, weight: 1 / ((1 - pi1) * probabilityAmongEligible) };
}
