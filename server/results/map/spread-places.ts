import type { Place } from './places.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

const ROUNDS = 400;
/** Of a step towards: the length 1 of a border, the distance 1 of any two, the true place. */
const PULL = { border: 0.15, apart: 0.3, home: 0.01 };

/** True places moved until neighbours are about one cell apart: towns spread out, mountains draw together. */
export function spreadPlaces(places: readonly Place[]): Point[] {
  const homes = scaledToCells(places);
  const points = homes.map(({ x, y }) => ({ x, y }));
  const indexOf = new Map(places.map(({ code }, index) => [code, index]));
  const borders = new Set(
    places.flatMap(({ neighbours }, i) =>
      neighbours.map((code) => indexOf.get(code)! * places.length + i),
    ),
  );
  for (let round = 0; round < ROUNDS; round++) {
    points.forEach((point, i) => {
      const home = homes[i]!;
      point.x += PULL.home * (home.x - point.x);
      point.y += PULL.home * (home.y - point.y);
      for (let j = 0; j < i; j++) {
        const other = points[j]!;
        const dx = other.x - point.x;
        const dy = other.y - point.y;
        const distance = Math.hypot(dx, dy) || 1e-6;
        const isBorder = borders.has(j * places.length + i);
        if (!isBorder && distance >= 1) continue;
        const step = ((isBorder ? PULL.border : PULL.apart) * (distance - 1)) / distance / 2;
        point.x += step * dx;
        point.y += step * dy;
        other.x -= step * dx;
        other.y -= step * dy;
      }
    });
  }
  return drawIslandsNear(places, points);
}

/** An island of its own, such as Hoàng Sa or Côn Đảo, two cells off the nearest commune in its true direction. */
function drawIslandsNear(places: readonly Place[], points: readonly Point[]): Point[] {
  const isIsland = (index: number) => places[index]!.neighbours.length === 0;
  const coast = points.filter((_, index) => !isIsland(index));
  return points.map((point, index) => {
    if (!isIsland(index)) return point;
    const distanceTo = ({ x, y }: Point) => Math.hypot(x - point.x, y - point.y);
    const nearest = coast.reduce((best, other) =>
      distanceTo(other) < distanceTo(best) ? other : best,
    );
    const share = Math.min(1, 2 / distanceTo(nearest));
    return {
      x: nearest.x + share * (point.x - nearest.x),
      y: nearest.y + share * (point.y - nearest.y),
    };
  });
}

/** Around the mainland's middle, with the mean square distance that as many cells in a disc would have. */
function scaledToCells(places: readonly Place[]): Point[] {
  const mainland = places.filter(({ neighbours }) => neighbours.length > 0);
  const mean = (pick: (place: Place) => number) =>
    mainland.reduce((sum, place) => sum + pick(place), 0) / mainland.length;
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y) };
  const spread = mean(({ x, y }) => (x - middle.x) ** 2 + (y - middle.y) ** 2);
  const wanted = (places.length * (Math.sqrt(3) / 2)) / (2 * Math.PI);
  const scale = Math.sqrt(wanted / spread);
  return places.map(({ x, y }) => ({ x: (x - middle.x) * scale, y: (y - middle.y) * scale }));
}
