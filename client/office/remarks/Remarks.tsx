import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Remark } from '#contract/remarks.ts';
import { t } from '../../i18n.ts';
import { RemarkAccount } from '../../ui/RemarkAccount.tsx';
import { moment } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { RemarksModel } from './remarks.ts';
import { createRemarks } from './remarks.ts';

const MOST = 2000;

/** The observers' remarks: they write, everybody reads, nobody changes. */
export function Remarks({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createRemarks(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.remarks.load();
  }, [model]);
  const isObserver = ['observer', 'commune_observer'].includes(context.staff.role);
  return (
    <Screen title={t(title)} todo={t(isObserver ? 'remarks.todo_observer' : 'remarks.todo_reader')}>
      {isObserver && <WriteRemark model={model} />}
      <WhenLoaded state={model.remarks}>
        {(remarks) =>
          remarks.length === 0 ? <p>{t('remarks.empty')}</p> : <RemarkList remarks={remarks} />
        }
      </WhenLoaded>
    </Screen>
  );
}

function WriteRemark({ model }: { readonly model: RemarksModel }) {
  const text = useSignal('');
  const written = text.value.trim();
  return (
    <div class="panel">
      <label class="field">
        <span>{t('remarks.text')}</span>
        <span class="hint">{t('remarks.hint')}</span>
        <textarea
          class="input"
          rows={6}
          maxLength={MOST}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      {written && (
        <div class="buttons">
          <ConfirmedAct
            act={model.write}
            label={t('remarks.send')}
            title={t('remarks.confirm')}
            busy={t('app.busy')}
            run={() => model.write.run(written)}
            onDone={() => {
              text.value = '';
              return model.remarks.load();
            }}
          >
            <p>{t('remarks.consequence')}</p>
            <blockquote class="verbatim">{written}</blockquote>
          </ConfirmedAct>
        </div>
      )}
    </div>
  );
}

function RemarkList({ remarks }: { readonly remarks: readonly Remark[] }) {
  return (
    <ol class="remarks">
      {remarks.map((remark, position) => (
        <li key={position}>
          <blockquote class="verbatim">{remark.text}</blockquote>
          <p class="quiet">
            {t('remarks.by', {
              name: remark.writtenBy,
              at: moment(remark.writtenAt),
              stage: t(`stage.${remark.stage}`),
            })}
          </p>
          <div class="quiet">
            <RemarkAccount link={remark.link} takenOver={remark.takenOver} />
          </div>
        </li>
      ))}
    </ol>
  );
}
