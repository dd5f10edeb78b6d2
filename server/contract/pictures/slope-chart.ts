import { changeRange, comparedName } from '../change-words.ts';
import type { Change } from '../changes.ts';
import { factorsOf, wholePercent } from './marked-figures.ts';
import type { Paint } from './paints.ts';
import { paint } from './paints.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import { cut, drawing, quietLabel, SMALL_TEXT } from './picture.ts';
import { shareAxis } from './plot-frame.ts';
import type { Shape } from './shapes.ts';
import { fixed, label, shape, tooltip } from './shapes.ts';
import type { Marked } from './signs.ts';
import { SIGN_OF_CHANGE, signPath } from './signs.ts';

const SIZE = { width: 340, height: 380 } as const;
const BOX = { left: 44, right: 140, top: 30, bottom: 366 } as const;
/** Lines of text that do not touch. */
const LINE = 14;
const PAINT_OF: Readonly<Record<Marked, Paint>> = {
  higher: 'higher',
  lower: 'lower',
  not_different: 'control',
  withheld: 'control',
};

type Subject = 'agencies' | 'factors';

/** Two rounds: of all agencies on the total, or of the province's factors. A line is marked where both bear it out. */
export function slopeChart(
  { results, changes }: PictureFacts,
  subject: Subject,
  words: PictureWords,
): Picture | null {
  if (!changes?.earlier || !changes.isComparable) return null;
  const { say, language } = words;
  const factors = factorsOf(results);
  const levelOf = new Map(results.nodes.map((node) => [node.code, node]));
  const rows = changes.changes.flatMap((change) => {
    const node = levelOf.get(change.node);
    if (subject === 'agencies')
      return change.agencyCode !== null && node?.level === 'total'
        ? [{ ...change, name: comparedName(change, say) }]
        : [];
    const isFactor = change.agencyCode === null && node?.level === 'factor';
    // The factor's number is that of the other pictures.
    return isFactor
      ? [{ ...change, name: `${factors.indexOf(node) + 1}. ${node.label[language]}` }]
      : [];
  });
  if (rows.length === 0) return null;
  const years = {
    earlierYear: String(changes.earlier.year),
    laterYear: String(changes.later.year),
  };
  const count = (word: Change['change']) => rows.filter(({ change }) => change === word).length;
  const title = say(`pictures.slope_${subject}`, {
    ...years,
    risen: count('risen'),
    fallen: count('fallen'),
    same: count('not_different'),
  });
  return {
    title,
    about: aboutOf(rows, subject, words),
    svg: drawing(SIZE, title, 'plot', slopeShapes(rows, years, subject)),
    key: (['risen', 'fallen', 'not_different'] as const).map((word) => ({
      mark: SIGN_OF_CHANGE[word],
      words: say(`since_before.${word}`),
    })),
    table: {
      headings: [
        say(subject === 'agencies' ? 'since_before.agency' : 'since_before.node'),
        years.earlierYear,
        years.laterYear,
        say('since_before.range_heading'),
        say('since_before.word'),
      ],
      rows: rows.map((change) => [
        change.name,
        wholePercent(change.earlier, change.earlierStep),
        wholePercent(change.later, change.laterStep),
        changeRange(change, say, language === 'vi' ? ',' : '.'),
        say(`since_before.${change.change}`),
      ]),
    },
  };
}

/** Names are too long for the drawing; below it they are whole. */
function aboutOf(rows: readonly Change[], subject: Subject, { say }: PictureWords): string {
  const reading = say('since_before.how');
  return subject === 'factors' ? `${reading} ${rows.map(({ name }) => name).join('; ')}.` : reading;
}

function slopeShapes(
  rows: readonly Change[],
  years: { readonly earlierYear: string; readonly laterYear: string },
  subject: Subject,
): Shape[] {
  const axis = shareAxis(
    rows.flatMap(({ earlier, later }) => [earlier, later]),
    '',
  );
  const y = (share: number) =>
    fixed(BOX.bottom - ((share - axis.from) / (axis.to - axis.from)) * (BOX.bottom - BOX.top));
  const named =
    subject === 'factors' ? rows : rows.filter(({ change }) => change !== 'not_different');
  return [
    shape('path', {
      ...paint(undefined, 'line'),
      d: `M${BOX.left} ${BOX.top}V${BOX.bottom}M${BOX.right} ${BOX.top}V${BOX.bottom}`,
    }),
    ...axis.ticks.map((tick) => quietLabel(axis.text(tick), BOX.left - 8, y(tick) + 4, 'end')),
    label(years.earlierYear, { ...paint('ink'), x: BOX.left, y: 16, 'text-anchor': 'middle' }),
    label(years.laterYear, { ...paint('ink'), x: BOX.right, y: 16, 'text-anchor': 'middle' }),
    ...rows.toSorted(plainFirst).map((change) => slope(change, y)),
    ...namesOf(named, y),
  ];
}

/** What is marked is drawn over what is not. */
const plainFirst = (a: Change, b: Change) =>
  Number(a.change !== 'not_different') - Number(b.change !== 'not_different');

function slope({ name, earlier, later, change }: Change, y: (share: number) => number): Shape {
  const mark = SIGN_OF_CHANGE[change];
  const line = paint(undefined, PAINT_OF[mark]);
  const sentence = `${name}: ${wholePercent(earlier)} → ${wholePercent(later)}`;
  const width = mark === 'not_different' ? 0.8 : 2;
  return shape('g', { role: 'img', 'aria-label': sentence }, [
    tooltip(sentence),
    shape('path', {
      ...line,
      'stroke-width': width,
      d: `M${BOX.left} ${y(earlier)}L${BOX.right} ${y(later)}`,
    }),
    shape('path', { ...paint(PAINT_OF[mark]), d: signPath(mark, BOX.right, y(later), 4) }),
  ]);
}

/** Names from the highest down, each at its line's end or led to it; as many as there is height for. */
function namesOf(rows: readonly Change[], y: (share: number) => number): Shape[] {
  let last = BOX.top - LINE;
  return rows
    .toSorted((a, b) => b.later - a.later)
    .flatMap(({ name, later }) => {
      const place = Math.max(last + LINE, y(later));
      if (place > BOX.bottom + 10) return [];
      last = place;
      const text = cut(name, SIZE.width - BOX.right - 18, SMALL_TEXT);
      const style = { ...paint('ink'), 'font-size': SMALL_TEXT };
      return [
        shape('path', {
          ...paint(undefined, 'line'),
          d: `M${BOX.right + 6} ${y(later)}L${BOX.right + 16} ${fixed(place)}`,
        }),
        label(text, { ...style, x: BOX.right + 18, y: fixed(place + 4) }),
      ];
    });
}
