import { useEffect, useMemo } from 'preact/hooks';
import type { Plan } from '#contract/samples.ts';
import { hasCome } from '../../clock.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { moment } from '../../ui/words.ts';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { StageLine } from '../page/StageLine.tsx';
import type { CeremonyModel } from './ceremony.ts';
import { createCeremony } from './ceremony.ts';
import { DrawFacts } from './DrawFacts.tsx';
import { Wall } from './Wall.tsx';

/** Before: what is missing. On the day: the wall. Afterwards: the record, for everybody. */
export function Ceremony({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createCeremony(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
    return model.close;
  }, [model]);
  if (model.step.value === 'result') return <Wall model={model} context={context} />;
  if (['draft', 'frame_open'].includes(campaign.stage)) {
    return (
      <Screen title={t(title)}>
        <StageLine stage={campaign.stage} />
      </Screen>
    );
  }
  const record = model.record.value.value;
  const plan = model.plan.value.value;
  if (record === undefined || (record === null && plan === undefined)) {
    return (
      <Screen title={t(title)}>
        {record === undefined ? (
          <WhenLoaded state={model.record}>{() => null}</WhenLoaded>
        ) : (
          <WhenLoaded state={model.plan}>{() => null}</WhenLoaded>
        )}
      </Screen>
    );
  }
  if (record) {
    return (
      <Screen title={t(title)} todo={t('draw.todo_record')}>
        <StageLine stage={campaign.stage} />
        <DrawFacts record={record} campaignId={campaign.id} />
      </Screen>
    );
  }
  return <Before model={model} context={context} title={title} plan={plan ?? null} />;
}

function Before(props: {
  readonly model: CeremonyModel;
  readonly context: PageContext;
  readonly title: string;
  readonly plan: Plan | null;
}) {
  const { model, context, title, plan } = props;
  const mayDraw = context.staff.role === 'home_affairs';
  if (!plan) {
    return (
      <Screen title={t(title)} todo={t(mayDraw ? 'draw.todo_plan' : 'design.todo_watch')}>
        <p class="buttons">
          <ButtonLink kind="primary" href={context.linkTo('design')}>
            {t('menu.design')}
          </ButtonLink>
        </p>
      </Screen>
    );
  }
  const isTime = hasCome(plan.drawAllowedFrom);
  if (mayDraw && isTime) return <Wall model={model} context={context} />;
  return (
    <Screen
      title={t(title)}
      todo={t(isTime ? 'draw.todo_watch' : 'draw.todo_wait', {
        from: moment(plan.drawAllowedFrom),
      })}
    >
      <p>{t('draw.bring_paper')}</p>
      <dl class="facts">
        <div>
          <dt>{t('freeze.hash')}</dt>
          <dd>
            <code class="hash">{plan.frameSha256}</code>
          </dd>
        </div>
        <div>
          <dt>{t('design.hash')}</dt>
          <dd>
            <code class="hash">{plan.sha256}</code>
          </dd>
        </div>
      </dl>
    </Screen>
  );
}
