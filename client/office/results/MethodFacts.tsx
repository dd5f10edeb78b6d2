import { paperSentences } from '#contract/paper-words.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { countWords, recheckWords } from '../../ui/recheck-words.ts';
import { percent, wholeNumber } from '../../ui/words.ts';
import { RowCountBar } from '../page/RowCountBar.tsx';

/** Always on the page: how many were listed, invited and heard, how, and by which method. */
export function MethodFacts({ results }: { readonly results: Results }) {
  const { counts, method } = results;
  const { eligible = counts.invited, ineligible = [] } = counts;
  const k = method.disclosureThreshold;
  const least = (words: string) =>
    method.respondentsAtLeast ? t('recheck.at_least', { n: words }) : words;
  const rows: readonly (readonly [string, string])[] = [
    ['people', wholeNumber(counts.people)],
    ...(counts.distinctPersons === undefined
      ? []
      : [['persons', wholeNumber(counts.distinctPersons)] as const]),
    ['strata', wholeNumber(counts.strata)],
    ['invited', wholeNumber(counts.invited)],
    ['received', least(wholeNumber(counts.received))],
    ...(counts.eligible === undefined ? [] : [['eligible', wholeNumber(eligible)] as const]),
    ['rate', eligible > 0 ? least(percent(counts.received / eligible, 0)) : ''],
    [
      'ineligible',
      ineligible
        .map(({ reason, people }) => `${t(`ineligible.${reason}`)}: ${wholeNumber(people)}`)
        .join(' · '),
    ],
    ...(method.respondentsAtLeast
      ? []
      : [
          ['declined', countWords(counts.declined, k)] as const,
          ['undelivered', countWords(counts.undelivered, k)] as const,
        ]),
    [
      'modes',
      counts.modes
        .map(({ mode, responses }) => `${t(`mode.${mode}`)}: ${wholeNumber(responses)}`)
        .join(' · '),
    ],
    ['recheck', (counts.recheck ?? []).map((row) => recheckWords(row, k)).join(' · ')],
    ...(counts.voided === undefined ? [] : [['voided', countWords(counts.voided, k)] as const]),
    ['paper', paperSentences(results, t, wholeNumber).join(' ')],
    ['printing', t(`slip_printing.${method.slipPrinting ?? 'unknown'}`)],
    ['version', `${method.questionnaireVersion} · ${t(`terms.part_${method.questionnairePart}`)}`],
  ];
  return (
    <section class="panel">
      <h2>{t('results.how')}</h2>
      <RowCountBar counts={counts.rows} />
      <dl class="facts">
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{t(`results.facts.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <details>
        <summary>{t('results.technical')}</summary>
        <p>{t('results.technical_text', { level: percent(method.level, 0) })}</p>
      </details>
    </section>
  );
}
