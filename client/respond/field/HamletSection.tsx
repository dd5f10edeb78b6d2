import { useSignal } from '@preact/signals';
import { CaseLine } from './CaseLine.tsx';
import type { HamletGroup } from './hamlet-groups.ts';
import { routeOf } from './hamlet-groups.ts';
import type { Interviewer } from './interviewer.ts';
import { ownPlace } from './own-place.ts';
import { fieldText } from './texts.ts';

interface Props {
  readonly interviewer: Interviewer;
  readonly groups: readonly HamletGroup[];
  readonly nth: number;
  readonly onChoose: (caseId: string) => void;
}

/** A hamlet of the day: whom to find there, and where in the way it comes. */
export function HamletSection({ interviewer, groups, nth, onChoose }: Props) {
  const group = groups[nth]!;
  const isSeveral = new Set(groups.map(({ agencyCode }) => agencyCode)).size > 1;
  const name = group.hamlet ?? fieldText('visit.no_hamlet');
  const keys = groups.map(({ key }) => key);
  return (
    <section>
      <h2>
        {nth + 1}. {isSeveral ? `${name} · ${group.agencyName}` : name} ({group.cases.length})
      </h2>
      {nth > 0 && (
        <p class="no-print">
          <Link
            label="visit.earlier"
            hamlet={name}
            onPress={() => interviewer.moveUp(keys, group.key)}
          />{' '}
          <Link
            label="visit.first"
            hamlet={name}
            onPress={() => interviewer.setOrder(startingAt(groups, group.key))}
          />
        </p>
      )}
      {group.hamlet !== null && <PlaceHere interviewer={interviewer} group={group} />}
      <ul class="field-list">
        {group.cases.map((shown) => (
          <li key={shown.caseId}>
            <CaseLine shown={shown} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The hamlet first, whether its place is known or not; the way from there. */
function startingAt(groups: readonly HamletGroup[], key: string): string[] {
  return [key, ...routeOf(groups, key).filter((other) => other !== key)];
}

function Link(props: {
  readonly label: string;
  readonly hamlet: string;
  readonly onPress: () => void;
}) {
  const { label, hamlet, onPress } = props;
  return (
    <button
      type="button"
      class="link"
      onClick={onPress}
      aria-label={`${fieldText(label)}: ${hamlet}`}
    >
      {fieldText(label)}
    </button>
  );
}

/** The telephone's place is asked for at a press, each time, and taken for the hamlet. */
function PlaceHere(props: { readonly interviewer: Interviewer; readonly group: HamletGroup }) {
  const { interviewer, group } = props;
  const words = useSignal('');
  const press = async () => {
    words.value = 'map.asking';
    const found = await ownPlace();
    words.value = typeof found === 'string' ? `map.${found}` : 'map.placed';
    if (typeof found !== 'string') await interviewer.placeHamlet(group, found);
  };
  const hamlet = group.hamlet ?? '';
  return (
    <p class="no-print">
      <Link label={group.place ? 'map.again' : 'map.here'} hamlet={hamlet} onPress={press} />{' '}
      <span role="status" class="hint">
        {words.value && fieldText(words.value)}
      </span>
    </p>
  );
}
