import { HamletMap } from '../../ui/map/HamletMap.tsx';
import type { HamletGroup } from './hamlet-groups.ts';
import { fieldText } from './texts.ts';

/** The day's way as a drawing; the list below has the same order and says it in words. */
export function DayMap({ groups }: { readonly groups: readonly HamletGroup[] }) {
  const placed = groups.flatMap(({ key, hamlet, place, cases }) =>
    place && hamlet !== null ? [{ key, name: hamlet, place, open: cases.length }] : [],
  );
  return (
    <section>
      {placed.length > 0 && (
        <HamletMap
          hamlets={placed}
          hasWay
          label={fieldText('map.label', { n: placed.length })}
          lengthWords={(km) => `${String(km).replace('.', ',')} km`}
        />
      )}
      <p class="hint no-print">
        {fieldText(placed.length > 0 ? 'map.rule' : 'map.none')} {fieldText('map.privacy')}
      </p>
    </section>
  );
}
