import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Approval } from '#contract/approvals.ts';
import { t } from '../../i18n.ts';
import { changedValue } from '../../ui/changed-value.ts';
import { into, TextField } from '../../ui/Field.tsx';
import { day, moment, personWords } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { ApprovalsModel } from './approvals.ts';
import { createApprovals } from './approvals.ts';

/** Acts that wait for a second person: who asked for what, and the confirmation by somebody else. */
export function Approvals({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createApprovals(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.approvals.load();
  }, [model]);
  const { staff } = context;
  const found = model.approvals.value.value;
  const own = (approval: Approval) => approval.askedBy.username === staff.username;
  const mayDecide = (approval: Approval) =>
    staff.role === 'home_affairs' && staff.isLead && approval.state === 'waiting' && !own(approval);
  return (
    <Screen
      title={t(title)}
      todo={found && t(`approvals.todo_${found.approvals.some(mayDecide) ? 'decide' : 'read'}`)}
    >
      <WhenLoaded state={model.approvals}>
        {({ isOn, approvals }) => (
          <>
            <Switch model={model} isOn={isOn} mayWrite={staff.role === 'home_affairs'} />
            {approvals.length === 0 && <p>{t('approvals.none')}</p>}
            {approvals.map((approval) => (
              <section class="panel" key={approval.id}>
                <Facts approval={approval} />
                {mayDecide(approval) && <Decide model={model} approval={approval} />}
              </section>
            ))}
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function Switch(props: {
  readonly model: ApprovalsModel;
  readonly isOn: boolean;
  readonly mayWrite: boolean;
}) {
  const { model, isOn } = props;
  const key = isOn ? 'off' : 'on';
  return (
    <section class="panel">
      <p>{t(isOn ? 'approvals.is_on' : 'approvals.is_off')}</p>
      {props.mayWrite && (
        <div class="buttons">
          <ConfirmedAct
            act={model.setFourEyes}
            label={t(`approvals.switch_${key}`)}
            title={t(`approvals.switch_${key}_confirm`)}
            busy={t('app.busy')}
            isSecondary
            run={() => model.setFourEyes.run(!isOn)}
            onDone={() => model.approvals.load()}
          >
            <p>{t(`approvals.switch_${key}_consequence`)}</p>
          </ConfirmedAct>
        </div>
      )}
    </section>
  );
}

function Facts({ approval }: { readonly approval: Approval }) {
  const { act, state, request, askedBy, askedAt, decidedBy, decidedAt, note, link } = approval;
  const asked = Object.entries(request).filter(
    ([name, value]) => value !== '' && name !== 'takerId',
  );
  return (
    <>
      <h2>{t(`approvals.act_${act}`)}</h2>
      <p>
        <strong>{t(`approvals.state_${state}`)}</strong>{' '}
        {t('approvals.asked', {
          by: personWords(askedBy.name, askedBy.username),
          at: moment(askedAt),
        })}
      </p>
      {asked.length > 0 && (
        <ul>
          {asked.map(([name, value]) => (
            <li key={name}>
              {t(`approvals.request_${name}`)}: {valueWords(name, value)}
            </li>
          ))}
        </ul>
      )}
      {decidedBy && decidedAt && (
        <p>
          {t('approvals.decided', {
            by: personWords(decidedBy.name, decidedBy.username),
            at: moment(decidedAt),
          })}{' '}
          {note}
        </p>
      )}
      {link && (
        <p class="quiet">
          {t('approvals.link', {
            by: personWords(link.madeBy, link.madeByUsername) ?? t('link_notice.owner'),
            used: moment(link.usedAt),
          })}
        </p>
      )}
    </>
  );
}

function valueWords(name: string, value: string): string {
  if (name === 'term') return t(`terms_change.terms.${value}`);
  if (name === 'door') return t(`mode.${value}`);
  if (name === 'earlier' || name === 'later') return changedValue(value);
  return ['day', 'fromDay', 'toDay'].includes(name) ? day(value) : value;
}

function Decide(props: { readonly model: ApprovalsModel; readonly approval: Approval }) {
  const { model, approval } = props;
  const note = useSignal('');
  const decisions = [
    ['confirm', true],
    ['refuse', false],
  ] as const;
  return (
    <>
      <TextField label={t('approvals.note')} value={note.value} onInput={into(note)} />
      <div class="buttons">
        {decisions.map(([key, isConfirmed]) => (
          <ConfirmedAct
            key={key}
            act={model.decide}
            label={t(`approvals.${key}`)}
            title={t(`approvals.${key}_title`)}
            busy={t('app.busy')}
            isSecondary={!isConfirmed}
            run={() => model.decide.run(approval.id, isConfirmed, note.value)}
            onDone={() => model.approvals.load()}
          >
            <p>{t(`approvals.${key}_consequence`)}</p>
          </ConfirmedAct>
        ))}
      </div>
    </>
  );
}
