import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Notice } from '../../ui/Notice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { StageLine } from '../page/StageLine.tsx';
import { OwnBoundaries } from './OwnBoundaries.tsx';
import { createPublish } from './publish.ts';
import { Rearrangements } from './Rearrangements.tsx';

export function Publish({ context, title }: ScreenProps) {
  const { campaign } = context;
  const todo = campaign.stage === 'published' ? 'done' : 'now';
  const isCounted = ['closed', 'published'].includes(campaign.stage);
  return (
    <Screen title={t(title)} todo={t(`publish.todo_${todo}`)}>
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
      {isCounted && todo === 'now' && (
        <>
          <Rearrangements context={context} />
          <Checks context={context} />
          <OwnBoundaries context={context} />
        </>
      )}
    </Screen>
  );
}

function Checks({ context }: { readonly context: PageContext }) {
  const { ask, campaign, refresh, linkTo } = context;
  const model = useMemo(() => createPublish(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  return (
    <WhenLoaded state={model.results}>
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
            <a href={linkTo('results')}>{t('publish.preview')}</a>
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
    </WhenLoaded>
  );
}

const written = (values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wholeNumber(value)]));
