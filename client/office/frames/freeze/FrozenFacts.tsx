import type { FrozenFrame } from '#contract/frozen-frame.ts';
import { downloadFrame, downloadStrata } from '#contract/frozen-frame.ts';
import { addressOf } from '../../../api.ts';
import { t } from '../../../i18n.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { moment, wholeNumber } from '../../../ui/words.ts';

/** What was frozen, when, by whom, and the hash that the paper copy carries. */
export function FrozenFacts(props: { readonly frozen: FrozenFrame; readonly campaignId: string }) {
  const { frozen, campaignId } = props;
  return (
    <Notice
      kind="success"
      title={t('freeze.done', { at: moment(frozen.frozenAt), by: frozen.frozenBy })}
    >
      <p>
        {t('freeze.counts', {
          people: wholeNumber(frozen.people),
          strata: wholeNumber(frozen.strata),
        })}
      </p>
      {frozen.distinctPersons < frozen.people && (
        <p>{t('freeze.distinct', { n: wholeNumber(Math.round(frozen.distinctPersons)) })}</p>
      )}
      {frozen.absentAgencies > 0 && (
        <p>
          {t('freeze.absent_agencies', {
            n: wholeNumber(frozen.absentAgencies),
            reason: frozen.absentReason ?? '',
          })}
        </p>
      )}
      {frozen.unaccepted.agencies > 0 && (
        <p>
          {t('freeze.unaccepted_agencies', {
            n: wholeNumber(frozen.unaccepted.agencies),
            reason: frozen.unaccepted.reason ?? '',
          })}
        </p>
      )}
      {frozen.rest && (
        <p>
          {t('freeze.rest', {
            rounds: wholeNumber(frozen.rest.rounds),
            asked: wholeNumber(frozen.rest.asked),
            refused: wholeNumber(frozen.rest.refused),
          })}
          {frozen.rest.keptStrata > 0 &&
            ` ${t('freeze.rest_kept', { n: wholeNumber(frozen.rest.keptStrata) })}`}
          {frozen.rest.roundsWithoutKey > 0 &&
            ` ${t('freeze.rest_lost', { n: wholeNumber(frozen.rest.roundsWithoutKey) })}`}
        </p>
      )}
      {frozen.linkage && (
        <p>
          {t('freeze.linkage', {
            joined: wholeNumber(frozen.linkage.joined),
            apart: wholeNumber(frozen.linkage.keptApart),
            undecided: wholeNumber(frozen.linkage.undecided),
          })}
        </p>
      )}
      {frozen.remarks.length > 0 && (
        <>
          <p>{t('freeze.remarks')}</p>
          {frozen.remarks.map(({ agencyCode, agencyName, remark }) => (
            <blockquote class="verbatim" key={agencyCode}>
              <b>{agencyName}:</b> {remark}
            </blockquote>
          ))}
        </>
      )}
      <p>
        {t('freeze.hash')}: <code class="hash">{frozen.sha256}</code>
      </p>
      {frozen.commitmentsRoot && (
        <p>
          {t('freeze.commitments')}: <code class="hash">{frozen.commitmentsRoot}</code>
        </p>
      )}
      <p>
        <a href={addressOf(downloadFrame.path, { campaignId })} download>
          {t('freeze.download')}
        </a>
      </p>
      <p>
        <a href={addressOf(downloadStrata.path, { campaignId })} download>
          {t('freeze.strata')}
        </a>
      </p>
    </Notice>
  );
}
