import type { SignedCounts } from '#contract/acceptance.ts';
import { t } from '../../../i18n.ts';
import { wholeNumber } from '../../../ui/words.ts';

/** What the leader signs: every row by what becomes of it, and by name what is in no row. */
export function statementOf(counts: SignedCounts): string {
  const { rows, accepted, merged, excluded, inError, late, refused } = counts;
  const absent = [
    ['left', counts.leftRows],
    ['vanished', counts.vanished],
    ['numbers', counts.missingNumbers],
  ] as const;
  return [
    t('acceptance.statement', {
      rows: wholeNumber(rows),
      late: wholeNumber(late),
      refused: wholeNumber(refused),
      inside: wholeNumber(accepted + merged),
      excluded: wholeNumber(excluded),
      inError: wholeNumber(inError),
    }),
    ...absent
      .filter(([, n]) => n > 0)
      .map(([name, n]) => t(`acceptance.statement_${name}`, { n: wholeNumber(n) })),
    t('acceptance.statement_end'),
  ].join(' ');
}
