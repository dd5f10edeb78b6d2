import { t } from '../../../i18n.ts';
import { percent, wholeNumber } from '../../../ui/words.ts';
import { markWords } from '../completeness/mark-words.ts';
import type { BoardAgency } from './board.ts';
import { marksOf } from './board.ts';

/** Why an agency is marked: its own figures, second sources, the random check of its register; a sentence each. */
export function markSentences(agency: BoardAgency): string[] {
  const { sources, check } = agency;
  return [
    ...marksOf(agency).map(markWords),
    ...sources.map(({ kind, absent, leftOut, inSource, missing }) =>
      t('board.mark_source', {
        kind: t(`sources.kind.${kind}`),
        n: wholeNumber(absent + leftOut),
        all: wholeNumber(inSource),
        low: percent(missing?.low ?? 0),
      }),
    ),
    ...(check && check.absent > 0
      ? [
          t('board.mark_check', {
            n: wholeNumber(check.absent),
            all: wholeNumber(check.drawn),
            unhappy: wholeNumber(check.unhappy),
          }),
        ]
      : []),
  ];
}
