import { problem } from '../../problem.ts';

/** Longitude and latitude; the last corner repeats the first. */
export type Position = readonly [longitude: number, latitude: number];
export type Ring = readonly Position[];

/** Viet Nam with its islands. Metres of VN-2000 and swapped coordinates lie outside of it. */
const BOX = { west: 101, east: 119, south: 6, north: 24 } as const;
/** A square has four corners and the first again; a triangle is the least. */
const FEWEST = 4;

/** A closed ring of finite coordinates within Viet Nam that does not cross itself. */
export function checkRing(ring: unknown, area: string): Ring {
  if (!Array.isArray(ring) || ring.length < FEWEST)
    throw problem('boundaries_ring', { area, fault: 'few' });
  const positions = ring.map((position) => checkPosition(position, area));
  const [first, last] = [positions[0]!, positions.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1])
    throw problem('boundaries_ring', { area, fault: 'open' });
  if (crossesItself(positions)) throw problem('boundaries_ring', { area, fault: 'crosses' });
  return positions;
}

function checkPosition(position: unknown, area: string): Position {
  const [longitude, latitude]: unknown[] = Array.isArray(position) ? position : [];
  const isWithin =
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    longitude >= BOX.west &&
    longitude <= BOX.east &&
    latitude >= BOX.south &&
    latitude <= BOX.north;
  if (isWithin) return [longitude, latitude];
  const found = JSON.stringify([longitude ?? null, latitude ?? null]).slice(0, 40);
  throw problem('boundaries_coordinates', { area, found });
}

/** A ring of ten thousand corners that go once around needs some hundred thousand; one that goes to and fro has all pairs. */
const MOST_COMPARED = 5_000_000;

/** Whether two sides cross; sides are compared only where their longitudes overlap. */
export function crossesItself(ring: Ring): boolean {
  const sides = ring
    .slice(1)
    .map((end, place) => {
      const start = ring[place]!;
      return { start, end, west: Math.min(start[0], end[0]), east: Math.max(start[0], end[0]) };
    })
    .filter(({ start, end }) => start[0] !== end[0] || start[1] !== end[1])
    .sort((a, b) => a.west - b.west);
  let open: typeof sides = [];
  let compared = 0;
  for (const side of sides) {
    open = open.filter(({ east }) => east >= side.west);
    compared += open.length;
    if (compared > MOST_COMPARED)
      throw problem('boundaries_too_detailed', { corners: ring.length });
    if (open.some((other) => cross(side, other))) return true;
    open.push(side);
  }
  return false;
}

interface Side {
  readonly start: Position;
  readonly end: Position;
}

/** A common corner is no crossing. */
function cross(a: Side, b: Side): boolean {
  return (
    turn(a.start, a.end, b.start) * turn(a.start, a.end, b.end) < 0 &&
    turn(b.start, b.end, a.start) * turn(b.start, b.end, a.end) < 0
  );
}

/** Above nought where the third is to the left. */
const turn = (from: Position, to: Position, third: Position): number =>
  (to[0] - from[0]) * (third[1] - from[1]) - (to[1] - from[1]) * (third[0] - from[0]);
