import { t } from '../../i18n.ts';
import { wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { PageContext } from '../page/page-context.ts';
import type { DesignModel } from './design.ts';
import type { Forecast } from './forecast.ts';

export function PublishPlan(props: {
  readonly model: DesignModel;
  readonly context: PageContext;
  readonly forecast: Forecast;
}) {
  const { model, context, forecast } = props;
  return (
    <div class="buttons">
      <ConfirmedAct
        act={model.publish}
        label={t('design.publish')}
        title={t('design.publish_title')}
        busy={t('app.busy')}
        run={() => model.publish.run()}
        onDone={model.plan.load}
      >
        <p>
          {t('design.publish_body', {
            n: wholeNumber(forecast.province.invitations),
            agencies: wholeNumber(forecast.agencies.length),
            hours: wholeNumber(context.campaign.noticeHours),
          })}
        </p>
      </ConfirmedAct>
    </div>
  );
}
