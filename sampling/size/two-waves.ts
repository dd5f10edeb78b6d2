import { SamplingError } from '../errors.ts';
import type { Losses } from './nonresponse.ts';
import { requireProportion } from './nonresponse.ts';
import { normalQuantileOf, normalQuantileOfLevel } from './normal.ts';
import type { SampleSize } from './sample-size.ts';
import { describe } from './sample-size.ts';

/** Change from p1 to p2 that two waves are to show. */
export interface TwoWavePlan extends Losses {
  readonly p1: number;
  readonly p2: number;
  /** Confidence level of the two-sided test, 0.95 without it. */
  readonly confidence?: number;
  /** Power of the test, 0.8 without it. */
  readonly power?: number;
  /** Share of the sample that answers in both waves, 0 without it. */
  readonly overlap?: number;
  /** Correlation of the two answers of one person, 0 without it. */
  readonly correlation?: number;
  readonly designEffect?: number;
}

/**
 * Completes per wave that show a change of proportion with the wanted power:
 * (z_{a/2} + z_b)^2 [p1 q1 + p2 q2 - 2 overlap correlation sqrt(p1 q1 p2 q2)] / (p1 - p2)^2, times
 * the design effect. The precision reached is the standard error of the change.
 * Throws BadProportion, BadLevel, NoChange, BadOverlap, BadRate, BadPopulation.
 * Source: Valliant, Dever, Kreuter (2018), eq. 4.17; overlap term Kish (1965), §12.4.
 * @param plan shares of both waves, power, overlap and correlation in [0, 1]
 */
export function sampleSizeTwoWaves(plan: TwoWavePlan): SampleSize {
  const { p1, p2, confidence = 0.95, power = 0.8, designEffect = 1 } = plan;
  const { overlap = 0, correlation = 0 } = plan;
  requireProportion(p1);
  requireProportion(p2);
  if (p1 === p2)
    throw new SamplingError('NoChange', 'No sample shows a change of nothing.', { p1, p2 });
  if (!(overlap >= 0 && overlap <= 1 && Math.abs(correlation) <= 1))
    throw new SamplingError('BadOverlap', 'Overlap lies in [0, 1], correlation in [-1, 1].', {
      overlap,
      correlation,
    });
  const z = normalQuantileOfLevel(confidence) + normalQuantileOf(power);
  const spread1 = p1 * (1 - p1);
  const spread2 = p2 * (1 - p2);
  const variance =
    designEffect * (spread1 + spread2 - 2 * overlap * correlation * Math.sqrt(spread1 * spread2));
  const n = (z * z * variance) / (p1 - p2) ** 2;
  return describe('two-waves', n, n, plan, (completes) => Math.sqrt(variance / completes));
}
