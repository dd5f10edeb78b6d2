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
      ...points.map((point) => pointShape(point, frame)),
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

function pointShape({ number, name, index, low, high, lost }: Point, { x, y }: Frame): Shape {
  const sentence = `${number}. ${name}: ${wholePercent(index)}, ${wholePercent(lost)}`;
  const place = { x: x(index), y: y(lost) + 4, 'text-anchor': 'middle' };
  return shape('g', { role: 'img', 'aria-label': sentence }, [
    tooltip(sentence),
    shape('path', { ...paint(undefined, 'control'), d: `M${x(low)} ${y(lost)}H${x(high)}` }),
    shape('circle', { ...paint('paper', 'ink'), cx: x(index), cy: y(lost), r: 9 }),
    label(String(number), { ...paint('ink'), ...place }),
  ]);
}
