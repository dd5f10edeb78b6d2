import type { CountedShare } from './unusual-shares.ts';

export interface ShareRange {
  readonly low: number;
  readonly high: number;
}

/** With fewer agencies beside it, a range says nothing. */
const FEWEST = 10;
/** Of the others, the part whose expected share is nearest. */
const NEAREST = 1 / 3;
/** Left out at either end: the range is that of four in five. */
const TAIL = 0.1;

/**
 * The range of the shares of four in five similar agencies: of the others that are not marked the third, at least ten,
 * of which nearest the same is expected, or all where nothing is expected of them. Order statistics without
 * interpolation (Hyndman & Fan 1996, Am. Stat. 50:361–365, definition 1): each end is an agency's own share.
 * @param agencies cases among what was counted, with the expected share where there is one (unitless, in [0, 1]).
 * @param isMarked whether an agency, by its place, is unusual: such agencies are no measure for others.
 * @returns in the order given; null where fewer than ten others were counted. Throws nothing.
 */
export function rangesOfSimilar(
  agencies: readonly CountedShare[],
  isMarked: (place: number) => boolean,
): (ShareRange | null)[] {
  const ordered = agencies
    .filter(({ total }, place) => total > 0 && !isMarked(place))
    .map((agency) => ({
      agency,
      expected: agency.expected ?? 0,
      share: agency.cases / agency.total,
    }))
    .sort((a, b) => a.expected - b.expected);
  const hasExpected = agencies.some(({ expected }) => expected !== undefined);
  return agencies.map((agency) => {
    const others = ordered.filter((other) => other.agency !== agency);
    if (others.length < FEWEST) return null;
    const wanted = Math.max(FEWEST, Math.ceil(others.length * (hasExpected ? NEAREST : 1)));
    const shares = nearest(others, agency.expected ?? 0, wanted)
      .map(({ share }) => share)
      .sort((a, b) => a - b);
    const cut = Math.floor(shares.length * TAIL);
    return { low: shares[cut]!, high: shares[shares.length - 1 - cut]! };
  });
}

/** Narrows an ordered list from its ends until `wanted` are left. */
function nearest<T extends { readonly expected: number }>(
  ordered: readonly T[],
  expected: number,
  wanted: number,
): readonly T[] {
  let [from, to] = [0, ordered.length];
  while (to - from > wanted) {
    if (expected - ordered[from]!.expected > ordered[to - 1]!.expected - expected) from++;
    else to--;
  }
  return ordered.slice(from, to);
}
