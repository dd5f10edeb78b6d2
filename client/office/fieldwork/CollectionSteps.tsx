import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import type { Desk } from '../desk.ts';
import type { FieldworkModel } from './fieldwork.ts';

/** The two steps of collection: begin, and after the last day end and count. */
export function CollectionSteps(props: { readonly model: FieldworkModel; readonly desk: Desk }) {
  const { model, desk } = props;
  const isClosing = useSignal(false);
  const { campaign, refresh } = desk;
  if (campaign.stage === 'drawn') {
    return (
      <div class="buttons">
        <Button
          kind="primary"
          isBusy={model.start.isBusy.value}
          busyLabel={t('app.busy')}
          onPress={async () => {
            if (await model.start.run()) await refresh();
          }}
        >
          {t('fieldwork.start')}
        </Button>
      </div>
    );
  }
  if (campaign.stage !== 'collecting') return null;
  return (
    <div class="buttons">
      <Button
        onPress={() => {
          model.close.forget();
          isClosing.value = true;
        }}
      >
        {t('fieldwork.close')}
      </Button>
      {isClosing.value && (
        <ConfirmDialog
          title={t('fieldwork.close_title')}
          yes={t('fieldwork.close')}
          no={t('app.not_yet')}
          busy={t('fieldwork.counting')}
          isBusy={model.close.isBusy.value}
          onNo={() => {
            isClosing.value = false;
          }}
          onYes={async () => {
            if (!(await model.close.run())) return;
            isClosing.value = false;
            await refresh();
          }}
        >
          <RefusalNotice failure={model.close.failure.value} />
          <p>
            {t('fieldwork.close_body', {
              n: wholeNumber(model.total.value.received),
              to: day(campaign.collectTo),
              grace: wholeNumber(campaign.graceDays),
            })}
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
