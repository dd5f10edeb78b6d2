import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, SelectField, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { AssignmentsModel } from './assignments.ts';
import { keyOf } from './assignments.ts';
import { placeOf, typedOf } from './coordinates.ts';

/** Coordinates as any map gives them to copy; the platform itself asks no other host for a map. */
export function PlaceHamlet({ model }: { readonly model: AssignmentsModel }) {
  const named = model.shown.value.filter(({ hamlet }) => hamlet);
  const key = useSignal('');
  const typed = useSignal('');
  const wrong = useSignal('');
  const row = named.find((hamlet) => keyOf(hamlet) === key.value) ?? named[0];
  if (!row?.hamlet) return null;
  const { agencyCode, hamlet, place } = row;
  async function submit(event: Event) {
    event.preventDefault();
    const next = placeOf(typed.value);
    wrong.value = next ? '' : t('assignments.place_wrong');
    if (!next) return;
    await model.place.run({ agencyCode, hamlet: hamlet!, place: next });
    typed.value = '';
  }
  return (
    <details class="panel">
      <summary>{t('assignments.place')}</summary>
      <form onSubmit={submit} noValidate>
        <RefusalNotice failure={model.place.failure.value} />
        <p>{t('assignments.place_what')}</p>
        <SelectField
          label={t('assignments.hamlet')}
          value={keyOf(row)}
          choices={named.map((other) => ({
            value: keyOf(other),
            label: `${other.agencyName} · ${other.hamlet}`,
          }))}
          onChange={into(key)}
        />
        {place && <p>{t('assignments.place_known', { place: typedOf(place) })}</p>}
        <TextField
          label={t('assignments.place_label')}
          hint={t('assignments.place_hint')}
          wrong={wrong.value || undefined}
          value={typed.value}
          onInput={into(typed)}
        />
        <div class="buttons">
          <Button type="submit" isBusy={model.place.isBusy.value}>
            {t('assignments.place_set')}
          </Button>
          {place && (
            <Button
              isBusy={model.place.isBusy.value}
              onPress={() => model.place.run({ agencyCode, hamlet, place: null })}
            >
              {t('assignments.place_remove')}
            </Button>
          )}
        </div>
      </form>
    </details>
  );
}
