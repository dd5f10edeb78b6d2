/**
 * Categories of a one-way table, with their total public, that may be published. The smallest are withheld until
 * they are none, or at least two categories with at least `threshold` respondents together: so nothing
 * follows from the total less all that is published.
 * @param counts respondents by category; the order does not matter
 * @param threshold fewest respondents of a category that is published
 * @param hidden categories that are withheld already, whatever their number
 * @returns categories that are published, fewest respondents first
 * Complementary suppression of a one-way table: Hundepool et al. 2012, §4.3.
 */
export function shownCategories(
  counts: readonly (readonly [category: string, respondents: number])[],
  threshold: number,
  hidden: ReadonlySet<string> = new Set(),
): string[] {
  const fewestFirst = counts.toSorted(
    ([a, n], [b, m]) => Number(hidden.has(b)) - Number(hidden.has(a)) || n - m || (a < b ? -1 : 1),
  );
  let withheld = 0;
  let respondents = 0;
  for (const [category, count] of fewestFirst) {
    const hidesTheRest = withheld === 0 || (withheld > 1 && respondents >= threshold);
    if (!hidden.has(category) && count >= threshold && hidesTheRest) break;
    withheld += 1;
    respondents += count;
  }
  return fewestFirst.slice(withheld).map(([category]) => category);
}
