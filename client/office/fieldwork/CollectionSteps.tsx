import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../ConfirmedAct.tsx';
import type { Desk } from '../desk.ts';
import type { FieldworkModel } from './fieldwork.ts';

interface StepProps {
  readonly model: FieldworkModel;
  readonly desk: Desk;
}

/** The two steps of collection: begin, and after the last day end and count. */
export function CollectionSteps({ model, desk }: StepProps) {
  const { stage } = desk.campaign;
  if (stage === 'drawn') return <Start model={model} desk={desk} />;
  if (stage === 'collecting') return <Close model={model} desk={desk} />;
  return null;
}

function Start({ model, desk }: StepProps) {
  return (
    <div class="buttons">
      <Button
        kind="primary"
        isBusy={model.start.isBusy.value}
        busyLabel={t('app.busy')}
        onPress={async () => {
          if (await model.start.run()) await desk.refresh();
        }}
      >
        {t('fieldwork.start')}
      </Button>
    </div>
  );
}

function Close({ model, desk }: StepProps) {
  return (
    <div class="buttons">
      <ConfirmedAct
        act={model.close}
        label={t('fieldwork.close')}
        title={t('fieldwork.close_title')}
        busy={t('fieldwork.counting')}
        isSecondary
        run={() => model.close.run()}
        onDone={desk.refresh}
      >
        <p>
          {t('fieldwork.close_body', {
            n: wholeNumber(model.total.value.received),
            to: day(desk.campaign.collectTo),
            grace: wholeNumber(desk.campaign.graceDays),
          })}
        </p>
      </ConfirmedAct>
    </div>
  );
}
