import type { FrameUnit } from '../frame/canonical.ts';
import { byBytes } from '../frame/identifier.ts';

/** How two samples of one frame meet in a stratum. */
export interface StratumOverlap {
  readonly stratum: string;
  readonly population: number;
  readonly first: number;
  readonly second: number;
  readonly both: number;
  /** Expected number in both if the samples were independent, n1 n2 / N. */
  readonly expected: number;
}

/**
 * Units that two samples of a frame share, by stratum in code order; the variance of a change needs
 * them. Ids of a sample that are not in the frame are left out.
 * Source: Ernst, Valliant, Casady (2000); Nedyalkova, Qualité, Tillé (2009), Statistica Sinica 19.
 * @param frame units of the frame
 * @param first ids of the first sample
 * @param second ids of the second sample
 */
export function overlap(
  frame: Iterable<FrameUnit>,
  first: ReadonlySet<string>,
  second: ReadonlySet<string>,
): StratumOverlap[] {
  const strata = new Map<
    string,
    { population: number; first: number; second: number; both: number }
  >();
  for (const { unitId, stratum } of frame) {
    const counts = strata.get(stratum) ?? { population: 0, first: 0, second: 0, both: 0 };
    const inFirst = first.has(unitId);
    const inSecond = second.has(unitId);
    counts.population++;
    if (inFirst) counts.first++;
    if (inSecond) counts.second++;
    if (inFirst && inSecond) counts.both++;
    strata.set(stratum, counts);
  }
  return [...strata]
    .sort(([a], [b]) => byBytes(a, b))
    .map(([stratum, counts]) => ({
      stratum,
      ...counts,
      expected: (counts.first * counts.second) / counts.population,
    }));
}
