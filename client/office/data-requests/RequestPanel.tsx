import { useSignal } from '@preact/signals';
import { dayOf } from '#contract/calendar.ts';
import type { RequestAnswer } from '#contract/data-requests.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day, moment } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import { CorrectForm } from './CorrectForm.tsx';
import type { RequestProps } from './data-requests.ts';

export function RequestPanel({ model, request }: RequestProps) {
  const { code, kind, agencyName, dossierCode, note } = request;
  return (
    <section class="panel">
      <h3>
        {t(`data_requests.kinds.${kind}`)} · {code}
      </h3>
      {request.isLate && <Notice kind="attention" title={t('data_requests.late')} />}
      <p>
        {t('data_requests.asked', {
          channel: t(`data_requests.channels.${request.channel}`),
          day: day(dayOf(new Date(request.receivedAt))),
          by: request.registeredBy,
          agency: agencyName,
          dossier: dossierCode ?? '–',
        })}{' '}
        {!request.isHeld && !request.closedAt && t('data_requests.not_held_yet')}
      </p>
      <p>
        {request.closedAt
          ? t(`data_requests.outcomes.${request.outcome}`, {
              by: request.closedBy ?? '',
              at: moment(request.closedAt),
            })
          : t(request.repliedAt ? 'data_requests.act_due' : 'data_requests.reply_due', {
              day: day(request.repliedAt ? request.actDueOn : request.replyDueOn),
            })}
      </p>
      {note && <blockquote class="verbatim">{note}</blockquote>}
      {!request.closedAt && <Acts model={model} request={request} />}
    </section>
  );
}

function Acts({ model, request }: RequestProps) {
  const note = useSignal('');
  const { code, kind, isExtended } = request;
  const answers: readonly RequestAnswer[] = [
    ...(request.repliedAt ? [] : (['in_progress'] as const)),
    ...(isExtended ? [] : (['extended'] as const)),
    'done',
    'refused',
    'not_held',
  ];
  return (
    <>
      {request.isHeld && (
        <>
          <RefusalNotice failure={model.read.failure.value} />
          <div class="buttons">
            <Button isBusy={model.read.isBusy.value} onPress={() => model.read.run(code)}>
              {t('data_requests.read_copy')}
            </Button>
          </div>
        </>
      )}
      {kind === 'correction' && <CorrectForm model={model} request={request} />}
      <LongTextField
        label={t('data_requests.note')}
        hint={t('data_requests.note_hint')}
        value={note.value}
        onInput={into(note)}
      />
      <div class="buttons">
        {answers.map((answer) => (
          <ConfirmedAct
            key={answer}
            act={model.answer}
            label={t(`data_requests.answers.${answer}`)}
            title={t('data_requests.confirm', { code })}
            busy={t('app.busy')}
            isSecondary
            run={() => model.answer.run(code, answer, note.value)}
            onDone={() => model.load()}
          >
            <p>{t(answer === 'done' ? `data_requests.done.${kind}` : 'data_requests.journaled')}</p>
          </ConfirmedAct>
        ))}
      </div>
    </>
  );
}
