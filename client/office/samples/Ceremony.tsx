import { useEffect, useMemo } from 'preact/hooks';
import type { Plan } from '#contract/samples.ts';
import { hasCome } from '../../clock.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { moment } from '../../ui/words.ts';
import type { Desk, ScreenProps } from '../desk.ts';
import { Screen, Shown } from '../Screen.tsx';
import { StageLine } from '../StageLine.tsx';
import type { CeremonyModel } from './ceremony.ts';
import { createCeremony } from './ceremony.ts';
import { DrawFacts } from './DrawFacts.tsx';
import { Wall } from './Wall.tsx';

/** Before: what is missing. On the day: the wall. Afterwards: the record, for everybody. */
export function Ceremony({ desk }: ScreenProps) {
  const { ask, campaign } = desk;
  const model = useMemo(() => createCeremony(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
    return model.close;
  }, [model]);
  if (model.step.value === 'result') return <Wall model={model} desk={desk} />;
  if (['draft', 'frame_open'].includes(campaign.stage)) {
    return (
      <Screen title={t('draw.title')} todo={t('design.todo_freeze')}>
        <StageLine stage={campaign.stage} />
      </Screen>
    );
  }
  const record = model.record.value.value;
  const plan = model.plan.value.value;
  if (record === undefined || (record === null && plan === undefined)) {
    return (
      <Screen title={t('draw.title')}>
        {record === undefined ? (
          <Shown reading={model.record}>{() => null}</Shown>
        ) : (
          <Shown reading={model.plan}>{() => null}</Shown>
        )}
      </Screen>
    );
  }
  if (record) {
    return (
      <Screen title={t('draw.title')} todo={t('draw.todo_record')}>
        <StageLine stage={campaign.stage} />
        <DrawFacts record={record} campaignId={campaign.id} />
      </Screen>
    );
  }
  return <Before model={model} desk={desk} plan={plan ?? null} />;
}

function Before(props: {
  readonly model: CeremonyModel;
  readonly desk: Desk;
  readonly plan: Plan | null;
}) {
  const { model, desk, plan } = props;
  if (!plan) {
    return (
      <Screen title={t('draw.title')} todo={t('draw.todo_plan')}>
        <p class="buttons">
          <ButtonLink kind="primary" href={desk.places.design}>
            {t('menu.design')}
          </ButtonLink>
        </p>
      </Screen>
    );
  }
  const mayDraw = desk.staff.role === 'home_affairs';
  const isTime = hasCome(plan.drawAllowedFrom);
  if (mayDraw && isTime) return <Wall model={model} desk={desk} />;
  return (
    <Screen
      title={t('draw.title')}
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
