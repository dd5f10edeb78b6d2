import type { SignedCounts } from '#contract/acceptance.ts';
import { t } from '../../../i18n.ts';
import { percent, wholeNumber } from '../../../ui/words.ts';
import { RowCountBar } from '../../page/RowCountBar.tsx';

/** What the leader has before his eyes: every row accounted for, and what tells whether anybody is missing. */
export function SignedFacts({ counts }: { readonly counts: SignedCounts }) {
  const share = (n: number) => (counts.rows === 0 ? '' : ` (${percent(n / counts.rows)})`);
  const facts = [
    // Late ones are counted among the dossiers returned, not among all rows.
    ['late', wholeNumber(counts.late)],
    ['refused', `${wholeNumber(counts.refused)}${share(counts.refused)}`],
    ['withoutPhone', `${wholeNumber(counts.withoutPhone)}${share(counts.withoutPhone)}`],
    ['missingNumbers', wholeNumber(counts.missingNumbers)],
    ['vanished', wholeNumber(counts.vanished)],
  ] as const;
  return (
    <>
      <RowCountBar counts={counts} />
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`acceptance.fact_${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
