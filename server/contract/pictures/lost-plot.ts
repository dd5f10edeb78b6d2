import {
  factorsOf,
  figureOf,
  figureText,
  provinceOf,
  rangeText,
  shownOf,
  wholePercent,
} from './marked-figures.ts';
import { paint } from './paints.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import { drawing } from './picture.ts';
import type { Frame } from './plot-frame.ts';
import { PLOT, plotFrame, shareAxis } from './plot-frame.ts';
import { pointsLost } from './points-lost.ts';
import type { Shape } from './shapes.ts';
import { label, shape, tooltip } from './shapes.ts';

interface Point {
  readonly number: number;
  readonly name: string;
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly lost: number;
}

/**
 * Weight × performance (Martilla & James 1977). The weight of a factor is its part of the unsatisfied answers, for the
 * form has no question on overall satisfaction that would tell how much a factor matters to people.
 */
export function lostPlot({ results }: PictureFacts, words: PictureWords): Picture | null {
  const { say, language } = words;
  const province = provinceOf(results);
  const lost = new Map(pointsLost(results).map(({ node, share }) => [node, share]));
  const total = shownOf(province?.figures.find(({ node }) => node === totalOf(results)));
  const points = factorsOf(results).flatMap(({ code, label: name }, place) => {
    const shown = shownOf(figureOf(province, code));
    const share = lost.get(code);
    if (!shown || share === undefined) return [];
    return [{ number: place + 1, name: name[language], ...shown, lost: share }];
  });
  if (!total || points.length < 2) return null;
  const most = Math.max(...points.map((point) => point.lost));
  // Shares that print the same are not told apart.
  const largest = points.filter((point) => point.lost === most).map(({ name }) => name);
  const title = say('pictures.lost_title', {
    factor: largest.join('; '),
    share: wholePercent(most),
  });
  const even = 1 / points.length;
  const frame = plotFrame(
    shareAxis(
      points.flatMap(({ low, high }) => [low, high]),
      say('pictures.index'),
    ),
    shareAxis([0, even, ...points.map((point) => point.lost)], say('pictures.lost_share')),
  );
  return {
    title,
    about: say('pictures.lost_about', {
      factors: points.map(({ number, name }) => `${number}: ${name}`).join('; '),
      index: wholePercent(total.index),
      even: wholePercent(even),
    }),
    svg: drawing(PLOT, title, 'plot', [
      ...frame.shapes,
      ...levels(frame, total.index, even),
      ...numbersApart(points, frame).map((placed) => lineTo(placed, frame)),
      ...numbersApart(points, frame).map((placed) => numberAt(placed, frame)),
    ]),
    key: [],
    table: {
      headings: [
        say('factors.node'),
        say('agencies.index'),
        say('agencies.range'),
        say('pictures.lost_share'),
      ],
      rows: points.map(({ number, name, lost: share }) => {
        const figure = figureOf(province, factorsOf(results)[number - 1]?.code ?? '');
        return [
          `${number}. ${name}`,
          figureText(figure, words),
          rangeText(figure),
          wholePercent(share),
        ];
      }),
    },
  };
}

const totalOf = ({ nodes }: PictureFacts['results']): string =>
  nodes.find(({ level }) => level === 'total')?.code ?? '';

/** The whole index, and the part that each would have if all had the same. */
const levels = ({ x, y }: Frame, index: number, even: number): Shape[] => [
  shape('path', {
    ...paint(undefined, 'ink'),
    'stroke-dasharray': '4 3',
    d: `M${x(index)} 22V256M38 ${y(even)}H322`,
  }),
];

const RADIUS = 9;
/** To the left or the right, the nearest first. */
const STEPS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6].map((step) => step * 2.2 * RADIUS);

/** The place of each number: at its point, or beside it where another number is already. */
function numbersApart(points: readonly Point[], { x, y }: Frame): Placed[] {
  const taken: { readonly left: number; readonly top: number }[] = [];
  return points.map((point) => {
    const top = y(point.lost);
    const isFree = (left: number) =>
      taken.every((other) => Math.hypot(other.left - left, other.top - top) > 2 * RADIUS);
    const home = x(point.index);
    const left = STEPS.map((step) => home + step).find(isFree) ?? home;
    taken.push({ left, top });
    return [point, left];
  });
}

type Placed = readonly [Point, number];

/** Range and true place, below all numbers, and a line to a number that is beside it. */
const lineTo = ([{ low, high, index, lost }, left]: Placed, { x, y }: Frame): Shape =>
  shape('g', {}, [
    shape('path', { ...paint(undefined, 'control'), d: `M${x(low)} ${y(lost)}H${x(high)}` }),
    shape('path', { ...paint(undefined, 'ink'), d: `M${x(index)} ${y(lost)}H${left}` }),
    shape('circle', { ...paint('ink'), cx: x(index), cy: y(lost), r: 2 }),
  ]);

function numberAt([{ number, name, index, lost }, left]: Placed, { y }: Frame): Shape {
  const sentence = `${number}. ${name}: ${wholePercent(index)}, ${wholePercent(lost)}`;
  const place = { x: left, y: y(lost) + 4, 'text-anchor': 'middle' };
  return shape('g', { role: 'img', 'aria-label': sentence }, [
    tooltip(sentence),
    shape('circle', { ...paint('paper', 'ink'), cx: left, cy: y(lost), r: RADIUS }),
    label(String(number), { ...paint('ink'), ...place }),
  ]);
}
