import { MODES } from '#contract/responses.ts';
import { METHODS } from '#contract/samples.ts';
import { t } from '../../i18n.ts';
import { ChoiceField, TextField } from '../../ui/Field.tsx';
import type { DesignModel, DraftText } from './design.ts';
import { percentOfDoors } from './design.ts';

export function DesignForm({ model }: { readonly model: DesignModel }) {
  const number = (name: DraftText) => (
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
        <Doors model={model} />
      </details>
    </form>
  );
}

/** What each door is to bring: shown beside what it brings while answers come. */
function Doors({ model }: { readonly model: DesignModel }) {
  const { doors } = model.draft.value;
  const percent = percentOfDoors(doors);
  const isWhole = percent === null || Math.abs(percent - 100) < 0.5;
  return (
    <fieldset class="field">
      <legend>{t('design.doors')}</legend>
      <span class="hint">{t('design.doors_hint')}</span>
      {MODES.map((mode) => (
        <TextField
          key={mode}
          label={t(`mode.${mode}`)}
          value={doors[mode]}
          inputmode="decimal"
          autocomplete="off"
          isShort
          onInput={(value) => model.setDoor(mode, value)}
        />
      ))}
      <p role="status">{isWhole ? '' : t('design.doors_wrong')}</p>
    </fieldset>
  );
}
