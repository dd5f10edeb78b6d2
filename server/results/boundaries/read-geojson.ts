import { problem } from '../../problem.ts';
import type { Ring } from './check-rings.ts';
import { checkRing } from './check-rings.ts';

/** An area of the file: its properties as words, and its polygons, each an outer ring and its holes. */
export interface DrawnArea {
  readonly properties: ReadonlyMap<string, string>;
  readonly polygons: readonly (readonly Ring[])[];
}

/** GeoJSON has nine levels at most, and properties some more. */
const DEEPEST = 40;
const MOST_AREAS = 2000;
/** All communes of a province at the detail of cadastral maps have some hundred thousand. */
const MOST_CORNERS = 1_000_000;
const SHORTEST_NAME = 60;

/** Every area of a GeoJSON file in longitude and latitude (WGS84); whatever is wrong is refused by its name. */
export function readGeoJson(bytes: Uint8Array): DrawnArea[] {
  const whole = parse(bytes);
  if (!isRecord(whole) || whole.type !== 'FeatureCollection' || !Array.isArray(whole.features))
    throw notGeoJson(
      isRecord(whole) && whole.type === 'Topology' ? 'TopoJSON' : 'FeatureCollection',
    );
  refuseOtherSystem(whole.crs);
  if (whole.features.length === 0) throw notGeoJson('features: []');
  if (whole.features.length > MOST_AREAS)
    throw problem('boundaries_too_detailed', { corners: whole.features.length });
  let corners = 0;
  return whole.features.map((feature: unknown, place: number) => {
    if (!isRecord(feature) || !isRecord(feature.geometry)) throw notGeoJson(`features[${place}]`);
    const properties = wordsOf(feature.properties);
    const name =
      [...properties.values()].filter(Boolean).join(' · ').slice(0, SHORTEST_NAME) ||
      String(place + 1);
    const polygons = polygonsOf(feature.geometry, name);
    const checked = polygons.map((rings) => rings.map((ring) => checkRing(ring, name)));
    corners += checked.flat().reduce((sum, ring) => sum + ring.length, 0);
    if (corners > MOST_CORNERS) throw problem('boundaries_too_detailed', { corners });
    return { properties, polygons: checked };
  });
}

const notGeoJson = (fault: string) => problem('boundaries_not_geojson', { fault });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(bytes: Uint8Array): unknown {
  const text = new TextDecoder('utf-8', { fatal: true });
  refuseDeepNesting(bytes);
  try {
    return JSON.parse(text.decode(bytes));
  } catch (error) {
    // The engine's own words hold a piece of the file.
    const [place = ''] = /position \d+/.exec((error as Error).message) ?? [];
    throw notGeoJson(`JSON ${place}`.trim());
  }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const LEVELS = new Map([...'[{'].map((sign) => [sign.charCodeAt(0), 1]));
for (const sign of ']}') LEVELS.set(sign.charCodeAt(0), -1);

/** Before anything is parsed: brackets outside of texts. */
function refuseDeepNesting(bytes: Uint8Array): void {
  let depth = 0;
  for (let place = 0; place < bytes.length; place += 1) {
    if (bytes[place] === QUOTE) place = endOfText(bytes, place);
    depth += LEVELS.get(bytes[place] ?? 0) ?? 0;
    if (depth > DEEPEST) throw notGeoJson(`${DEEPEST} × [`);
  }
}

function endOfText(bytes: Uint8Array, start: number): number {
  let place = start + 1;
  while (place < bytes.length && bytes[place] !== QUOTE)
    place += bytes[place] === BACKSLASH ? 2 : 1;
  return place;
}

/** RFC 7946 knows no other system; files of before name theirs. */
function refuseOtherSystem(crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const name = isRecord(crs) && isRecord(crs.properties) ? String(crs.properties.name) : '';
  if (!/(?:CRS84|EPSG:+(?:\d*:)?4326)$/i.test(name))
    throw problem('boundaries_other_system', { system: name.slice(0, SHORTEST_NAME) });
}

/** Texts and numbers; what is composed names no commune. */
function wordsOf(properties: unknown): Map<string, string> {
  const words = new Map<string, string>();
  if (!isRecord(properties)) return words;
  for (const [key, value] of Object.entries(properties).slice(0, 100))
    if (typeof value === 'string' || typeof value === 'number')
      words.set(key, String(value).normalize('NFC').trim().slice(0, 200));
  return words;
}

function polygonsOf(geometry: Readonly<Record<string, unknown>>, name: string): unknown[][] {
  const { type, coordinates } = geometry;
  const polygons =
    type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null;
  if (!Array.isArray(polygons) || polygons.length === 0)
    throw problem('boundaries_no_area', { area: name, type: String(type).slice(0, 30) });
  for (const rings of polygons)
    if (!Array.isArray(rings) || rings.length === 0)
      throw problem('boundaries_ring', { area: name, fault: 'empty' });
  return polygons;
}
