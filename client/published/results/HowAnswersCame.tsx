import { paperSentences } from '#contract/paper-words.ts';
import { inText } from '#contract/place-names.ts';
import type { Results } from '#contract/results.ts';
import type { TermsChange } from '#contract/terms-changes.ts';
import { t } from '../../i18n.ts';
import { changedValue } from '../../ui/changed-value.ts';
import { countWords, recheckWords } from '../../ui/recheck-words.ts';
import { day, percent, wholeNumber } from '../../ui/words.ts';

/** Who was asked and not heard; a few are named as few, and then the rest is no exact number either. */
function lostWords({ counts, method }: Results): string {
  const { invited, received, eligible = invited, declined, undelivered } = counts;
  const k = method.disclosureThreshold;
  const words = { declined: countWords(declined, k), undelivered: countWords(undelivered, k) };
  if (declined === null || undelivered === null) return t('how.lost_few', words);
  const silent = wholeNumber(Math.max(0, eligible - received - declined - undelivered));
  return t('how.lost', { ...words, silent });
}

export function Answers({ results }: { readonly results: Results }) {
  const { invited, received, modes, ineligible = [], people, distinctPersons } = results.counts;
  const eligible = results.counts.eligible ?? invited;
  const least = (words: string) =>
    results.method.respondentsAtLeast ? t('recheck.at_least', { n: words }) : words;
  return (
    <>
      <p>
        {t(results.counts.eligible === undefined ? 'how.answers_all' : 'how.answers_text', {
          from: day(results.collectFrom),
          to: day(results.collectTo),
          invited: wholeNumber(invited),
          received: least(wholeNumber(received)),
          eligible: wholeNumber(eligible),
          rate: least(percent(eligible > 0 ? received / eligible : 0, 0)),
        })}
      </p>
      {distinctPersons !== undefined && distinctPersons < people && <p>{t('how.asked_twice')}</p>}
      {!results.method.respondentsAtLeast && <p>{lostWords(results)}</p>}
      {ineligible.length > 0 && (
        <p>
          {t('how.ineligible')}{' '}
          {ineligible
            .map(({ reason, people }) => `${t(`ineligible.${reason}`)} ${wholeNumber(people)}`)
            .join(' · ')}
        </p>
      )}
      {modes.length > 0 && (
        <p>
          {t('how.modes')}{' '}
          {modes
            .map(({ mode, responses }) => `${t(`mode.${mode}`)} ${wholeNumber(responses)}`)
            .join(' · ')}
        </p>
      )}
    </>
  );
}

export function OnPaper({ results }: { readonly results: Results }) {
  const sentences = paperSentences(results, t, wholeNumber);
  return sentences.map((sentence) => <p key={sentence}>{sentence}</p>);
}

/** Editions of before say nothing of it. */
export function Rechecked({ results }: { readonly results: Results }) {
  const { recheck, voided } = results.counts;
  const k = results.method.disclosureThreshold;
  if (recheck === undefined || voided === undefined) return null;
  return (
    <>
      <p>{t(recheck.length > 0 ? 'how.recheck' : 'how.recheck_none')}</p>
      {recheck.length > 0 && (
        <ul>
          {recheck.map((row) => (
            <li key={row.door}>{recheckWords(row, k)}</li>
          ))}
        </ul>
      )}
      <p>{t('how.voided', { n: countWords(voided, k) })}</p>
    </>
  );
}

/** Who confirmed what, or that nobody had to. */
export function SecondPerson({ results: { secondPerson } }: { readonly results: Results }) {
  if (!secondPerson) return null;
  const { isOn, isFreezeConfirmed, areVoidingsConfirmed } = secondPerson;
  const { termsChanges, confirmedTermsChanges } = secondPerson;
  if (!isOn && !isFreezeConfirmed && confirmedTermsChanges === 0)
    return <p>{t('how.second_person')}</p>;
  return (
    <p>
      {isOn && t('how.second_person_on')}{' '}
      {t(isFreezeConfirmed ? 'how.second_person_freeze' : 'how.second_person_freeze_none')}{' '}
      {termsChanges > 0 &&
        t('how.second_person_terms', {
          n: wholeNumber(confirmedTermsChanges),
          all: wholeNumber(termsChanges),
        })}{' '}
      {areVoidingsConfirmed !== undefined &&
        t(`how.second_person_voidings_${areVoidingsConfirmed ? 'all' : 'not_all'}`)}
    </p>
  );
}

export function TermsChanges({ changes }: { readonly changes: readonly TermsChange[] }) {
  if (changes.length === 0) return null;
  return (
    <>
      <p>{t('how.terms_changes')}</p>
      <ul>
        {changes.map(({ term, agencyName, earlier, later, reason, changedAt }) => (
          <li key={changedAt}>
            {t(`how.terms_change.${term}`, {
              agency: inText(agencyName ?? ''),
              earlier: changedValue(earlier),
              later: changedValue(later),
              reason,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
