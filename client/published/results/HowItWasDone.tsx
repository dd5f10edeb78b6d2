import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { percent, wholeNumber } from '../../ui/words.ts';
import { drawPath, HOW } from '../page/addresses.ts';
import { Answers, OnPaper, Rechecked, SecondPerson, TermsChanges } from './HowAnswersCame.tsx';
import { Accepting, LeftOut } from './HowListsCame.tsx';

/** List → draw → answers, each with its numbers: the counts add up in sight. */
export function HowItWasDone({ results }: { readonly results: Results }) {
  const { counts, method, campaignId } = results;
  const { rows } = counts;
  return (
    <section id={HOW}>
      <h2>{t('how.title')}</h2>
      <ol class="steps">
        <li>
          <h3>{t('how.list')}</h3>
          <p>
            {t('how.list_sum', {
              rows: wholeNumber(rows.rows),
              accepted: wholeNumber(rows.accepted),
              merged: wholeNumber(rows.merged),
              excluded: wholeNumber(rows.excluded),
              inError: wholeNumber(rows.inError),
            })}
          </p>
          <p>
            {t(counts.distinctPersons === undefined ? 'how.list_entries' : 'how.list_people', {
              people: wholeNumber(counts.people),
              persons: wholeNumber(counts.distinctPersons ?? 0),
            })}
          </p>
          {rows.excluded + rows.inError > 0 && <LeftOut results={results} />}
          <Accepting results={results} />
        </li>
        <li>
          <h3>{t('how.draw')}</h3>
          <p>
            {t('how.draw_text', {
              invited: wholeNumber(counts.invited),
              people: wholeNumber(counts.people),
              strata: wholeNumber(counts.strata),
            })}{' '}
            <a href={drawPath(campaignId)}>{t('how.draw_link')}</a>
          </p>
          {method.slipPrinting && <p>{t(`how.printing.${method.slipPrinting}`)}</p>}
        </li>
        <li>
          <h3>{t('how.answers')}</h3>
          <Answers results={results} />
          <OnPaper results={results} />
          <Rechecked results={results} />
          <TermsChanges changes={method.termsChanges ?? []} />
          <SecondPerson results={results} />
          {results.journal && (
            <p>
              {t('how.journal', { n: wholeNumber(results.journal.position) })}{' '}
              <code class="hash">{results.journal.sha256}</code>
            </p>
          )}
        </li>
      </ol>
      <details>
        <summary>{t('how.method')}</summary>
        <p>
          {t('how.method_text', {
            from: method.satisfiedFrom,
            level: percent(method.level, 0),
            k: method.disclosureThreshold,
          })}
        </p>
        <p>
          {t('how.version', {
            version: method.questionnaireVersion,
            part: t(`how.part_${method.questionnairePart}`),
          })}
        </p>
      </details>
    </section>
  );
}
