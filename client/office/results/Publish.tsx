import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../ConfirmedAct.tsx';
import type { Desk, ScreenProps } from '../desk.ts';
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
            <ConfirmedAct
              act={model.publish}
              label={t('publish.act')}
              title={t('publish.confirm_title', { campaign: campaign.name })}
              busy={t('publish.busy')}
              word={{
                text: 'CÔNG BỐ',
                label: t('publish.type_word'),
                wrong: t('publish.word_wrong'),
              }}
              run={() => model.publish.run()}
              onDone={refresh}
            >
              <p>{t('publish.confirm_body')}</p>
            </ConfirmedAct>
          </div>
        </>
      )}
    </Shown>
  );
}

const written = (values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wholeNumber(value)]));
