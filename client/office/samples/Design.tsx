import { useEffect, useMemo } from 'preact/hooks';
import { STAGES } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { Desk, ScreenProps } from '../desk.ts';
import { Screen, Shown } from '../Screen.tsx';
import { StageLine } from '../StageLine.tsx';
import { DesignForm } from './DesignForm.tsx';
import type { DesignModel } from './design.ts';
import { createDesign } from './design.ts';
import { ForecastTable } from './ForecastTable.tsx';
import { ForecastWords } from './ForecastWords.tsx';
import { PlanFacts } from './PlanFacts.tsx';
import { PublishPlan } from './PublishPlan.tsx';

/** What the sample would be worth, unit by unit, before a single die is rolled. */
export function Design({ desk }: ScreenProps) {
  const { ask, campaign } = desk;
  const isFrozen = STAGES.indexOf(campaign.stage) >= STAGES.indexOf('frame_frozen');
  const model = useMemo(() => createDesign(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    if (isFrozen) model.load();
  }, [model, isFrozen]);
  if (!isFrozen) {
    return (
      <Screen title={t('design.title')} todo={t('design.todo_freeze')}>
        <StageLine stage={campaign.stage} />
      </Screen>
    );
  }
  return (
    <Screen title={t('design.title')} todo={todoOf(model, desk)}>
      <StageLine stage={campaign.stage} />
      <Shown reading={model.plan}>
        {(plan) =>
          plan ? (
            <>
              <PlanFacts plan={plan} desk={desk} />
              {model.published.value && <ForecastWords forecast={model.published.value} />}
              {model.published.value && (
                <ForecastTable forecast={model.published.value} design={plan.design} />
              )}
            </>
          ) : (
            desk.staff.role === 'home_affairs' && <Workbench model={model} desk={desk} />
          )
        }
      </Shown>
    </Screen>
  );
}

function todoOf(model: DesignModel, desk: Desk): string | undefined {
  const plan = model.plan.value.value;
  if (plan === undefined) return undefined;
  if (plan)
    return t(desk.campaign.stage === 'frame_frozen' ? 'design.todo_draw' : 'design.todo_read');
  return t(desk.staff.role === 'home_affairs' ? 'design.todo' : 'design.todo_watch');
}

function Workbench({ model, desk }: { readonly model: DesignModel; readonly desk: Desk }) {
  const preview = model.preview.value;
  return (
    <Shown reading={model.strata}>
      {() => (
        <div class="workbench">
          <DesignForm model={model} />
          <div>
            {preview && 'refusal' in preview && <RefusalNotice failure={preview.refusal} />}
            {preview && !('refusal' in preview) && model.design.value && (
              <>
                <ForecastWords forecast={preview} onTry={model.tryEnough} />
                <PublishPlan model={model} desk={desk} forecast={preview} />
                <ForecastTable forecast={preview} design={model.design.value} />
              </>
            )}
          </div>
        </div>
      )}
    </Shown>
  );
}
