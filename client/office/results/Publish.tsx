import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../CampaignRoutes.tsx';
import type { Desk } from '../desk.ts';
import { Screen, Shown } from '../Screen.tsx';
import { StageLine } from '../StageLine.tsx';
import { createPublish } from './publish.ts';

export function Publish({ desk }: ScreenProps) {
  const { campaign } = desk;
  const todo =
    campaign.stage === 'published' ? 'done' : campaign.stage === 'closed' ? 'now' : 'wait';
  return (
    <Screen title={t('publish.title')} todo={t(`publish.todo_${todo}`)}>
      <StageLine stage={campaign.stage} />
      {todo === 'done' && (
        <Notice kind="success" title={t('publish.done')}>
          <p>
            <a href={`/ket-qua/${campaign.id}`} target="_blank" rel="noreferrer">
              {t('publish.public_page')}
            </a>
          </p>
        </Notice>
      )}
      {todo === 'now' && <Checks desk={desk} />}
    </Screen>
  );
}

function Checks({ desk }: { readonly desk: Desk }) {
  const { ask, campaign, refresh, places } = desk;
  const model = useMemo(() => createPublish(ask, campaign.id), [ask, campaign.id]);
  const isAsking = useSignal(false);
  useEffect(() => {
    model.load();
  }, [model]);
  return (
    <Shown reading={model.results}>
      {() => (
        <>
          <ul class="checks">
            {model.checks.value.map((check) => (
              <li key={check.key} data-met={check.isMet || undefined}>
                {t(`publish.check.${check.key}`, written(check.values))}{' '}
                <strong>{t(check.isMet ? 'publish.met' : 'publish.not_met')}</strong>
              </li>
            ))}
          </ul>
          <p>
            <a href={places.results}>{t('publish.preview')}</a>
          </p>
          <div class="buttons">
            <Button
              kind="primary"
              onPress={() => {
                model.publish.forget();
                isAsking.value = true;
              }}
            >
              {t('publish.act')}
            </Button>
          </div>
          {isAsking.value && (
            <ConfirmDialog
              title={t('publish.confirm_title', { campaign: campaign.name })}
              yes={t('publish.act')}
              no={t('app.not_yet')}
              busy={t('publish.busy')}
              isBusy={model.publish.isBusy.value}
              word={{
                text: 'CÔNG BỐ',
                label: t('publish.type_word'),
                wrong: t('publish.word_wrong'),
              }}
              onNo={() => {
                isAsking.value = false;
              }}
              onYes={async () => {
                if (!(await model.publish.run())) return;
                isAsking.value = false;
                await refresh();
              }}
            >
              <RefusalNotice failure={model.publish.failure.value} />
              <p>{t('publish.confirm_body')}</p>
            </ConfirmDialog>
          )}
        </>
      )}
    </Shown>
  );
}

const written = (values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wholeNumber(value)]));
