import type { Results } from '../results.ts';
import {
  agenciesByName,
  countMarks,
  figureOf,
  figureText,
  levelOf,
  markText,
  rangeText,
  shownOf,
  tierKey,
  wholePercent,
} from './marked-figures.ts';
import { paint } from './paints.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import { drawing } from './picture.ts';
import type { Frame } from './plot-frame.ts';
import { countAxis, PLOT, plotFrame, shareAxis } from './plot-frame.ts';
import type { Shape } from './shapes.ts';
import { shape, tooltip } from './shapes.ts';
import type { Marked } from './signs.ts';
import { GROUND, markOf, signPath } from './signs.ts';

interface Dot {
  readonly name: string;
  readonly index: number;
  readonly respondents: number;
  readonly mark: Marked;
}

/**
 * Index against respondents (Spiegelhalter 2005), so that a small agency's chance is seen. A dot's shape is its
 * published mark, which is corrected for all agencies; the limits are those of one agency alone.
 */
export function funnelPlot(
  { results }: PictureFacts,
  node: string,
  words: PictureWords,
): Picture | null {
  const province = shownOf(levelOf(results, node));
  const dots = dotsOf(results, node);
  if (!province || dots.length < 2) return null;
  const { say } = words;
  const marks = countMarks(dots.map(({ mark }) => mark));
  const title = say('pictures.funnel_title', {
    n: dots.length,
    lower: marks.lower,
    higher: marks.higher,
    same: marks.not_different + marks.withheld,
  });
  const most = Math.max(...dots.map(({ respondents }) => respondents));
  const shares = [...dots.map(({ index }) => index), province.index];
  const frame = plotFrame(
    countAxis(most, say('pictures.respondents')),
    shareAxis(shares, say('pictures.index')),
  );
  const limits = limitsOf(results, node, province.index, shares, most);
  return {
    title,
    about: say(limits.length > 0 ? 'pictures.funnel_about' : 'pictures.funnel_no_limits', {
      index: wholePercent(province.index),
    }),
    svg: drawing(PLOT, title, 'plot', [
      ...frame.shapes,
      ...limits.map((limit) => curve(limit, frame)),
      shape('path', {
        ...paint(undefined, 'ink'),
        d: `M${frame.x(0)} ${frame.y(province.index)}H${frame.x(most)}`,
      }),
      ...dots.map((dot) => dotShape(dot, frame, words)),
    ]),
    key: tierKey(words).filter(({ mark }) => marks[mark] > 0),
    table: {
      headings: [
        'agencies.agency',
        'agencies.n',
        'agencies.index',
        'agencies.range',
        'agencies.beside',
      ].map((key) => say(key)),
      rows: agenciesByName(results).map((agency) => {
        const figure = figureOf(agency, node);
        const n = shownOf(figure)?.respondents;
        return [
          agency.name,
          n === undefined ? '' : String(n),
          figureText(figure, words),
          rangeText(figure),
          markText(figure, words),
        ];
      }),
    },
  };
}

const dotsOf = (results: Results, node: string): Dot[] =>
  agenciesByName(results).flatMap(({ name, figures }) => {
    const figure = figures.find((candidate) => candidate.node === node);
    const shown = shownOf(figure);
    if (!shown) return [];
    return [
      {
        name,
        index: shown.index,
        respondents: shown.respondents,
        mark: markOf(figure),
      },
    ];
  });

/** 95 % of one agency of n respondents that is like the province, with the published design effect. */
const NORMAL = 1.96;
const STEPS = 40;

type Limit = readonly (readonly [n: number, share: number])[];

/** Below and above; only what the frame has. None where no design effect was published. */
function limitsOf(
  { designEffects }: Results,
  node: string,
  index: number,
  shares: readonly number[],
  most: number,
): Limit[] {
  const effect = designEffects?.[node];
  if (effect === undefined) return [];
  const { from, to } = shareAxis(shares, '');
  return [-1, 1].map((side) =>
    Array.from({ length: STEPS }, (_, place) => (most * (place + 1)) / STEPS)
      .map(
        (n) => [n, index + side * NORMAL * Math.sqrt((effect * index * (1 - index)) / n)] as const,
      )
      .filter(([, share]) => share >= from && share <= to),
  );
}

const curve = (limit: Limit, { x, y }: Frame): Shape =>
  shape('polyline', {
    ...paint(undefined, 'control'),
    'stroke-dasharray': '4 3',
    points: limit.map(([n, share]) => `${x(n)},${y(share)}`).join(' '),
  });

function dotShape(dot: Dot, { x, y }: Frame, { say }: PictureWords): Shape {
  const sentence = say('pictures.dot', {
    name: dot.name,
    index: wholePercent(dot.index),
    n: dot.respondents,
  });
  const ground = dot.mark === 'not_different' ? 'control' : GROUND[dot.mark];
  return shape('g', { role: 'img', 'aria-label': sentence }, [
    tooltip(sentence),
    shape('path', {
      ...paint(ground, 'paper'),
      d: signPath(dot.mark, x(dot.respondents), y(dot.index), 5),
    }),
  ]);
}
