import type { Place } from '#contract/hamlet-places.ts';
import { draw, SIDE } from './plane.ts';

export interface MapHamlet {
  readonly key: string;
  readonly name: string;
  readonly place: Place;
  /** People still to be asked. */
  readonly open: number;
  readonly isChosen?: boolean;
}

interface Props {
  /** In the order of the way, where the map has one. */
  readonly hamlets: readonly MapHamlet[];
  readonly hasWay?: boolean;
  readonly label: string;
  /** “1 km”, in the page's language. */
  readonly lengthWords: (km: number) => string;
  readonly onPress?: (key: string) => void;
}

/** Hamlets by their places, nothing else: no picture of another host. The list or table beside it says the same. */
export function HamletMap({ hamlets, hasWay, label, lengthWords, onPress }: Props) {
  const { points, scale } = draw(hamlets.map(({ place }) => place));
  const { width, height } = SIDE;
  return (
    <svg
      class="hamlet-map"
      viewBox={`0 0 ${width} ${height}`}
      role={onPress ? 'group' : 'img'}
      aria-label={label}
    >
      {hasWay && <polyline class="way" points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />}
      {hamlets.map((hamlet, nth) => (
        <g key={hamlet.key} transform={`translate(${points[nth]!.x} ${points[nth]!.y})`}>
          {onPress ? (
            <ChosenDot hamlet={hamlet} onPress={() => onPress(hamlet.key)} />
          ) : (
            <Dot {...hamlet} number={nth + 1} words={`${hamlet.name} (${hamlet.open})`} />
          )}
        </g>
      ))}
      <g transform={`translate(16 ${height - 16})`}>
        <path class="scale" d={`M0 -6V0H${scale.length}V-6`} />
        <text x={scale.length + 8}>{lengthWords(scale.km)}</text>
      </g>
      <path class="scale" d={`M${width - 24} 40v-20m-6 8l6 -10l6 10`} />
    </svg>
  );
}

/** Its area grows with the number of people. */
const radiusOf = (open: number): number => Math.min(26, 5 + 3 * Math.sqrt(open));

function Dot(props: { readonly open: number; readonly number: number; readonly words: string }) {
  const radius = radiusOf(props.open);
  return (
    <>
      <circle r={radius} />
      <text class="number">{props.number}</text>
      <text class="name" y={-radius - 4}>
        {props.words}
      </text>
    </>
  );
}

function ChosenDot(props: { readonly hamlet: MapHamlet; readonly onPress: () => void }) {
  const { hamlet, onPress } = props;
  const { name, open, isChosen = false } = hamlet;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no control of its own.
    <g
      role="checkbox"
      tabindex={0}
      aria-checked={isChosen}
      aria-label={`${name} (${open})`}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        onPress();
      }}
    >
      <Dot open={open} number={open} words={name} />
    </g>
  );
}
