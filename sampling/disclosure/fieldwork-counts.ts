const OUTCOMES = ['confirmed', 'contradicted', 'notReached'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Those who were asked again at a door, with what came of it. */
export type RecheckedCounts = Readonly<Record<Outcome, number>> &
  Readonly<{ door: string; drawn: number }>;

/** As it is published: null for few, a lower bound for the outcome in `least`. */
export interface PublishedRecheck extends Readonly<Record<Outcome, number | null>> {
  readonly door: string;
  readonly drawn: number;
  readonly least: Outcome | null;
}

/**
 * What was found at a door, so that no outcome of fewer than the threshold follows: these are null, nought among
 * them, and the largest is replaced by its lower bound, whatever the null ones are. Where that bounds them, all are null.
 * @param counts persons drawn, by outcome
 * @param threshold fewest persons told
 * Hundepool et al. (2012, §4.2): complementary suppression; results.md §1, rule 5.
 */
export function shownRecheck(
  { door, drawn, ...counts }: RecheckedCounts,
  threshold: number,
): PublishedRecheck[] {
  if (drawn < threshold) return [];
  const isFew = (outcome: Outcome) => counts[outcome] < threshold;
  const few = OUTCOMES.filter(isFew);
  const shown = { confirmed: null, contradicted: null, notReached: null };
  const large = OUTCOMES.filter((outcome) => !isFew(outcome)).sort((a, b) => counts[b] - counts[a]);
  const exact = Object.fromEntries(large.map((outcome) => [outcome, counts[outcome]]));
  const [largest, ...others] = large;
  if (few.length === 0 || !largest) return [{ door, drawn, ...shown, ...exact, least: null }];
  const known = others.reduce((sum, outcome) => sum + counts[outcome], 0);
  const least = drawn - known - few.length * (threshold - 1);
  // Otherwise that it is the largest, or not of few, would bound those that are null.
  const isSafe = least >= Math.max(threshold, others[0] ? counts[others[0]] : 0);
  if (!isSafe) return [{ door, drawn, ...shown, least: null }];
  return [{ door, drawn, ...shown, ...exact, [largest]: least, least: largest }];
}

/**
 * A count of persons or ballots that adds up to nothing else that is published. Nought says that there was none, which is
 * no person's; a few leave as fewer than the threshold.
 * @param count persons or ballots
 * @param threshold fewest persons told
 * Hundepool et al. (2012): the threshold rule.
 */
export const shownCount = (count: number, threshold: number): number | null =>
  count > 0 && count < threshold ? null : count;

/**
 * Persons who were asked and belong to the population, as they may be published: with those who were asked they tell how
 * many do not. Of a few of these nothing leaves, nor whether there are any.
 * @param invited persons who were asked
 * @param ineligible those found not to belong to the population
 * @param threshold fewest persons told
 * AAPOR (2023), RR2; results.md §1, rule 5.
 */
export const shownEligible = (
  invited: number,
  ineligible: number,
  threshold: number,
): number | undefined => (ineligible < threshold ? undefined : invited - ineligible);
