import type { ContactWave } from '#contract/contact.ts';
import {
  downloadContactCsv,
  downloadContactList,
  MESSAGE_STATES,
  WITH_LINK,
} from '#contract/contact.ts';
import type { Way } from '#contract/contact-ways.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { Table } from '../../ui/Table.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { PageContext } from '../page/page-context.ts';
import type { ContactPlanModel } from './contact-plan.ts';

interface WaveProps {
  readonly model: ContactPlanModel;
  readonly context: PageContext;
  readonly mayWrite: boolean;
  readonly canSend: (way: Way) => boolean;
}

export function WaveTable({
  waves,
  ...props
}: WaveProps & { readonly waves: readonly ContactWave[] }) {
  return (
    <Table
      caption={t('contact.caption')}
      isStale={props.model.plan.isLoading.value}
      rows={waves}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'day',
          heading: t('contact.day'),
          cell: waveWords,
        },
        { key: 'text', heading: t('contact.text'), isWide: true, cell: ({ text }) => text },
        {
          key: 'recipients',
          heading: t('contact.recipients'),
          isNumeric: true,
          cell: recipientWords,
        },
        { key: 'messages', heading: t('contact.messages'), cell: messageWords },
        ...(props.mayWrite
          ? [
              {
                key: 'actions',
                heading: t('contact.actions'),
                isWide: true,
                cell: (wave: ContactWave) => <WaveActs wave={wave} {...props} />,
              },
            ]
          : []),
      ]}
    />
  );
}

const waveWords = ({ day: waveDay, way, isForUnreached }: ContactWave): string =>
  [day(waveDay), t(`way.${way}`), ...(isForUnreached ? [t('contact.reaches.unreached')] : [])].join(
    ' · ',
  );

/** Slips whose person's data are damaged are named: someone has to restore them, or go there. */
const recipientWords = ({ recipients, unreadable = [] }: ContactWave): string =>
  [
    wholeNumber(recipients),
    ...(unreadable.length > 0
      ? [
          t('contact.unreadable', {
            slips: unreadable.map(({ agencyName, serial }) => `${agencyName} ${serial}`).join(', '),
          }),
        ]
      : []),
  ].join(' · ');

const messageWords = ({ messages }: ContactWave): string =>
  MESSAGE_STATES.filter((state) => messages[state] > 0)
    .map((state) => t(`contact.state.${state}`, { n: wholeNumber(messages[state]) }))
    .join(', ');

function WaveActs({ wave, model, context, canSend }: WaveProps & { readonly wave: ContactWave }) {
  const params = { campaignId: context.campaign.id, waveId: wave.id };
  const query = { purpose: model.purpose.value };
  const isUnused = MESSAGE_STATES.every((state) => wave.messages[state] === 0);
  return (
    <p class="buttons">
      <ButtonLink href={addressOf(downloadContactList.path, params, query)} download>
        {t('contact.list')}
      </ButtonLink>
      <ButtonLink href={addressOf(downloadContactCsv.path, params, query)} download>
        {t('contact.csv')}
      </ButtonLink>
      {canSend(wave.way) &&
        WITH_LINK.includes(wave.way) &&
        context.campaign.stage === 'collecting' && (
          <ConfirmedAct
            act={model.send}
            label={t(isUnused ? 'contact.send' : 'contact.send_rest')}
            title={t('contact.send_confirm')}
            busy={t('app.busy')}
            isSecondary
            run={() => model.send.run(wave.id)}
          >
            <p>{t(isUnused ? 'contact.send_body' : 'contact.send_rest_body')}</p>
          </ConfirmedAct>
        )}
      {isUnused && (
        <ConfirmedAct
          act={model.remove}
          label={t('contact.remove')}
          title={t('contact.remove_confirm')}
          busy={t('app.busy')}
          isSecondary
          run={() => model.remove.run(wave.id)}
        >
          <p>{t('contact.remove_body')}</p>
          {model.isChange && <Reason model={model} />}
        </ConfirmedAct>
      )}
    </p>
  );
}

/** Why the plan of a running round is changed. */
export const Reason = ({ model }: { readonly model: ContactPlanModel }) => (
  <TextField
    label={t('contact.reason')}
    hint={t('terms_change.reason_hint')}
    value={model.reason.value}
    onInput={into(model.reason)}
  />
);
