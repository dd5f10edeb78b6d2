import * as z from 'zod/mini';
import type { TIERS } from '../figures.ts';
import { element, escapeText } from './markup.ts';

/** A commune's hexagon: odd rows are half a cell to the right. */
export const Tile = z.object({ code: z.string(), column: z.int(), row: z.int() });
export type Tile = z.output<typeof Tile>;

/** `withheld` is measured and may not be shown; `absent` is not of this round. */
export type TileMark = (typeof TIERS)[number] | 'withheld' | 'absent';

export interface MarkedTile extends Tile {
  readonly mark: TileMark;
  /** Name, figure, range and n, or the word in their place. */
  readonly sentence: string;
  readonly href?: string;
}

/** Fills of the file by itself; plots.css has the page's, in both themes. */
const FILLS: Readonly<Record<TileMark, string>> = {
  higher: '#1e4686',
  not_different: '#d8d5cb',
  lower: '#9a5a12',
  withheld: '#ffffff',
  absent: 'none',
};
/** Shape carries the mark where colours are not seen. */
const SHAPES: Partial<Record<TileMark, string>> = {
  higher: 'M0-6 6 5H-6Z',
  not_different: 'M0-3A3 3 0 1 0 .01-3Z',
  lower: 'M0 6 6-5H-6Z',
  withheld: 'M-10 2-2-10M-8 8 8-8M2 10 10-2',
};

/** A target of 26 pixels is above the 24 of WCAG 2.2 (2.5.8). */
const WIDTH = 26;
const SIDE = WIDTH / Math.sqrt(3);
const HALF = WIDTH / 2;
const HEXAGON = `M0 ${-SIDE}L${HALF} ${-SIDE / 2}V${SIDE / 2}L0 ${SIDE}L${-HALF} ${SIDE / 2}V${-SIDE / 2}Z`;
const MARGIN = 3;

/** One hexagon of one size for each commune, with its mark; links where the tile has one. */
export function tileMap(tiles: readonly MarkedTile[], title: string): string {
  const columns = Math.max(...tiles.map(({ column, row }) => column + (row & 1 ? 0.5 : 0))) + 1;
  const firstRow = Math.min(...tiles.map(({ row }) => row));
  const rows = Math.max(...tiles.map(({ row }) => row)) - firstRow;
  const width = Math.ceil(columns * WIDTH + 2 * MARGIN);
  const height = Math.ceil(rows * 1.5 * SIDE + 2 * SIDE + 2 * MARGIN);
  const drawn = [...tiles].sort((a, b) => a.row - b.row || a.column - b.column);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'tile-map',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'group',
      'aria-label': title,
    },
    drawn.map((tile) => hexagon(tile, firstRow)).join(''),
  );
}

function hexagon(tile: MarkedTile, firstRow: number): string {
  const x = MARGIN + HALF + (tile.column + (tile.row & 1 ? 0.5 : 0)) * WIDTH;
  const y = MARGIN + SIDE + (tile.row - firstRow) * 1.5 * SIDE;
  const shape = SHAPES[tile.mark];
  const isDark = tile.mark === 'higher' || tile.mark === 'lower';
  const cell =
    element('title', {}, escapeText(tile.sentence)) +
    element('path', {
      class: 'cell',
      d: HEXAGON,
      fill: FILLS[tile.mark],
      stroke: tile.mark === 'absent' ? '#d5d1c6' : '#6f7785',
    }) +
    (shape
      ? element('path', {
          class: 'sign',
          d: shape,
          fill: tile.mark === 'withheld' ? 'none' : isDark ? '#ffffff' : '#1a2230',
          stroke: tile.mark === 'withheld' ? '#6f7785' : undefined,
        })
      : '');
  const place = { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, 'data-mark': tile.mark };
  if (tile.href === undefined)
    return element('g', { ...place, role: 'img', 'aria-label': tile.sentence }, cell);
  return element('a', { ...place, href: tile.href, 'aria-label': tile.sentence }, cell);
}
