import type { LedgerLine } from '#contract/ledger.ts';
import type { Mode } from '#contract/responses.ts';
import { MODES } from '#contract/responses.ts';

interface Ledger {
  readonly province: LedgerLine;
  readonly lines: readonly LedgerLine[];
}

/**
 * Doors of agencies by the rule of paradata (results.md §1, rule 5). An agency of which few came by one door
 * shows none of its doors. Then others are withheld with it, the smallest first, until what the province leaves
 * over is about two agencies and not few by any door; where that is never so the province shows none.
 */
export function withShownDoors({ province, lines }: Ledger, threshold: number) {
  const isFew = (answers: number) => answers > 0 && answers < threshold;
  const hasFew = (line: LedgerLine) => Object.values(line.doors ?? {}).some(isFew);
  const fewestFirst = lines
    .filter((line) => arrivedOf(line) > 0)
    .toSorted((a, b) => arrivedOf(a) - arrivedOf(b));
  const hidden = new Set(fewestFirst.filter(hasFew));
  const isRestSafe = () =>
    hidden.size === 0 ||
    (hidden.size > 1 && MODES.every((door) => !isFew(answersBy(door, [...hidden]))));
  for (const line of fewestFirst) {
    if (isRestSafe()) break;
    hidden.add(line);
  }
  const isProvinceShown = isRestSafe() && !hasFew(province);
  return {
    province: isProvinceShown ? province : { ...province, doors: null },
    lines: lines.map((line) => (hidden.has(line) ? { ...line, doors: null } : line)),
  };
}

/** By whatever door, with the strips of paper whose form is empty or not there: what its doors add up to. */
export const arrivedOf = ({ dispositions }: Pick<LedgerLine, 'dispositions'>): number =>
  dispositions.interview + dispositions.blank_form + dispositions.no_form;

const answersBy = (door: Mode, lines: readonly LedgerLine[]) =>
  lines.reduce((sum, { doors }) => sum + (doors?.[door] ?? 0), 0);

/** Strata have a median of five answers, waves cross agencies: beside those of agencies they would tell of few. */
export const withoutDoors = ({ province, lines }: Ledger) => ({
  province,
  lines: lines.map((line) => ({ ...line, doors: null })),
});
