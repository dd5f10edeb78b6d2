// Truth: RFC 7946 (GeoJSON); two communes that share a border have it in common, before and after it is simplified.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Boundaries, boundaryMap, hatchOf } from '#contract/pictures/boundary-map.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { crossesItself } from '../../../server/results/boundaries/check-rings.ts';
import { matchAreas } from '../../../server/results/boundaries/match-areas.ts';
import { readGeoJson } from '../../../server/results/boundaries/read-geojson.ts';
import { simplifyAreas } from '../../../server/results/boundaries/simplify-areas.ts';
import { seeded } from '../../scenario-answered.ts';

type Corner = [number, number];
const SQUARE: Corner[] = [
  [105, 21],
  [105.1, 21],
  [105.1, 21.1],
  [105, 21.1],
  [105, 21],
];
const area = (coordinates: unknown, properties: object = { ma: '05443' }, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const file = (features: unknown[], more: object = {}) =>
  Buffer.from(JSON.stringify({ type: 'FeatureCollection', features, ...more }));
const COMMUNES = [
  { code: '05443', name: 'Phường Phan Đình Phùng' },
  { code: '01981', name: 'Xã Bằng Thành' },
];

const refused = (bytes: Buffer) => {
  try {
    readGeoJson(bytes);
    return undefined;
  } catch (error) {
    const { code, details } = error as { code: string; details: object };
    return { code, ...details };
  }
};
const replaced = (corner: unknown) => [SQUARE.map((own, place) => (place === 2 ? corner : own))];
const faults: [string, Buffer, object][] = [
  ['brackets in brackets', Buffer.from('['.repeat(200_000)), { code: 'boundaries_not_geojson' }],
  ['no JSON', Buffer.from('PK\u0003'), { code: 'boundaries_not_geojson' }],
  ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), { code: 'boundaries_not_geojson' }],
  ['TopoJSON', Buffer.from('{"type":"Topology"}'), { fault: 'TopoJSON' }],
  ['nothing in it', file([]), { code: 'boundaries_not_geojson' }],
  [
    'NaN',
    Buffer.from(String(file([area([SQUARE])])).replace('105.1', 'NaN')),
    { code: 'boundaries_not_geojson' },
  ],
  [
    'infinite',
    Buffer.from(String(file([area([SQUARE])])).replace('105.1', '1e999')),
    { code: 'boundaries_coordinates' },
  ],
  ['no number', file([area(replaced(['105', 21]))]), { found: '["105",21]' }],
  [
    'across the antimeridian',
    file([area(replaced([-179.9, 21]))]),
    { code: 'boundaries_coordinates', area: '05443' },
  ],
  [
    'metres of VN-2000',
    file([area(replaced([584_000, 2_388_000]))]),
    { code: 'boundaries_coordinates' },
  ],
  [
    'latitude first',
    file([area([SQUARE.map(([x, y]) => [y, x])])]),
    { code: 'boundaries_coordinates' },
  ],
  [
    'another system',
    file([area([SQUARE])], {
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3405' } },
    }),
    { system: 'urn:ogc:def:crs:EPSG::3405' },
  ],
  ['not closed', file([area([SQUARE.slice(0, 4)])]), { code: 'boundaries_ring', fault: 'open' }],
  ['a line there and back', file([area([[SQUARE[0], SQUARE[1], SQUARE[0]]])]), { fault: 'few' }],
  [
    'an eight',
    file([
      area([
        [
          [105, 21],
          [105.1, 21.1],
          [105.1, 21],
          [105, 21.1],
          [105, 21],
        ],
      ]),
    ]),
    { fault: 'crosses' },
  ],
  ['a point', file([area([105, 21], {}, 'Point')]), { code: 'boundaries_no_area', type: 'Point' }],
  ['no polygon', file([area([], { ma: 1 }, 'MultiPolygon')]), { code: 'boundaries_no_area' }],
  ['no ring', file([area([])]), { fault: 'empty' }],
  [
    'too many areas',
    file(Array(2001).fill(area([SQUARE]))),
    { code: 'boundaries_too_detailed', corners: 2001 },
  ],
];

describe('a file that is no map is refused by name', () => {
  test.each(faults)('%s', (_, bytes, expected) => {
    expect(refused(bytes)).toMatchObject(expected);
  });

  test('but not one whose texts have brackets, or that names WGS84', () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } };
    const ten = { ten: `"\\${'['.repeat(100)}` };
    expect(readGeoJson(file([area([SQUARE], ten)], { crs }))).toHaveLength(1);
  });

  test('a ring that goes to and fro ends as a refusal, and a common corner is no crossing', () => {
    const zigzag: Corner[] = Array.from({ length: 20_000 }, (_, place) => [
      place % 2 === 0 ? 105 : 106,
      21 + place * 1e-5,
    ]);
    expect(() => crossesItself(zigzag)).toThrow('boundaries_too_detailed');
    const waist: Corner[] = [
      [0, 0],
      [1, 1],
      [2, 0],
      [2, 2],
      [1, 1],
      [0, 2],
      [0, 0],
    ];
    expect(crossesItself(waist)).toBe(false);
  });
});

describe('areas are matched to communes', () => {
  const read = (...properties: object[]) =>
    matchAreas(readGeoJson(file(properties.map((own) => area([SQUARE], own)))), COMMUNES);

  test('by the code that most have, by the full name otherwise, and what is neither is named', () => {
    const { polygons, ...report } = read(
      // A number of people that is a code's digits is no code.
      { dan_so: 5443, ma_xa: 1981 },
      { dan_so: 1, ma_xa: 5443 },
      { ma_xa: 99999, ten: 'xã  bằng thành' },
      { ma_xa: 99998, ten: 'Xã Không Đâu' },
    );
    expect([...polygons].map(([code, parts]) => [code, parts.length])).toEqual([
      ['01981', 2],
      ['05443', 1],
    ]);
    expect(report).toEqual({
      ...{ byCode: 2, byName: 1, missing: [] },
      unmatched: ['99998 · Xã Không Đâu'],
    });
  });

  test('a commune that is not drawn is named, and a file of another province refused', () => {
    expect(read({ ma: '05443' }).missing).toEqual([COMMUNES[1]]);
    expect(() => read({ ma: '00004' })).toThrow('boundaries_unmatched');
  });
});

