import { withheldWord } from '../figure-words.ts';
import type { Domain, Figure } from '../figures.ts';
import type { IndexNode } from '../questionnaire.ts';
import type { Results } from '../results.ts';
import {
  agenciesByName,
  factorsOf,
  figureOf,
  figureText,
  provinceOf,
  shownOf,
  tierKey,
} from './marked-figures.ts';
import { paint } from './paints.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import { cut, drawing, SMALL_TEXT } from './picture.ts';
import type { Shape } from './shapes.ts';
import { label, shape, tooltip } from './shapes.ts';
import type { Marked } from './signs.ts';
import { GROUND, MARKED, markOf, ON_GROUND, signPaint, signPath } from './signs.ts';

const NAME = 112;
const CELL = 36;
const HEAD = 22;

/** Rows of a drawing: all, or as many as a sheet of paper has; high enough to be tapped, or close on paper. */
interface HeatRows {
  readonly agencies: readonly Domain[];
  readonly height: number;
}
const TAPPED = 24;

/** Agencies by factors, each cell in its own mark. */
export function heatTable({ results }: PictureFacts, words: PictureWords): Picture | null {
  const agencies = agenciesByName(results);
  const columns = columnsOf(results);
  // Marks are all of it, and of a province that was not heard there are none.
  const isCompared = results.coverage?.isEnough !== false;
  if (!isCompared || agencies.length === 0 || columns.length < 2) return null;
  const title = heatTitle(agencies, columns.slice(1), words);
  return {
    title,
    about: words.say('pictures.heat_about', {
      columns: columns
        .slice(1)
        .map(({ label: name }, place) => `${place + 1}: ${name[words.language]}`)
        .join('; '),
    }),
    svg: heatDrawing(results, { agencies, height: TAPPED }, title, words),
    key: tierKey(words),
    table: {
      headings: [
        words.say('agencies.agency'),
        ...columns.map((node) => node.label[words.language]),
      ],
      rows: [provinceOf(results), ...agencies].flatMap((domain) =>
        domain
          ? [[domain.name, ...columns.map(({ code }) => cellText(figureOf(domain, code), words))]]
          : [],
      ),
    },
  };
}

const columnsOf = (results: Results): IndexNode[] => [
  ...results.nodes.filter(({ level }) => level === 'total'),
  ...factorsOf(results).filter(({ code }) =>
    results.domains.some((domain) => shownOf(figureOf(domain, code))),
  ),
];

function cellText(figure: Figure | undefined, words: PictureWords): string {
  const mark = markOf(figure);
  const value = figureText(figure, words);
  return mark === 'withheld' ? value : `${value}, ${words.say(`tier.${mark}`).toLowerCase()}`;
}

/** Counts marks: the factor on which most agencies are below the province. */
function heatTitle(
  agencies: readonly Domain[],
  factors: readonly IndexNode[],
  { say, language }: PictureWords,
): string {
  const counts = factors.map((factor) => ({
    factor: factor.label[language],
    lower: agencies.filter((agency) => markOf(figureOf(agency, factor.code)) === 'lower').length,
  }));
  const most = Math.max(...counts.map(({ lower }) => lower));
  if (most === 0) return say('pictures.heat_none', { n: agencies.length });
  const names = counts.filter(({ lower }) => lower === most).map(({ factor }) => factor);
  return say('pictures.heat_most', { n: agencies.length, lower: most, factors: names.join('; ') });
}

export function heatDrawing(
  results: Results,
  { agencies, height }: HeatRows,
  title: string,
  words: PictureWords,
): Shape {
  const columns = columnsOf(results);
  const province = provinceOf(results);
  const rows = [...(province ? [province] : []), ...agencies];
  const size = { width: NAME + columns.length * CELL + 1, height: HEAD + rows.length * height + 1 };
  const x = (column: number) => NAME + column * CELL;
  const y = (row: number) => HEAD + row * height;
  const cells = rows.flatMap((domain, row) =>
    columns.map(({ code }, column) => {
      const figure = figureOf(domain, code);
      return { x: x(column), y: y(row), mark: markOf(figure), value: shortText(figure) };
    }),
  );
  const heads = columns.map((_, column) =>
    label(column === 0 ? words.say('pictures.heat_total') : String(column), {
      ...paint('quiet'),
      ...{ x: x(column) + CELL / 2, y: HEAD - 7, 'text-anchor': 'middle' },
    }),
  );
  const names = rows.map((domain, row) => nameOf(domain, y(row) + height / 2 + 4, words));
  return drawing(size, title, 'grid', [...heads, ...names, ...cellsOf(cells, height)]);
}

function nameOf({ name, agencyCode }: Domain, y: number, { hrefOf }: PictureWords): Shape {
  const short = cut(name, NAME - 6, SMALL_TEXT);
  const text = label(short, { ...paint('ink'), x: 0, y, 'font-size': SMALL_TEXT });
  const whole = short === name ? [text] : [tooltip(name), text];
  if (!hrefOf || agencyCode === null) return shape('g', {}, whole);
  return shape('a', { href: hrefOf(agencyCode), 'aria-label': name }, whole);
}

/** A band, or nothing, where there is no number. */
function shortText(figure: Figure | undefined): string {
  const shown = shownOf(figure);
  if (shown) return String(Math.round(100 * shown.index));
  return { above_90: '>90', below_10: '<10' }[withheldWord(figure) as string] ?? '';
}

type Cell = {
  readonly x: number;
  readonly y: number;
  readonly mark: Marked;
  readonly value: string;
};

/** One path for all cells of a mark: a tenth of the bytes of an element each. */
function cellsOf(cells: readonly Cell[], height: number): Shape[] {
  return MARKED.flatMap((mark) => {
    const own = cells.filter((cell) => cell.mark === mark);
    if (own.length === 0) return [];
    const squares = own.map(({ x, y }) => `M${x} ${y}h${CELL}v${height}h${-CELL}z`).join('');
    const signs = own
      .filter(({ value }) => mark !== 'withheld' || value === '')
      .map(({ x, y, value }) =>
        signPath(mark, value === '' ? x + CELL / 2 : x + 8, y + height / 2, 4),
      )
      .join('');
    const texts = own
      .filter(({ value }) => value !== '')
      .map(({ x, y, value }) => label(value, { x: x + 23, y: y + height / 2 + 4 }));
    return [
      shape('path', { ...paint(GROUND[mark], 'paper'), d: squares }),
      shape('path', { ...signPaint(mark), d: signs }),
      shape('g', { ...paint(ON_GROUND[mark]), 'text-anchor': 'middle' }, texts),
    ];
  });
}
