import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import type { CeremonyModel } from './ceremony.ts';
import { Digits } from './Digits.tsx';
import { DIGITS } from './dice.ts';

export function SealStep({ model }: { readonly model: CeremonyModel }) {
  const isAsking = useSignal(false);
  return (
    <>
      <Digits digits={model.dice.digits.value} />
      <div class="buttons">
        <Button
          kind="primary"
          onPress={() => {
            isAsking.value = true;
          }}
        >
          {t('draw.seal')}
        </Button>
      </div>
      {isAsking.value && (
        <ConfirmDialog
          title={t('draw.seal_title', { n: DIGITS })}
          yes={t('draw.seal')}
          no={t('app.not_yet')}
          busy={t('draw.drawing')}
          isBusy={model.seal.isBusy.value}
          word={{ text: 'RÚT', label: t('draw.type_word'), wrong: t('draw.word_wrong') }}
          onNo={() => {
            isAsking.value = false;
          }}
          onYes={async () => {
            await model.seal.run();
            isAsking.value = false;
          }}
        >
          <p>{t('draw.seal_body')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
