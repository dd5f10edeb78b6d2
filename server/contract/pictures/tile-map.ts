import * as z from 'zod/mini';
import type { Shape } from './shapes.ts';
import { shape, tooltip } from './shapes.ts';
import type { Sign } from './signs.ts';
import { signPath } from './signs.ts';

/** A commune's hexagon: odd rows are half a cell to the right. */
export const Tile = z.object({ code: z.string(), column: z.int(), row: z.int() });
export type Tile = z.output<typeof Tile>;

export interface MarkedTile extends Tile {
  readonly mark: Sign;
  /** Name, figure, range and n, or the word in their place. */
  readonly sentence: string;
  readonly href?: string;
}

/** Fills of the file by itself; plots.css has the page's, in both themes. */
export const FILLS: Readonly<Record<Sign, string>> = {
  higher: '#1e4686',
  not_different: '#d8d5cb',
  lower: '#9a5a12',
  withheld: '#ffffff',
  absent: 'none',
};
/** A target of 26 pixels is above the 24 of WCAG 2.2 (2.5.8). */
const WIDTH = 26;
const SIDE = WIDTH / Math.sqrt(3);
const HALF = WIDTH / 2;
const HEXAGON = `M0 ${-SIDE}L${HALF} ${-SIDE / 2}V${SIDE / 2}L0 ${SIDE}L${-HALF} ${SIDE / 2}V${-SIDE / 2}Z`;
const MARGIN = 3;

/** One hexagon of one size for each commune, with its mark; links where the tile has one. */
export function tileMap(tiles: readonly MarkedTile[], title: string): Shape {
  const columns = Math.max(...tiles.map(({ column, row }) => column + (row & 1 ? 0.5 : 0))) + 1;
  const firstRow = Math.min(...tiles.map(({ row }) => row));
  const rows = Math.max(...tiles.map(({ row }) => row)) - firstRow;
  const width = Math.ceil(columns * WIDTH + 2 * MARGIN);
  const height = Math.ceil(rows * 1.5 * SIDE + 2 * SIDE + 2 * MARGIN);
  const drawn = [...tiles].sort((a, b) => a.row - b.row || a.column - b.column);
  return shape(
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
    drawn.map((tile) => hexagon(tile, firstRow)),
  );
}

function hexagon(tile: MarkedTile, firstRow: number): Shape {
  const x = MARGIN + HALF + (tile.column + (tile.row & 1 ? 0.5 : 0)) * WIDTH;
  const y = MARGIN + SIDE + (tile.row - firstRow) * 1.5 * SIDE;
  const cell = [
    tooltip(tile.sentence),
    shape('path', {
      class: 'cell',
      d: HEXAGON,
      fill: FILLS[tile.mark],
      stroke: tile.mark === 'absent' ? '#d5d1c6' : '#6f7785',
    }),
    ...signOf(tile.mark),
  ];
  const place = { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, 'data-mark': tile.mark };
  if (tile.href === undefined)
    return shape('g', { ...place, role: 'img', 'aria-label': tile.sentence }, cell);
  return shape('a', { ...place, href: tile.href, 'aria-label': tile.sentence }, cell);
}

/** Lines across the whole cell where nothing is said. */
function signOf(mark: Sign): Shape[] {
  if (mark === 'absent') return [];
  if (mark === 'withheld')
    return [
      shape('path', {
        class: 'sign',
        d: 'M-10 2-2-10M-8 8 8-8M2 10 10-2',
        fill: 'none',
        stroke: '#6f7785',
      }),
    ];
  const fill = mark === 'not_different' ? '#1a2230' : '#ffffff';
  return [
    shape('path', {
      class: 'sign',
      d: signPath(mark, 0, 0, mark === 'not_different' ? 5 : 6),
      fill,
    }),
  ];
}
