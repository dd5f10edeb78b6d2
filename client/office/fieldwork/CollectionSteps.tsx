import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { PageContext } from '../page/page-context.ts';
import type { FieldworkModel } from './fieldwork.ts';

interface StepProps {
  readonly model: FieldworkModel;
  readonly context: PageContext;
}

/** The two steps of collection: begin, and after the last day end and count. */
export function CollectionSteps({ model, context }: StepProps) {
  const { stage } = context.campaign;
  if (stage === 'drawn') return <Start model={model} context={context} />;
  if (stage === 'collecting') return <Close model={model} context={context} />;
  return null;
}

function Start({ model, context }: StepProps) {
  return (
    <div class="buttons">
      <Button
        kind="primary"
        isBusy={model.start.isBusy.value}
        busyLabel={t('app.busy')}
        onPress={async () => {
          if (await model.start.run()) await context.refresh();
        }}
      >
        {t('fieldwork.start')}
      </Button>
    </div>
  );
}

function Close({ model, context }: StepProps) {
  return (
    <div class="buttons">
      <ConfirmedAct
        act={model.close}
        label={t('fieldwork.close')}
        title={t('fieldwork.close_title')}
        busy={t('fieldwork.counting')}
        isSecondary
        run={() => model.close.run()}
        onDone={context.refresh}
      >
        <p>
          {t('fieldwork.close_body', {
            n: wholeNumber(model.total.value.received),
            to: day(context.campaign.collectTo),
            grace: wholeNumber(context.campaign.graceDays),
          })}
        </p>
      </ConfirmedAct>
    </div>
  );
}
