import type { Place } from '#contract/hamlet-places.ts';

/** Kilometres of a thousandth of a degree of latitude, on a sphere of 6,371 km. */
const KM_NORTH = (Math.PI * 6371) / 180_000;

/** East and south of the first place, in kilometres, as a plane: within a province the error is below one in a hundred. */
export function onPlane(places: readonly Place[]): { x: number; y: number }[] {
  const [first] = places;
  if (!first) return [];
  const shrink = Math.cos((first.north * Math.PI) / 180_000);
  return places.map(({ east, north }) => ({
    x: (east - first.east) * KM_NORTH * shrink,
    y: (first.north - north) * KM_NORTH,
  }));
}

export interface Drawn {
  /** In units of the drawing. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** A length in kilometres that is easy to say, and as it is drawn. */
  readonly scale: { readonly km: number; readonly length: number };
}

/** Side of the drawing, and of the margin in which words have room. */
export const SIDE = { width: 600, height: 400, margin: 60 } as const;
/** Of a single hamlet, or of several at one place. */
const LEAST_KM = 2;
const STEPS = [0.5, 1, 2, 5, 10, 20, 50];

/** All places within the drawing, north above, one scale in both directions. */
export function draw(places: readonly Place[]): Drawn {
  const points = onPlane(places);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [west, north] = [Math.min(...xs), Math.min(...ys)];
  const across = Math.max(LEAST_KM, Math.max(...xs) - west);
  const down = Math.max(LEAST_KM, Math.max(...ys) - north);
  const { width, height, margin } = SIDE;
  const factor = Math.min((width - 2 * margin) / across, (height - 2 * margin) / down);
  const right = (width - (Math.max(...xs) - west) * factor) / 2;
  const below = (height - (Math.max(...ys) - north) * factor) / 2;
  const km = STEPS.filter((step) => step * factor <= width / 4).pop() ?? STEPS[0]!;
  return {
    points: points.map(({ x, y }) => ({
      x: right + (x - west) * factor,
      y: below + (y - north) * factor,
    })),
    scale: { km, length: km * factor },
  };
}
