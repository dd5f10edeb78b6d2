import { normalQuantile } from '../distributions/normal.ts';
import { SamplingError } from '../errors.ts';

/** Dossiers that two sources know, each without looking at the other. */
export interface TwoSources {
  readonly first: number;
  readonly second: number;
  readonly both: number;
}

export interface PopulationEstimate {
  readonly total: number;
  readonly standardError: number;
  /** Never below the dossiers that are known. */
  readonly low: number;
  readonly high: number;
  /** Dossiers that neither source has. */
  readonly missedByBoth: number;
}

/**
 * How many dossiers there are, from two independent sources and their overlap: Chapman 1951, with the variance of
 * Seber 1970 (Biometrics 26:11–22). Who is in one source must be neither likelier nor less likely in the other. Where both
 * come from one system and miss the same, the estimate is too small; where an agency deletes what citizens complain of, too large.
 * @param sources dossiers of each source and of both, in dossiers
 * @param level nominal coverage of the interval, in (0, 1)
 * @throws ImpossibleSources
 */
export function chapmanEstimate(sources: TwoSources, level = 0.95): PopulationEstimate {
  const { first, second, both } = sources;
  const isPossible =
    [first, second, both].every((count) => Number.isSafeInteger(count) && count >= 0) &&
    both <= Math.min(first, second) &&
    level > 0 &&
    level < 1;
  if (!isPossible)
    throw new SamplingError('ImpossibleSources', 'Both sources share more than one of them has.', {
      first,
      second,
      both,
    });
  const known = first + second - both;
  const total = ((first + 1) * (second + 1)) / (both + 1) - 1;
  const variance =
    ((first + 1) * (second + 1) * (first - both) * (second - both)) /
    ((both + 1) ** 2 * (both + 2));
  const standardError = Math.sqrt(variance);
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return {
    total,
    standardError,
    low: Math.max(known, total - reach),
    high: total + reach,
    missedByBoth: Math.max(0, total - known),
  };
}
