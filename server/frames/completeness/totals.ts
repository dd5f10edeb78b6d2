import type { TotalDifference } from '#contract/stated-totals.ts';
import { TOTALS } from '#contract/stated-totals.ts';
import type { FieldTally } from './field-tally.ts';
import { sumOf } from './indicators.ts';

/** Two exports of one day differ by a few dossiers; a hundredth is a difference to be explained. */
const TOLERATED = 3;
const TOLERATED_SHARE = 0.01;

export interface StatedTotals {
  readonly received: number | null;
  readonly returned: number;
  readonly late: number | null;
}

/** The one-stop system's own figures beside those of the list. */
export function differencesOf(
  stated: StatedTotals,
  tallies: readonly FieldTally[],
): TotalDifference[] {
  const listed = {
    received: sumOf(tallies, 'received'),
    returned: sumOf(tallies, 'returned'),
    late: sumOf(tallies, 'late'),
  };
  return TOTALS.flatMap((name) => {
    const figure = stated[name];
    // A list that has neither days of receipt nor such codes tells nothing of what was received.
    if (figure === null || (name === 'received' && listed.received === 0)) return [];
    const difference = Math.abs(figure - listed[name]);
    const isTolerable = difference <= Math.max(TOLERATED, TOLERATED_SHARE * figure);
    return [{ name, stated: figure, listed: listed[name], isTolerable }];
  });
}

/** Dossiers by which the figures of either side differ beyond what is tolerated. */
export const unexplainedBy = (
  statements: readonly { readonly differences: readonly TotalDifference[] }[],
): number =>
  Math.max(
    0,
    ...statements
      .flatMap(({ differences }) => differences)
      .filter(({ isTolerable }) => !isTolerable)
      .map(({ stated, listed }) => Math.abs(stated - listed)),
  );
