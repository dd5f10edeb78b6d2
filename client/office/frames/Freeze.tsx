import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { into, TextField } from '../../ui/Field.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../ConfirmedAct.tsx';
import type { BoardModel } from './board.ts';

/** Freezing cannot be undone; units without a list are named and need a reason. */
export function Freeze(props: {
  readonly model: BoardModel;
  readonly onFrozen: () => Promise<void>;
}) {
  const { model } = props;
  const reason = useSignal('');
  const wrong = useSignal<string | undefined>(undefined);
  const absent = model.absent.value;
  async function freeze() {
    const isUnexplained = absent.length > 0 && !reason.value.trim();
    wrong.value = isUnexplained ? t('freeze.reason_missing', { n: absent.length }) : undefined;
    return isUnexplained ? undefined : model.freeze.run(reason.value.trim());
  }
  return (
    <ConfirmedAct
      act={model.freeze}
      label={t('freeze.act')}
      title={t('freeze.title')}
      busy={t('freeze.busy')}
      isSecondary={absent.length > 0}
      run={freeze}
      onDone={props.onFrozen}
    >
      <p>{t('freeze.body', { n: wholeNumber(model.province.value.value?.people ?? 0) })}</p>
      {absent.length > 0 && (
        <>
          <p>{absentWords(absent.map((unit) => unit.unitName))}</p>
          <TextField
            label={t('freeze.reason')}
            value={reason.value}
            wrong={wrong.value}
            onInput={into(reason)}
          />
        </>
      )}
    </ConfirmedAct>
  );
}

const absentWords = (names: readonly string[]): string =>
  t('freeze.absent', { n: wholeNumber(names.length), names: names.slice(0, 3).join(', ') });
