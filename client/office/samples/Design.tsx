import { useEffect, useMemo } from 'preact/hooks';
import { STAGES } from '#contract/stage.ts';
import { t } from '../../i18n.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { StageLine } from '../page/StageLine.tsx';
import { DesignForm } from './DesignForm.tsx';
import type { DesignModel } from './design.ts';
import { createDesign } from './design.ts';
import { ForecastTable } from './ForecastTable.tsx';
import { ForecastWords } from './ForecastWords.tsx';
import { FormPreview } from './FormPreview.tsx';
import { PlanFacts } from './PlanFacts.tsx';
import { PublishPlan } from './PublishPlan.tsx';
import { TabulationFacts } from './TabulationFacts.tsx';

/** What the sample would be worth, agency by agency, before a single die is rolled. */
export function Design({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const isFrozen = STAGES.indexOf(campaign.stage) >= STAGES.indexOf('frame_frozen');
  const model = useMemo(() => createDesign(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    if (isFrozen) model.load();
  }, [model, isFrozen]);
  if (!isFrozen) {
    return (
      <Screen title={t(title)}>
        <StageLine stage={campaign.stage} />
        <FormPreview campaignId={campaign.id} />
      </Screen>
    );
  }
  return (
    <Screen title={t(title)} todo={todoOf(model, context)}>
      <StageLine stage={campaign.stage} />
      <WhenLoaded state={model.plan}>
        {(plan) =>
          plan ? (
            <>
              <PlanFacts plan={plan} context={context} />
              <TabulationFacts context={context} />
              {model.published.value && <ForecastWords forecast={model.published.value} />}
              {model.published.value && plan.design && (
                <ForecastTable forecast={model.published.value} design={plan.design} />
              )}
            </>
          ) : (
            context.staff.role === 'home_affairs' && <Workbench model={model} context={context} />
          )
        }
      </WhenLoaded>
      <FormPreview campaignId={campaign.id} />
    </Screen>
  );
}

function todoOf(model: DesignModel, context: PageContext): string | undefined {
  const plan = model.plan.value.value;
  if (plan === undefined) return undefined;
  if (plan)
    return t(context.campaign.stage === 'frame_frozen' ? 'design.todo_draw' : 'design.todo_read');
  return t(context.staff.role === 'home_affairs' ? 'design.todo' : 'design.todo_watch');
}

function Workbench({
  model,
  context,
}: {
  readonly model: DesignModel;
  readonly context: PageContext;
}) {
  const preview = model.preview.value;
  return (
    <WhenLoaded state={model.strata}>
      {() => (
        <div class="workbench">
          <DesignForm model={model} />
          <div>
            {preview && 'refusal' in preview && <RefusalNotice failure={preview.refusal} />}
            {preview && !('refusal' in preview) && model.design.value && (
              <>
                <ForecastWords forecast={preview} onTry={model.tryEnough} />
                <PublishPlan model={model} context={context} forecast={preview} />
                <ForecastTable forecast={preview} design={model.design.value} />
              </>
            )}
          </div>
        </div>
      )}
    </WhenLoaded>
  );
}
