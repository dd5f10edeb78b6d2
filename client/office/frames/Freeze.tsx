import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { BoardModel } from './board.ts';

/** Freezing cannot be undone; units without a list are named and need a reason. */
export function Freeze(props: {
  readonly model: BoardModel;
  readonly onFrozen: () => Promise<void>;
}) {
  const { model } = props;
  const isAsking = useSignal(false);
  const reason = useSignal('');
  const wrong = useSignal<string | undefined>(undefined);
  const absent = model.absent.value;
  async function freeze() {
    if (absent.length > 0 && !reason.value.trim()) {
      wrong.value = t('freeze.reason_missing', { n: absent.length });
      return;
    }
    const frozen = await model.freeze.run(reason.value.trim());
    if (!frozen) return;
    isAsking.value = false;
    await props.onFrozen();
  }
  return (
    <>
      <Button
        {...(absent.length === 0 && { kind: 'primary' as const })}
        onPress={() => {
          model.freeze.forget();
          isAsking.value = true;
        }}
      >
        {t('freeze.act')}
      </Button>
      {isAsking.value && (
        <ConfirmDialog
          title={t('freeze.title')}
          yes={t('freeze.act')}
          no={t('app.not_yet')}
          busy={t('freeze.busy')}
          isBusy={model.freeze.isBusy.value}
          onYes={freeze}
          onNo={() => {
            isAsking.value = false;
          }}
        >
          <RefusalNotice failure={model.freeze.failure.value} />
          <p>{t('freeze.body', { n: wholeNumber(model.province.value.value?.people ?? 0) })}</p>
          {absent.length > 0 && (
            <>
              <p>
                {t('freeze.absent', {
                  n: wholeNumber(absent.length),
                  names: absent
                    .slice(0, 3)
                    .map((unit) => unit.unitName)
                    .join(', '),
                })}
              </p>
              <TextField
                label={t('freeze.reason')}
                value={reason.value}
                wrong={wrong.value}
                onInput={(value) => {
                  reason.value = value;
                }}
              />
            </>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
