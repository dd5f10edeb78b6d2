import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { Boundaries } from '#contract/pictures/boundary-map.ts';
import type { Ring } from './check-rings.ts';
import { roomiestPlace } from './sign-place.ts';

/** Tenths of a pixel: a map is 640 pixels wide or 720 high. */
const WIDEST = 6400;
const HIGHEST = 7200;
/** Corners of all borders, each border counted once: some 20 kB of a page. */
const MOST_CORNERS = 3000;

type Corner = number[];
interface Polygons {
  readonly type: 'MultiPolygon';
  readonly coordinates: Corner[][][];
}
type Topology = Parameters<typeof presimplify>[0];
type Drawn = Omit<Boundaries, 'source'>;

/**
 * Borders as a page needs them. A border of two communes is simplified once (Visvalingam's areas, by the topology of
 * the whole), so that no gap opens between them.
 */
export function simplifyAreas(
  polygons: ReadonlyMap<string, readonly (readonly Ring[])[]>,
): Drawn & { readonly kept: number } {
  const { place, width, height } = projection([...polygons.values()].flat(2).flat());
  const objects = Object.fromEntries(
    [...polygons].map(([code, parts]): [string, Polygons] => [
      code,
      {
        type: 'MultiPolygon',
        coordinates: parts.map((rings) => rings.map((ring) => ring.map(place))),
      },
    ]),
  );
  const whole = presimplify(topology(objects, 1e5) as Topology);
  const weights = whole.arcs
    .flatMap((arc) => arc.map((corner) => Number((corner as number[])[2])))
    .toSorted((a, b) => b - a);
  const drawn = simplify(whole, weights[MOST_CORNERS] ?? 0);
  const areas = [...polygons.keys()].map((code) => {
    const { geometry } = feature(drawn, drawn.objects[code]!) as unknown as {
      readonly geometry: Polygons;
    };
    const rings = seenRings(geometry.coordinates);
    return { code, rings, sign: roomiestPlace(rings) };
  });
  const kept = areas.flatMap(({ rings }) => rings).reduce((sum, ring) => sum + ring.length / 2, 0);
  return { width: Math.ceil(width / 10), height: Math.ceil(height / 10), areas, kept };
}

const MARGIN = 30;

/** Degrees of longitude are shorter by the cosine of the latitude; a province is small enough for one. */
function projection(corners: readonly (readonly [number, number])[]) {
  const extent = (axis: 0 | 1) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const corner of corners) {
      least = Math.min(least, corner[axis]);
      most = Math.max(most, corner[axis]);
    }
    return { least, most, span: Math.max(most - least, 1e-6) };
  };
  const [longitudes, latitudes] = [extent(0), extent(1)];
  const shrink = Math.cos((((latitudes.least + latitudes.most) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (WIDEST - 2 * MARGIN) / (longitudes.span * shrink),
    (HIGHEST - 2 * MARGIN) / latitudes.span,
  );
  return {
    width: longitudes.span * shrink * scale + 2 * MARGIN,
    height: latitudes.span * scale + 2 * MARGIN,
    place: ([longitude, latitude]: readonly [number, number]): Corner => [
      (longitude - longitudes.least) * shrink * scale + MARGIN,
      (latitudes.most - latitude) * scale + MARGIN,
    ],
  };
}

/** Square pixels, in hundredths: a smaller island is seen by nobody. */
const SMALLEST = 400;

/** Whole tenths of a pixel; of a commune that is smaller than what is seen its largest ring stays. */
function seenRings(polygons: Polygons['coordinates']): number[][] {
  const rings = polygons.flat().map(wholeNumbers);
  const seen = rings.filter((ring) => ring.length >= 6 && Math.abs(areaOf(ring)) >= SMALLEST);
  if (seen.length > 0) return seen;
  const largest = rings.toSorted((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))[0] ?? [];
  const [x = 0, y = 0] = largest;
  return [[x - 10, y - 10, x + 10, y - 10, x + 10, y + 10, x - 10, y + 10]];
}

/** Without the last corner, which is the first, and without a corner that fell on the one before. */
function wholeNumbers(ring: readonly Corner[]): number[] {
  const numbers: number[] = [];
  for (const corner of ring.slice(0, -1)) {
    const [x, y] = [Math.round(corner[0] ?? 0), Math.round(corner[1] ?? 0)];
    if (numbers.at(-2) !== x || numbers.at(-1) !== y) numbers.push(x, y);
  }
  return numbers;
}

function areaOf(ring: readonly number[]): number {
  let twice = 0;
  for (let corner = 0; corner < ring.length; corner += 2) {
    const next = (corner + 2) % ring.length;
    twice += ring[corner]! * ring[next + 1]! - ring[next]! * ring[corner + 1]!;
  }
  return twice / 2;
}
