import type { Results } from '#contract/results.ts';
import type { TermsChange } from '#contract/terms-changes.ts';
import { t } from '../../i18n.ts';
import { countWords, recheckWords } from '../../ui/recheck-words.ts';
import { Table } from '../../ui/Table.tsx';
import { day, percent, wholeNumber } from '../../ui/words.ts';
import { drawPath } from '../page/addresses.ts';

/** List → draw → answers, each with its numbers: the counts add up in sight. */
export function HowItWasDone({ results }: { readonly results: Results }) {
  const { counts, method, campaignId } = results;
  const { rows } = counts;
  return (
    <section>
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

function LeftOut({ results }: { readonly results: Results }) {
  return (
    <Table
      caption={t('how.exclusions')}
      rows={[...results.counts.exclusions, ...results.counts.faults]}
      keyOf={({ reason }) => reason}
      columns={[
        { key: 'reason', heading: t('how.reason'), cell: ({ reason }) => t(`reason.${reason}`) },
        {
          key: 'rows',
          heading: t('how.rows'),
          isNumeric: true,
          cell: ({ rows }) => wholeNumber(rows),
        },
      ]}
    />
  );
}

/** What Home Affairs remarked when it accepted lists, word for word, and lists that it did not accept. */
function Accepting({ results }: { readonly results: Results }) {
  const { listRemarks, unaccepted } = results.counts;
  return (
    <>
      {unaccepted.agencies > 0 && (
        <p>
          {t('how.unaccepted', {
            n: wholeNumber(unaccepted.agencies),
            reason: unaccepted.reason ?? '',
          })}
        </p>
      )}
      {listRemarks.length > 0 && <p>{t('how.list_remarks')}</p>}
      {listRemarks.map(({ agencyCode, agencyName, remark }) => (
        <blockquote class="verbatim" key={agencyCode}>
          <b>{agencyName}:</b> {remark}
        </blockquote>
      ))}
    </>
  );
}

/** Who was asked and not heard; a few are named as few, and then the rest is no exact number either. */
function lostWords({ counts, method }: Results): string {
  const { invited, received, eligible = invited, declined, undelivered } = counts;
  const k = method.disclosureThreshold;
  const words = { declined: countWords(declined, k), undelivered: countWords(undelivered, k) };
  if (declined === null || undelivered === null) return t('how.lost_few', words);
  const silent = wholeNumber(Math.max(0, eligible - received - declined - undelivered));
  return t('how.lost', { ...words, silent });
}

function Answers({ results }: { readonly results: Results }) {
  const { invited, received, modes, ineligible = [] } = results.counts;
  const eligible = results.counts.eligible ?? invited;
  return (
    <>
      <p>
        {t(results.counts.eligible === undefined ? 'how.answers_all' : 'how.answers_text', {
          from: day(results.collectFrom),
          to: day(results.collectTo),
          invited: wholeNumber(invited),
          received: wholeNumber(received),
          eligible: wholeNumber(eligible),
          rate: percent(eligible > 0 ? received / eligible : 0, 0),
        })}
      </p>
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

/** Editions of before say nothing of it. */
function Rechecked({ results }: { readonly results: Results }) {
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
function SecondPerson({ results: { secondPerson } }: { readonly results: Results }) {
  if (!secondPerson) return null;
  const { isOn, isFreezeConfirmed, termsChanges, confirmedTermsChanges } = secondPerson;
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
        })}
    </p>
  );
}

const written = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value);

function TermsChanges({ changes }: { readonly changes: readonly TermsChange[] }) {
  if (changes.length === 0) return null;
  return (
    <>
      <p>{t('how.terms_changes')}</p>
      <ul>
        {changes.map(({ term, agencyName, earlier, later, reason, changedAt }) => (
          <li key={changedAt}>
            {t(`how.terms_change.${term}`, {
              agency: agencyName ?? '',
              earlier: written(earlier),
              later: written(later),
              reason,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
