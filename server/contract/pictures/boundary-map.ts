import * as z from 'zod/mini';
import { AgencyCode } from '../scalars.ts';
import { communeTable } from './map-picture.ts';
import { mapTitle, markTiles } from './mark-tiles.ts';
import { tierKey } from './marked-figures.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import type { Shape } from './shapes.ts';
import { fixed, shape, tooltip } from './shapes.ts';
import type { Sign } from './signs.ts';
import { signPath } from './signs.ts';
import { FILLS } from './tile-map.ts';

/** x and y in turn, in tenths of a pixel of the drawing; the last corner is joined to the first. */
const Ring = z.array(z.int().check(z.gte(-10), z.lte(20_000))).check(z.minLength(6));

/** A commune as its province draws it, and where in it a sign has the most room. */
export const Area = z.object({
  code: AgencyCode,
  rings: z.array(Ring).check(z.minLength(1)),
  sign: z.object({ x: z.int(), y: z.int(), room: z.int() }),
});
export type Area = z.output<typeof Area>;

/** Own boundaries of a province, simplified for a page, with the line that names their source and licence. */
export const Boundaries = z.object({
  source: z.string(),
  width: z.int(),
  height: z.int(),
  areas: z.array(Area).check(z.minLength(1)),
});
export type Boundaries = z.output<typeof Boundaries>;

export interface MarkedArea extends Area {
  readonly mark: Sign;
  readonly sentence: string;
  readonly href?: string;
}

/** The communes in their true borders; null where the province has brought none. */
export function boundaryPicture(
  { results }: PictureFacts,
  boundaries: Boundaries | null,
  node: string,
  words: PictureWords,
): Picture | null {
  if (!boundaries) return null;
  const { say, hrefOf } = words;
  const marked = markTiles(results, boundaries.areas, node, { say, ...(hrefOf && { hrefOf }) });
  const title = say('pictures.boundaries_title', { finding: mapTitle(marked, say) });
  const codes = new Set(boundaries.areas.map(({ code }) => code));
  const table = communeTable(results, codes, node, words);
  const about = say('pictures.boundaries_about', { source: boundaries.source });
  return { title, about, svg: boundaryMap(boundaries, marked, title), key: tierKey(words), table };
}

export function boundaryMap(
  { width, height }: Pick<Boundaries, 'width' | 'height'>,
  areas: readonly MarkedArea[],
  title: string,
): Shape {
  return shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'tile-map boundary-map',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'group',
      'aria-label': title,
    },
    areas.map(drawArea),
  );
}

function drawArea({ rings, sign, mark, sentence, href }: MarkedArea): Shape {
  const parts = [
    tooltip(sentence),
    shape('path', {
      class: 'cell',
      d: rings.map(ringPath).join(''),
      fill: FILLS[mark],
      'fill-rule': 'evenodd',
      stroke: mark === 'absent' ? '#d5d1c6' : '#6f7785',
    }),
    ...signOf(mark, rings, sign),
  ];
  const named = { 'data-mark': mark, 'aria-label': sentence };
  if (href === undefined) return shape('g', { ...named, role: 'img' }, parts);
  return shape('a', { ...named, href }, parts);
}

/** Relative, so that many corners are few letters. */
function ringPath(ring: readonly number[]): string {
  let path = `M${ring[0]! / 10} ${ring[1]! / 10}l`;
  for (let corner = 2; corner < ring.length; corner += 2) {
    const [x, y] = [ring[corner]! - ring[corner - 2]!, ring[corner + 1]! - ring[corner - 1]!];
    path += `${corner > 2 ? ' ' : ''}${x / 10} ${y / 10}`;
  }
  return `${path}z`;
}

const LARGEST_SIGN = 6;
const SMALLEST_SIGN = 3;

function signOf(mark: Sign, rings: Area['rings'], { x, y, room }: Area['sign']): Shape[] {
  if (mark === 'absent') return [];
  if (mark === 'withheld')
    return [shape('path', { class: 'sign', d: hatchOf(rings), fill: 'none', stroke: '#6f7785' })];
  const size = Math.max(SMALLEST_SIGN, Math.min(LARGEST_SIGN, Math.floor(room / 16)));
  const fill = mark === 'not_different' ? '#1a2230' : '#ffffff';
  return [shape('path', { class: 'sign', d: signPath(mark, x / 10, y / 10, size), fill })];
}

/** Tenths of a pixel between two lines of x + y = constant. */
const HATCH = 70;

/** Lines within the area: each is cut where it meets a border, and every second piece is inside. */
export function hatchOf(rings: Area['rings']): string {
  const crossings = new Map<number, number[]>();
  for (const ring of rings)
    for (let corner = 0; corner < ring.length; corner += 2) {
      const next = (corner + 2) % ring.length;
      const [x, y, toX, toY] = [ring[corner]!, ring[corner + 1]!, ring[next]!, ring[next + 1]!];
      const [from, to] = [x + y, toX + toY];
      const last = Math.max(from, to);
      // Half a tenth beside each line that corners could be on.
      for (let line = Math.ceil(Math.min(from, to) / HATCH); line * HATCH + 0.5 < last; line += 1) {
        const sum = line * HATCH + 0.5;
        if (sum <= Math.min(from, to)) continue;
        const crossing = x + ((toX - x) * (sum - from)) / (to - from);
        crossings.set(line, [...(crossings.get(line) ?? []), crossing]);
      }
    }
  let path = '';
  for (const [line, found] of crossings) {
    const sum = line * HATCH + 0.5;
    const sorted = found.toSorted((a, b) => a - b);
    for (let piece = 0; piece + 1 < sorted.length; piece += 2) {
      const [start, end] = [sorted[piece]!, sorted[piece + 1]!];
      path += `M${fixed(start / 10)} ${fixed((sum - start) / 10)}L${fixed(end / 10)} ${fixed((sum - end) / 10)}`;
    }
  }
  return path;
}
