import type { RecheckedDoor } from '#contract/results.ts';

const OUTCOMES = ['confirmed', 'contradicted', 'notReached'] as const;
type Outcomes = Readonly<Record<(typeof OUTCOMES)[number], number>>;

/**
 * What was found at a door, so that no outcome of fewer than the threshold follows: these are null, nought among
 * them, and the largest is replaced by its lower bound, whatever the null ones are. Where that bounds them, all are null.
 */
export function shownRecheck(
  { door, drawn, ...counts }: Outcomes & { readonly door: string; readonly drawn: number },
  threshold: number,
): RecheckedDoor[] {
  if (drawn < threshold) return [];
  const isFew = (outcome: (typeof OUTCOMES)[number]) => counts[outcome] < threshold;
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

/** Nought says that nothing was voided, which is no person's; a few leave as fewer than the threshold. */
export const shownVoided = (ballots: number, threshold: number): number | null =>
  ballots > 0 && ballots < threshold ? null : ballots;
