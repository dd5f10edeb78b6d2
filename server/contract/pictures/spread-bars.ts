import type { Figure } from '../figures.ts';
import { inText } from '../place-names.ts';
import {
  factorsOf,
  figureOf,
  figureText,
  provinceOf,
  shownOf,
  wholePercent,
} from './marked-figures.ts';
import type { Paint } from './paints.ts';
import { paint } from './paints.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import { drawing, lines, SMALL_TEXT } from './picture.ts';
import type { Shape } from './shapes.ts';
import { fixed, label, shape } from './shapes.ts';

const WIDTH = 340;
/** A name of one line with its bar; each further line of the name makes the row higher. */
const ROW = 42;
const LINE = 14;
/** A narrower part has no room for its number. */
const NARROWEST = 0.08;
const GROUNDS: readonly [Paint, Paint][] = [
  ['d-1', 'on-dark'],
  ['d-2', 'on-same'],
  ['d-3', 'on-same'],
  ['d-4', 'on-same'],
  ['d-5', 'on-dark'],
];

/** How the five answers fall in the province, the whole and by factor. */
export function spreadBars({ results }: PictureFacts, words: PictureWords): Picture | null {
  const { say, language } = words;
  const nodes = [...results.nodes.filter(({ level }) => level === 'total'), ...factorsOf(results)];
  const rows = nodes.flatMap((node) => {
    const figure = figureOf(provinceOf(results), node.code);
    const shares = figure && shownOf(figure) ? figure.distribution : null;
    const name = lines(node.label[language], WIDTH - 50, SMALL_TEXT);
    return figure && shares ? [{ name, figure, shares }] : [];
  });
  const whole = rows[0];
  if (!whole || rows.length < 2) return null;
  const title = say('pictures.spread_title', {
    name: inText(provinceOf(results)?.name ?? ''),
    index: figureText(whole.figure, words),
  });
  const scale = [1, 2, 3, 4, 5].map((value) => say(`scale.${value}`));
  return {
    title,
    about: say('pictures.spread_about', { scale: scale.join(' · ') }),
    svg: drawing(
      { width: WIDTH, height: topOf(rows) + 2 },
      title,
      'plot',
      rows.flatMap((row, place) => bars(row, topOf(rows.slice(0, place)), words)),
    ),
    key: [],
    table: {
      headings: [say('factors.node'), ...scale],
      rows: rows.map(({ name, shares }) => [
        name.join(' '),
        ...shares.map((share) => wholePercent(share)),
      ]),
    },
  };
}

type Row = {
  readonly name: readonly string[];
  readonly figure: Figure;
  readonly shares: readonly number[];
};

/** Where the row after these begins. */
const topOf = (rows: readonly Row[]): number =>
  rows.reduce((top, { name }) => top + ROW + (name.length - 1) * LINE, 0);

function bars({ name, figure, shares }: Row, top: number, words: PictureWords): Shape[] {
  const barTop = top + 4 + name.length * LINE;
  let left = 0;
  const parts = shares.flatMap((share, place) => {
    const [ground, ink] = GROUNDS[place] ?? ['d-3', 'on-same'];
    const [x, width] = [left, WIDTH * share];
    left += width;
    const box = { x: fixed(x), y: barTop, width: fixed(width), height: 18 };
    const middle = { x: fixed(x + width / 2), y: barTop + 13, 'text-anchor': 'middle' };
    return [
      shape('rect', { ...paint(ground, 'paper'), ...box }),
      ...(share >= NARROWEST
        ? [
            label(String(Math.round(100 * share)), {
              ...paint(ink),
              ...middle,
              'font-size': SMALL_TEXT,
            }),
          ]
        : []),
    ];
  });
  const value = figureText(figure, words);
  const style = { ...paint('ink'), 'font-size': SMALL_TEXT };
  return [
    shape('g', { role: 'img', 'aria-label': `${name.join(' ')}: ${value}` }, [
      ...name.map((text, line) => label(text, { ...style, x: 0, y: top + 12 + line * LINE })),
      label(value, { ...style, x: WIDTH, y: top + 12, 'text-anchor': 'end' }),
      ...parts,
    ]),
  ];
}
