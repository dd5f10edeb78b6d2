import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { HamletMap } from '../../ui/map/HamletMap.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { AssignmentsModel } from './assignments.ts';
import { keyOf, NOBODY } from './assignments.ts';

/** Hamlets as dots, pressed to choose them; the table below has the same choice for hamlets without a place. */
export function AssignmentMap({ model }: { readonly model: AssignmentsModel }) {
  const { staffId, chosen, own, shown, assignChosen } = model;
  const hamlets = shown.value.flatMap((row) =>
    row.place && row.hamlet && row.agencyCode !== own.value
      ? [
          {
            key: keyOf(row),
            name: row.hamlet,
            place: row.place,
            open: row.open,
            isChosen: chosen.value.has(keyOf(row)),
          },
        ]
      : [],
  );
  const count = shown.value.filter((row) => chosen.value.has(keyOf(row))).length;
  return (
    <section>
      {hamlets.length > 0 ? (
        <HamletMap
          hamlets={hamlets}
          label={t('assignments.map', { n: wholeNumber(hamlets.length) })}
          lengthWords={(km) => t('assignments.km', { km: String(km).replace('.', ',') })}
          onPress={model.toggle}
        />
      ) : (
        <p>{t('assignments.map_none')}</p>
      )}
      {count > 0 && staffId.value !== '' && (
        <div class="buttons">
          <Button
            kind="primary"
            isBusy={assignChosen.isBusy.value}
            onPress={() => assignChosen.run()}
          >
            {t(staffId.value === NOBODY ? 'assignments.take_chosen' : 'assignments.give_chosen', {
              n: wholeNumber(count),
            })}
          </Button>
        </div>
      )}
    </section>
  );
}
