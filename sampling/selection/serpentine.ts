/** A value units are ordered by; texts compare by code unit, never by locale. */
export type OrderKey = string | number;

/**
 * Serpentine order: sorted by the first key; inside its groups by the second, ascending and
 * descending in turn; and so on. Neighbours then differ little, so a systematic sample is
 * implicitly stratified. Ties keep the order given; give the unit id as last key for an order that
 * does not depend on the import. Source: Chromy (1979), Proc. ASA SRMS; Williams and Chromy (1980).
 * @param units units in the order of the import
 * @param keys from the first to the last
 */
export function serpentineOrder<T>(
  units: readonly T[],
  keys: readonly ((unit: T) => OrderKey)[],
): T[] {
  let groups: T[][] = [[...units]];
  for (const key of keys) {
    // Groups are counted over the whole list: a fold must not start again inside each parent.
    groups = groups.flatMap((group, i) => {
      const parts = partition(group, key);
      return i % 2 === 0 ? parts : parts.reverse();
    });
  }
  return groups.flat();
}

function partition<T>(units: readonly T[], key: (unit: T) => OrderKey): T[][] {
  const groups = new Map<OrderKey, T[]>();
  for (const unit of units) {
    const value = key(unit);
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [unit]);
    else group.push(unit);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, group]) => group);
}