/** Communes in a grid whose borders are as ragged as rivers: each side of 200 corners, the same for both neighbours. */
function raggedProvince(columns: number, rows: number) {
  const random = seeded(7);
  const sides = new Map<string, Corner[]>();
  const side = (from: Corner, to: Corner): Corner[] => {
    const key = `${from}–${to}`;
    const known = sides.get(key) ?? ragged(from, to, random);
    sides.set(key, known);
    return known;
  };
  const polygons = new Map<string, Corner[][][]>();
  for (let column = 0; column < columns; column += 1)
    for (let row = 0; row < rows; row += 1) {
      const [west, east, south, north] = [column, column + 1, row, row + 1];
      const ring = [
        ...side([west, south], [east, south]),
        ...side([east, south], [east, north]).slice(1),
        ...side([west, north], [east, north]).toReversed().slice(1),
        ...side([west, south], [west, north]).toReversed().slice(1),
      ].map(([x, y]): Corner => [105 + x / 10, 21 + y / 10]);
      polygons.set(String(10_000 + column * rows + row), [[ring]]);
    }
  return polygons;
}

function ragged([x, y]: Corner, [toX, toY]: Corner, random: () => number): Corner[] {
  const shake = (step: number) => (step === 0 || step === 200 ? 0 : (random() - 0.5) / 400);
  return Array.from(
    { length: 201 },
    (_, step): Corner => [
      x + ((toX - x) * step) / 200 + (toX === x ? shake(step) * 40 : 0),
      y + ((toY - y) * step) / 200 + (toY === y ? shake(step) * 40 : 0),
    ],
  );
}

/** How often each side of two corners is there. */
function sidesOf(areas: Boundaries['areas']): Map<string, number> {
  const seen = new Map<string, number>();
  for (const ring of areas.flatMap(({ rings }) => rings))
    for (let corner = 0; corner < ring.length; corner += 2) {
      const next = (corner + 2) % ring.length;
      const ends = [ring.slice(corner, corner + 2).join(), ring.slice(next, next + 2).join()];
      const key = ends.toSorted().join('–');
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  return seen;
}

describe('boundaries are simplified for a page', () => {
  const given = raggedProvince(12, 9);
  const drawn = simplifyAreas(given);

  test('108 communes of 800 corners each fit into 40 kB, drawing and all', () => {
    expect(drawn.areas).toHaveLength(108);
    expect(Boundaries.parse({ ...drawn, source: 'x' }).areas).toHaveLength(108);
    const areas = drawn.areas.map((own) => ({
      ...own,
      mark: 'withheld' as const,
      sentence: own.code,
    }));
    const svg = markup(boundaryMap(drawn, areas, 'Bản đồ'));
    expect(gzipSync(svg).length).toBeLessThan(40_000);
  });

  test('a border stays in common: no gap and no overlap between neighbours', () => {
    const seen = sidesOf(drawn.areas);
    const once = [...seen].filter(([, times]) => times === 1).map(([key]) => key);
    // What is there once is the outer border of the province: a closed line, whose corners are each met twice.
    const met = new Map<string, number>();
    for (const key of once) for (const end of key.split('–')) met.set(end, (met.get(end) ?? 0) + 1);
    expect(new Set(met.values())).toEqual(new Set([2]));
    expect(Math.max(...seen.values())).toBe(2);
    expect(seen.size - once.length).toBeGreaterThan(188);
  });

  test('each sign lies within its commune, with room around it', () => {
    for (const { sign } of drawn.areas) expect(sign.room).toBeGreaterThan(100);
  });

  test('an island that is smaller than a point is still there', () => {
    const island = SQUARE.map(
      ([x, y]): Corner => [x + 5 + (x - 105) / 1e4, y - 6 + (y - 21) / 1e4],
    );
    const tiny = island.map(([x, y]): Corner => [110 + (x - 110) * 1e-5, 15 + (y - 15) * 1e-5]);
    const { areas } = simplifyAreas(new Map([...raggedProvince(2, 2), ['48000', [[tiny]]]]));
    expect(areas.find(({ code }) => code === '48000')?.rings[0]).toHaveLength(8);
  });
});

test('hatching stays within the area and leaves its holes out', () => {
  const outer = [0, 0, 1000, 0, 1000, 1000, 0, 1000];
  const hole = [300, 300, 700, 300, 700, 700, 300, 700];
  const pieces = [...hatchOf([outer, hole]).matchAll(/M(\S+) (\S+)L(\S+) ([\d.-]+)/g)];
  expect(pieces.length).toBeGreaterThan(28);
  for (const [, ...ends] of pieces) {
    const [x = 0, y = 0, toX = 0, toY = 0] = ends.map(Number);
    for (const part of [0.02, 0.25, 0.5, 0.75, 0.98]) {
      const [px, py] = [x + (toX - x) * part, y + (toY - y) * part];
      expect(Math.min(px, py)).toBeGreaterThanOrEqual(-0.1);
      expect(Math.max(px, py)).toBeLessThanOrEqual(100.1);
      expect(px > 30.2 && px < 69.8 && py > 30.2 && py < 69.8).toBe(false);
    }
  }
});
