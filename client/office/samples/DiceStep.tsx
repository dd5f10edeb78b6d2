import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import type { CeremonyModel } from './ceremony.ts';
import { Digits } from './Digits.tsx';
import { DIGITS } from './dice.ts';

/** One digit at a time; each five are read back in words and confirmed by another person. */
export function DiceStep({ model }: { readonly model: CeremonyModel }) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const toConfirm = model.dice.toConfirm.value;
  useEffect(() => {
    if (!toConfirm) box.current?.focus();
  }, [toConfirm]);
  const isMonotonous = model.wrong.value?.code === 'dice_suspicious';
  return (
    <>
      <Digits digits={model.dice.digits.value} />
      <p class="wall-count" role="status">
        {model.dice.digits.value.length} / {DIGITS}
      </p>
      <p>
        {t('draw.rolled_by', {
          names: model.rollCall.present.value
            .map(({ name, body }) => `${name} (${body})`)
            .join(' · '),
        })}
      </p>
      {isMonotonous ? (
        <div class="buttons">
          <Button kind="primary" onPress={model.dice.rollAgain}>
            {t('draw.roll_again')}
          </Button>
        </div>
      ) : toConfirm ? (
        <ReadBack model={model} group={toConfirm} />
      ) : (
        <div class="field">
          <label for={id}>{t('draw.digit', { n: model.dice.digits.value.length + 1 })}</label>
          <input
            ref={box}
            id={id}
            class="input"
            data-short
            inputmode="numeric"
            autocomplete="off"
            value=""
            onInput={(event) => {
              const box = event.currentTarget;
              for (const symbol of box.value.replace(/\s/g, '')) model.dice.type(symbol);
              box.value = '';
            }}
          />
          <div class="buttons">
            <Button onPress={model.dice.undo}>{t('draw.undo')}</Button>
          </div>
        </div>
      )}
    </>
  );
}

function ReadBack({ model, group }: { readonly model: CeremonyModel; readonly group: string }) {
  const words = [...group].map((digit) => t(`digit.${digit}`)).join(' – ');
  return (
    <section aria-live="polite">
      <p class="wall-readback">{t('draw.read_back', { words })}</p>
      <div class="buttons">
        <Button kind="primary" onPress={model.confirmGroup}>
          {t('draw.right')}
        </Button>
        <Button onPress={model.dice.retypeGroup}>{t('draw.retype')}</Button>
      </div>
    </section>
  );
}
