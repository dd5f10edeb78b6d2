import type { Place } from '#contract/hamlet-places.ts';
import { onPlane } from '../../ui/map/plane.ts';

export interface RouteStop {
  readonly key: string;
  /** People still to be asked. */
  readonly open: number;
  readonly place: Place | null;
}

/**
 * The order of a day: from the first hamlet to the nearest next one, then bettered by turning parts of the way around while
 * that makes it shorter (2-opt: Croes 1958, Operations Research 6:791–812); it need not be the shortest. The way does not
 * lead back. Hamlets without a place follow, most people first, then by name. Distances are as the crow flies.
 */
export function orderOfDay(stops: readonly RouteStop[], start?: string): string[] {
  const placed = stops.filter(({ place }) => place !== null);
  const [points, first] = [
    onPlane(placed.map(({ place }) => place!)),
    Math.max(
      0,
      placed.findIndex(({ key }) => key === start),
    ),
  ];
  const way = twoOpt(nearestNeighbours(points, first), points);
  const others = stops
    .filter(({ place }) => place === null)
    .sort((a, b) => b.open - a.open || a.key.localeCompare(b.key, 'vi'));
  return [...way.map((nth) => placed[nth]!.key), ...others.map(({ key }) => key)];
}

interface Point {
  readonly x: number;
  readonly y: number;
}
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

function nearestNeighbours(points: readonly Point[], first: number): number[] {
  const left = new Set(points.keys());
  const way: number[] = [];
  let next: number | undefined = points.length > 0 ? first : undefined;
  while (next !== undefined) {
    way.push(next);
    left.delete(next);
    const point = points[next]!;
    const [nearest] = [...left].sort(
      (a, b) => distance(point, points[a]!) - distance(point, points[b]!) || a - b,
    );
    next = nearest;
  }
  return way;
}

/** Below a metre nothing is gained. */
const LEAST_GAIN = 0.001;

function twoOpt(begun: readonly number[], points: readonly Point[]): number[] {
  let way = [...begun];
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (let from = 1; from < way.length - 1; from += 1)
      for (let to = from + 1; to < way.length; to += 1) {
        if (gain(way, points, from, to) < LEAST_GAIN) continue;
        way = [...way.slice(0, from), ...way.slice(from, to + 1).reverse(), ...way.slice(to + 1)];
        isBetter = true;
      }
  }
  return way;
}

/** What is saved if the way is walked backwards between two of its stops. */
function gain(way: readonly number[], points: readonly Point[], from: number, to: number): number {
  const between = (a: number, b: number | undefined) =>
    b === undefined ? 0 : distance(points[a]!, points[b]!);
  const [before, first, last, after] = [way[from - 1]!, way[from]!, way[to]!, way[to + 1]];
  return (
    between(before, first) + between(last, after) - between(before, last) - between(first, after)
  );
}
