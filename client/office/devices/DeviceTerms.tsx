import { useSignal } from '@preact/signals';
import type { FieldTerms } from '#contract/devices.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { DevicesModel } from './devices.ts';

/** As `FieldTerms` of the contract has them. */
const BOUNDS = [
  ['visitAttempts', 'devices.attempts', 1, 9],
  ['deviceDays', 'devices.days', 1, 30],
  ['counterPercent', 'devices.percent', 1, 100],
] as const;
type Name = keyof FieldTerms;

export function DeviceTerms({ model }: { readonly model: DevicesModel }) {
  const known = model.listed.value.value!.terms;
  const typed = useSignal<Readonly<Partial<Record<Name, string>>>>({});
  const textOf = (name: Name) => typed.value[name] ?? String(known[name]);
  const wrongOf = (name: Name, from: number, to: number) => {
    const number = Number(textOf(name));
    const isFine = /^\d{1,3}$/.test(textOf(name).trim()) && number >= from && number <= to;
    return isFine ? undefined : t('devices.terms_wrong', { from, to });
  };
  function submit(event: Event) {
    event.preventDefault();
    if (BOUNDS.some(([name, , from, to]) => wrongOf(name, from, to))) return;
    const terms = Object.fromEntries(BOUNDS.map(([name]) => [name, Number(textOf(name))]));
    model.setTerms.run(terms as FieldTerms);
  }
  return (
    <details class="panel">
      <summary>{t('devices.terms')}</summary>
      <form onSubmit={submit} noValidate>
        <RefusalNotice failure={model.setTerms.failure.value} />
        {BOUNDS.map(([name, label, from, to]) => (
          <TextField
            key={name}
            label={t(label)}
            wrong={wrongOf(name, from, to)}
            value={textOf(name)}
            inputmode="numeric"
            isShort
            onInput={(text) => {
              typed.value = { ...typed.value, [name]: text };
            }}
          />
        ))}
        <div class="buttons">
          <Button type="submit" isBusy={model.setTerms.isBusy.value}>
            {t('devices.terms_set')}
          </Button>
        </div>
      </form>
    </details>
  );
}
