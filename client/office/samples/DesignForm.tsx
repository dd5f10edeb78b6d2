import { METHODS } from '#contract/samples.ts';
import { t } from '../../i18n.ts';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import type { DesignModel, Draft } from './design.ts';

export function DesignForm({ model }: { readonly model: DesignModel }) {
  const number = (name: keyof Draft) => (
    <TextField
      label={t(`design.${name}`)}
      hint={t(`design.hint.${name}`)}
      value={model.draft.value[name]}
      inputmode="decimal"
      autocomplete="off"
      isShort
      onInput={(value) => model.set(name, value)}
    />
  );
  return (
    <form class="panel" onSubmit={(event) => event.preventDefault()}>
      {number('size')}
      {number('minimumPerAgency')}
      {number('minimumPerStratum')}
      {number('reserveRatio')}
      <ChoiceField
        label={t('design.method')}
        value={model.draft.value.method as (typeof METHODS)[number]}
        choices={METHODS.map((method) => ({
          value: method,
          label: t(`design.methods.${method}`),
          note: t(`design.method_note.${method}`),
        }))}
        onChange={(method) => model.set('method', method)}
      />
      <details>
        <summary>{t('design.assumptions')}</summary>
        {number('responseRate')}
        {number('expectedProportion')}
      </details>
    </form>
  );
}
