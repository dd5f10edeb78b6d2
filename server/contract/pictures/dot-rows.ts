import type { Figure } from '../figures.ts';
import { figureText, shownOf } from './marked-figures.ts';
import { paint } from './paints.ts';
import type { PictureWords } from './picture.ts';
import { cut, drawing, quietLabel, SMALL_TEXT } from './picture.ts';
import type { Shape } from './shapes.ts';
import { fixed, label, shape, tooltip } from './shapes.ts';
import { GROUND, markOf, signPath } from './signs.ts';

export interface DotRow {
  readonly name: string;
  readonly figure: Figure | undefined;
  /** The province's figure of the same node, drawn as a band behind the row. */
  readonly province: Figure | undefined;
}

/** Fits between the margins of a telephone of 360 pixels. */
const WIDTH = 326;
const NAME = 140;
const HEAD = 18;
const RIGHT = WIDTH - 40;

/** A row for each figure: a dot in the shape of its mark, its interval, the province's as a band, its number. */
export function dotRows(
  rows: readonly DotRow[],
  height: number,
  title: string,
  words: PictureWords,
): Shape {
  const x = (share: number) => fixed(NAME + share * (RIGHT - NAME));
  const bottom = HEAD + rows.length * height;
  return drawing({ width: WIDTH, height: bottom + 2 }, title, 'grid', [
    ...[0, 0.5, 1].map((tick) => quietLabel(`${100 * tick}%`, x(tick), 12, 'middle')),
    ...rows.flatMap(({ province }, row) => band(province, HEAD + row * height, height, x)),
    shape('path', {
      ...paint(undefined, 'line'),
      d: [0, 0.5, 1].map((tick) => `M${x(tick)} ${HEAD}V${bottom}`).join(''),
    }),
    ...rows.map((row, place) => dotRow(row, HEAD + (place + 0.5) * height, x, words)),
  ]);
}

type Across = (share: number) => number;

function band(province: Figure | undefined, y: number, height: number, x: Across): Shape[] {
  const shown = shownOf(province);
  if (!shown) return [];
  const width = fixed(Math.max(1, x(shown.high) - x(shown.low)));
  return [shape('rect', { ...paint('tint'), x: x(shown.low), y, width, height })];
}

function dotRow({ name, figure }: DotRow, y: number, x: Across, words: PictureWords): Shape {
  const text = figureText(figure, words);
  const style = { 'font-size': SMALL_TEXT, y: y + 4 };
  const shown = shownOf(figure);
  const mark = markOf(figure);
  const ground = mark === 'not_different' || mark === 'withheld' ? 'control' : GROUND[mark];
  return shape('g', { role: 'img', 'aria-label': `${name}: ${text}` }, [
    tooltip(`${name}: ${text}`),
    label(cut(name, NAME - 6, SMALL_TEXT), { ...paint('ink'), ...style, x: 0 }),
    ...(shown
      ? [
          shape('path', {
            ...paint(undefined, ground),
            'stroke-width': 1.5,
            d: `M${x(shown.low)} ${y}H${x(shown.high)}`,
          }),
          shape('path', {
            ...paint(ground),
            d: signPath(mark === 'withheld' ? 'not_different' : mark, x(shown.index), y, 4.5),
          }),
          label(text, { ...paint('ink'), ...style, x: WIDTH, 'text-anchor': 'end' }),
        ]
      : [label(text, { ...paint('quiet'), ...style, x: NAME + 4 })]),
  ]);
}
