import type { Results } from '../results.ts';
import { figureOf, provinceOf } from './marked-figures.ts';
import { paint } from './paints.ts';
import type { Picture, PictureWords } from './picture.ts';
import { lines, SMALL_TEXT } from './picture.ts';
import type { Shape } from './shapes.ts';
import { label, shape } from './shapes.ts';
import { keySign } from './signs.ts';

const MARGIN = 16;
const LINE = 18;
const NARROWEST = 340;
const KEY_LINE = 24;

/** The drawing with its sentence above and key, way of reading and source below: what leaves the page explains itself. */
export function sheetOf(picture: Picture, results: Results, words: PictureWords): Shape {
  const { width, height } = sizeOf(picture.svg);
  const inner = Math.max(width, NARROWEST);
  const title = lines(picture.title, inner, 14);
  const notes = [
    ...lines(picture.about, inner, SMALL_TEXT),
    ...lines(sourceText(results, words), inner, SMALL_TEXT),
  ];
  const top = MARGIN + title.length * LINE + 6;
  const keyTop = top + height + 10;
  const notesTop = keyTop + picture.key.length * KEY_LINE + 4;
  const size = {
    width: inner + 2 * MARGIN,
    height: notesTop + notes.length * LINE + MARGIN,
  };
  return shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${size.width} ${size.height}`,
      ...size,
      'font-family': 'sans-serif',
    },
    [
      shape('rect', { fill: '#ffffff', width: size.width, height: size.height }),
      ...title.map((text, line) =>
        label(text, {
          ...paint('ink'),
          ...{ x: MARGIN, y: MARGIN + 14 + line * LINE, 'font-size': 14, 'font-weight': 600 },
        }),
      ),
      placed(picture.svg, MARGIN, top),
      ...keyLines(picture.key, MARGIN, keyTop),
      ...notes.map((text, line) =>
        label(text, {
          ...paint('quiet'),
          ...{ x: MARGIN, y: notesTop + 12 + line * LINE, 'font-size': SMALL_TEXT },
        }),
      ),
    ],
  );
}

/** The drawing with its key below, for a sheet that has the words itself. */
export function withKey({ svg, key }: Pick<Picture, 'svg' | 'key'>): Shape {
  const { width, height } = sizeOf(svg);
  const size = { width: Math.max(width, NARROWEST), height: height + key.length * KEY_LINE + 6 };
  return shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${size.width} ${size.height}`,
      ...size,
      'font-family': 'sans-serif',
    },
    [placed(svg, 0, 0), ...keyLines(key, 0, height + 6)],
  );
}

const keyLines = (key: Picture['key'], x: number, top: number): Shape[] =>
  key.flatMap(({ mark, words: text }, line) => [
    placed(keySign(mark), x, top + line * KEY_LINE),
    label(text, {
      ...paint('ink'),
      ...{ x: x + 28, y: top + line * KEY_LINE + 15, 'font-size': SMALL_TEXT },
    }),
  ]);

export const sizeOf = ({ attributes }: Shape) => ({
  width: Number(attributes.width),
  height: Number(attributes.height),
});

/** A drawing within a drawing, its letters in their size. */
const placed = ({ attributes, children }: Shape, x: number, y: number): Shape =>
  shape('g', { transform: `translate(${x} ${y})`, 'font-size': attributes['font-size'] }, children);

export function sourceText(results: Results, { say, language }: PictureWords): string {
  const total = results.nodes.find(({ level }) => level === 'total')?.code ?? '';
  const respondents = figureOf(provinceOf(results), total)?.respondents;
  return say('pictures.source', {
    name: results.campaignName,
    n: respondents?.toLocaleString(language) ?? '–',
  });
}
