import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { Desk } from '../desk.ts';
import type { DesignModel } from './design.ts';
import type { Forecast } from './forecast.ts';

export function PublishPlan(props: {
  readonly model: DesignModel;
  readonly desk: Desk;
  readonly forecast: Forecast;
}) {
  const { model, desk, forecast } = props;
  const isAsking = useSignal(false);
  return (
    <div class="buttons">
      <Button
        kind="primary"
        onPress={() => {
          model.publish.forget();
          isAsking.value = true;
        }}
      >
        {t('design.publish')}
      </Button>
      {isAsking.value && (
        <ConfirmDialog
          title={t('design.publish_title')}
          yes={t('design.publish')}
          no={t('app.not_yet')}
          busy={t('app.busy')}
          isBusy={model.publish.isBusy.value}
          onNo={() => {
            isAsking.value = false;
          }}
          onYes={async () => {
            await model.publish.run();
            if (!model.publish.failure.value) isAsking.value = false;
          }}
        >
          <RefusalNotice failure={model.publish.failure.value} />
          <p>
            {t('design.publish_body', {
              n: wholeNumber(forecast.province.invitations),
              units: wholeNumber(forecast.units.length),
              hours: wholeNumber(desk.campaign.noticeHours),
            })}
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
