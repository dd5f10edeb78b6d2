// Truth: docs/fieldwork.md §2: nearest neighbour, bettered by 2-opt; for few hamlets all orders are tried beside it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeOf, typedOf } from '../../../client/office/devices/coordinates.ts';
import type { RouteStop } from '../../../client/respond/field/day-route.ts';
import { orderOfDay } from '../../../client/respond/field/day-route.ts';
import { draw, onPlane, SIDE } from '../../../client/ui/map/plane.ts';

const place = fc.record({
  east: fc.integer({ min: 105_700, max: 106_000 }),
  north: fc.integer({ min: 21_500, max: 21_800 }),
});
const stops = fc
  .array(place, { minLength: 1, maxLength: 6 })
  .map((places) => places.map((found, i): RouteStop => ({ key: `${i}`, open: 1, place: found })));

function lengthOf(order: readonly string[], all: readonly RouteStop[]): number {
  const points = onPlane(all.map(({ place: known }) => known!));
  const way = order.map((key) => points[Number(key)]!);
  return way
    .slice(1)
    .reduce((sum, { x, y }, i) => sum + Math.hypot(x - way[i]!.x, y - way[i]!.y), 0);
}
const orders = (keys: readonly string[]): string[][] =>
  keys.length < 2
    ? [[...keys]]
    : keys.flatMap((key) =>
        orders(keys.filter((other) => other !== key)).map((rest) => [key, ...rest]),
      );

test('the way visits each hamlet once from where one starts, and is mostly the shortest', () => {
  const ways = { all: 0, shortest: 0 };
  fc.assert(
    fc.property(stops, (all) => {
      const order = orderOfDay(all, '0');
      expect([...order].sort()).toEqual(all.map(({ key }) => key).sort());
      expect(order[0]).toBe('0');
      const least = Math.min(
        ...orders(order.slice(1)).map((rest) => lengthOf(['0', ...rest], all)),
      );
      ways.all += 1;
      if (lengthOf(order, all) < least * 1.001) ways.shortest += 1;
      expect(lengthOf(order, all)).toBeLessThan(least * 1.5 + 0.01);
    }),
  );
  expect(ways.shortest / ways.all).toBeGreaterThan(0.5);
});

test('hamlets without a place come last, most people first, then by name', () => {
  const far = { east: 105_900, north: 21_700 };
  const stop = (key: string, open: number, known: RouteStop['place'] = null) => ({
    key,
    open,
    place: known,
  });
  expect(orderOfDay([stop('c', 2), stop('b', 7), stop('a', 2), stop('z', 1, far)])).toEqual([
    'z',
    'b',
    'a',
    'c',
  ]);
  expect(orderOfDay([])).toEqual([]);
});

test('a tenth of a degree of latitude is 11.1 km, of longitude at 21.6° north 10.3 km; all is within the drawing', () => {
  const [, north, east] = onPlane([
    { east: 105_800, north: 21_600 },
    { east: 105_800, north: 21_700 },
    { east: 105_900, north: 21_600 },
  ]);
  expect([-north!.y, east!.x].map((km) => km.toFixed(1))).toEqual(['11.1', '10.3']);
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 9 }), (places) => {
      const { points, scale } = draw(places);
      for (const { x, y } of points) {
        expect(x >= SIDE.margin - 1 && x <= SIDE.width - SIDE.margin + 1).toBe(true);
        expect(y >= SIDE.margin - 1 && y <= SIDE.height - SIDE.margin + 1).toBe(true);
      }
      expect(scale.length).toBeLessThan(SIDE.width);
    }),
  );
});

test.each([
  ['21.5942, 105.8482', '21.594, 105.848'],
  ['21,5942 105,8482', '21.594, 105.848'],
  [' 21.5942;105.8482 ', '21.594, 105.848'],
])('%s, as maps give coordinates to copy, is %s', (typed, read) => {
  expect(typedOf(placeOf(typed)!)).toBe(read);
});

test.each(['', '21.5942', '105.8482, 21.5942', '48.85, 2.35', 'Xóm Chùa', '1 2 3'])(
  '“%s” is no place in Viet Nam',
  (typed) => expect(placeOf(typed)).toBeUndefined(),
);
