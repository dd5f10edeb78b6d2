import type { Selected } from '../draw/select.ts';
import { SamplingError } from '../errors.ts';

/**
 * Released units of a draw: the sample and, in every stratum named, its first so many reserves.
 * Reserves are released strictly in ticket order and all of them count in n_h: there is no
 * substitution of one person by another. Throws NotEnoughReserves, BadSampleSize.
 * Source: SIPAS-DRAW/1, reserves; AAPOR Standard Definitions (2023) on replicates.
 * @param selected drawn units in ticket order
 * @param reserves released reserves by stratum, in persons
 */
export function releaseReserves(
  selected: readonly Selected[],
  reserves: ReadonlyMap<string, number>,
): Selected[] {
  const held = new Map<string, number>();
  const sampled = new Map<string, number>();
  for (const { stratum, role } of selected) {
    const counts = role === 'reserve' ? held : sampled;
    counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  }
  for (const [stratum, wanted] of reserves) {
    const available = held.get(stratum) ?? 0;
    if (!Number.isSafeInteger(wanted) || wanted < 0)
      throw new SamplingError('BadSampleSize', 'A number of reserves is whole and from 0.', {
        stratum,
        n: wanted,
      });
    if (wanted > available)
      throw new SamplingError(
        'NotEnoughReserves',
        `Stratum ${stratum} has ${available} reserves.`,
        {
          stratum,
          wanted,
          available,
        },
      );
  }
  return selected.filter(
    ({ stratum, role, order }) =>
      role === 'sample' || order <= (sampled.get(stratum) ?? 0) + (reserves.get(stratum) ?? 0),
  );
}
