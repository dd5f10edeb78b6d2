import { REOPEN_REASONS, REVOKE_REASONS } from '#contract/reissues.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { into, SelectField } from '../../ui/Field.tsx';
import { moment } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { PageContext } from '../page/page-context.ts';
import { slipsAddress } from './PrintPurposes.tsx';
import type { ReissueModel } from './reissue.ts';

interface CaseProps {
  readonly model: ReissueModel;
  readonly context: PageContext;
}

/** One slip: print the valid one again; for Home Affairs take a refusal back, withdraw it, read its history. */
export function CaseActs({ model, context }: CaseProps) {
  const { campaign, staff } = context;
  return (
    <>
      <section class="panel">
        <h2>{t('reissue.again')}</h2>
        <p>{t('reissue.again_what')}</p>
        <p class="buttons">
          <ButtonLink
            href={slipsAddress(campaign.id, model.agencyCode, 'damaged', {
              serial: Number(model.serial.value),
            })}
            download
          >
            {t('reissue.again_do')}
          </ButtonLink>
        </p>
      </section>
      {staff.role === 'home_affairs' && (
        <>
          <Reopen model={model} />
          <OptOut model={model} />
          <Revoke model={model} />
          <History model={model} />
        </>
      )}
    </>
  );
}

function Reopen({ model }: { readonly model: ReissueModel }) {
  const { reopenReason: reason } = model;
  return (
    <details class="panel">
      <summary>{t('reissue.reopen')}</summary>
      <p>{t('reissue.reopen_what')}</p>
      <SelectField
        label={t('reissue.reason')}
        value={reason.value}
        choices={REOPEN_REASONS.map((value) => ({ value, label: t(`case_reason.${value}`) }))}
        onChange={into(reason)}
      />
      <div class="buttons">
        <ConfirmedAct
          act={model.reopen}
          label={t('reissue.reopen_do')}
          title={t('reissue.reopen_confirm')}
          busy={t('app.busy')}
          isSecondary
          run={() => model.reopen.run(reason.value)}
        >
          <p>{t('reissue.reopen_body')}</p>
        </ConfirmedAct>
      </div>
    </details>
  );
}

function OptOut({ model }: { readonly model: ReissueModel }) {
  const choices = [false, true] as const;
  return (
    <details class="panel">
      <summary>{t('opt_out.title')}</summary>
      <p>{t('opt_out.what')}</p>
      <div class="buttons">
        {choices.map((isForGood) => (
          <ConfirmedAct
            key={String(isForGood)}
            act={model.optOut}
            label={t(isForGood ? 'opt_out.for_good' : 'opt_out.this_round')}
            title={t('opt_out.confirm')}
            busy={t('app.busy')}
            isSecondary
            run={() => model.optOut.run(isForGood)}
          >
            <p>{t(isForGood ? 'opt_out.for_good_body' : 'opt_out.this_round_body')}</p>
          </ConfirmedAct>
        ))}
      </div>
    </details>
  );
}

function Revoke({ model }: { readonly model: ReissueModel }) {
  const { revokeReason: reason } = model;
  return (
    <details class="panel">
      <summary>{t('reissue.revoke')}</summary>
      <p>{t('reissue.revoke_what')}</p>
      <SelectField
        label={t('reissue.reason')}
        value={reason.value}
        choices={REVOKE_REASONS.map((value) => ({ value, label: t(`case_reason.${value}`) }))}
        onChange={into(reason)}
      />
      <div class="buttons">
        <ConfirmedAct
          act={model.revoke}
          label={t('reissue.revoke_do')}
          title={t('reissue.revoke_confirm')}
          busy={t('app.busy')}
          isSecondary
          run={() => model.revoke.run(reason.value)}
        >
          <p>{t('reissue.revoke_what')}</p>
        </ConfirmedAct>
      </div>
    </details>
  );
}

function History({ model }: { readonly model: ReissueModel }) {
  const history = model.history.value.value;
  if (!history) return null;
  const { events, issue, isRevoked, disposition } = history;
  return (
    <section class="panel">
      <h2>{t('reissue.history')}</h2>
      <p>{t('reissue.disposition', { what: t(`disposition.${disposition}`) })}</p>
      <p>{t(isRevoked ? 'reissue.is_revoked' : 'reissue.issue', { n: issue })}</p>
      <ul>
        {events.map(({ kind, reason, happenedAt, by }) => (
          <li key={`${happenedAt} ${kind}`}>
            {t('reissue.event', {
              at: moment(happenedAt),
              what: t(`case_event.${kind}`),
              why: reason
                ? t(kind === 'delivery' ? `outcome.${reason}` : `case_reason.${reason}`)
                : t('outcome.none'),
              by,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
