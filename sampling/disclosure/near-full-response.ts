/** A stratum with those who were asked and those who answered, in persons. */
type AskedStratum = Readonly<{ invited: number; respondents: number }>;

/** Tenths of those asked, of which one is the least number that answered. */
const TENTHS = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

/**
 * The province's number of respondents as it may be published where nearly everybody answered. Nobody answers
 * who was not asked, so a small count is below those asked by no more than are missing in the province: of
 * strata with fewer than `threshold` respondents each follows, or nearly. Then only a lower bound is published,
 * some tenths of those asked, that leaves room for the largest of these strata to be empty.
 * @param strata every stratum of the draw
 * @param threshold fewest respondents of a stratum that may be published
 * @returns a lower bound; undefined where the number itself may be published
 * Fischetti & Salazar (2001, Management Science 47, §2): protection levels; results.md §1, rule 2.
 */
export function leastRespondents(
  strata: readonly AskedStratum[],
  threshold: number,
): number | undefined {
  const sum = (count: (stratum: AskedStratum) => number) =>
    strata.reduce((running, stratum) => running + count(stratum), 0);
  const invited = sum((stratum) => stratum.invited);
  const respondents = sum((stratum) => stratum.respondents);
  const few = strata.filter((stratum) => stratum.invited > 0 && stratum.respondents < threshold);
  if (respondents === 0 || few.length === 0) return undefined;
  const room = Math.max(...few.map((stratum) => stratum.invited));
  if (invited - respondents >= room) return undefined;
  const bounds = TENTHS.map((tenths) => Math.floor((tenths * invited) / 10));
  return bounds.find((bound) => invited - bound >= room);
}
