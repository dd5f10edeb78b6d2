import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import type { CeremonyModel } from './ceremony.ts';

export function RollCall({ model }: { readonly model: CeremonyModel }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        model.finishRollCall();
      }}
    >
      {model.rollCall.witnesses.value.map((witness, position) => (
        <fieldset class="witness" key={position}>
          <legend>{t('draw.witness', { n: position + 1 })}</legend>
          <TextField
            label={t('draw.witness_name')}
            value={witness.name}
            autocomplete="off"
            onInput={(name) => model.rollCall.setWitness(position, { name })}
          />
          <TextField
            label={t('draw.witness_body')}
            value={witness.body}
            autocomplete="off"
            onInput={(body) => model.rollCall.setWitness(position, { body })}
          />
        </fieldset>
      ))}
      <div class="buttons">
        <Button kind="primary" type="submit">
          {t('draw.all_present')}
        </Button>
        <Button onPress={model.rollCall.addWitness}>{t('draw.add_witness')}</Button>
      </div>
    </form>
  );
}
