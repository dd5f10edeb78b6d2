import { writtenDay } from '../written-day.ts';
import { wholePercent } from './marked-figures.ts';
import { paint } from './paints.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import { drawing, quietLabel, SMALL_TEXT } from './picture.ts';
import type { Shape } from './shapes.ts';
import { fixed, label, shape, tooltip } from './shapes.ts';

const SIZE = { width: 340, height: 200 } as const;
const BOX = { left: 38, right: 332, top: 16, bottom: 168 } as const;

export interface WeeksEnd {
  readonly from: string;
  readonly to: string;
  /** Of all, who had answered by the end of the last week, 0–1. */
  readonly share: number;
}

/** How much of all answers had come by the end of each week; nothing where the publication has no weeks. */
export function responseWeeks({ results }: PictureFacts, words: PictureWords): Picture | null {
  const { weeks = [] } = results.counts;
  const half = weeks.find(({ share }) => share >= 0.5);
  if (weeks.length < 2 || !half) return null;
  const { say } = words;
  const title = say('pictures.weeks_title', { day: writtenDay(half.to) });
  return {
    title,
    about: say('pictures.weeks_about'),
    svg: weeksDrawing(weeks, title),
    key: [],
    table: {
      headings: [say('pictures.weeks_week'), say('pictures.weeks_share')],
      rows: weeks.map((week) => [weeksText(week), wholePercent(week.share)]),
    },
  };
}

export const weeksText = ({ from, to }: Pick<WeeksEnd, 'from' | 'to'>): string =>
  `${writtenDay(from)} – ${writtenDay(to)}`;

/** One bar for each week or weeks together, up to all. */
export function weeksDrawing(weeks: readonly WeeksEnd[], title: string): Shape {
  const room = (BOX.right - BOX.left) / weeks.length;
  const y = (share: number) => fixed(BOX.bottom - share * (BOX.bottom - BOX.top));
  const ticks = [0, 0.5, 1];
  return drawing(SIZE, title, 'plot', [
    shape('path', {
      ...paint(undefined, 'line'),
      d: ticks.map((tick) => `M${BOX.left} ${y(tick)}H${BOX.right}`).join(''),
    }),
    ...ticks.map((tick) => quietLabel(wholePercent(tick), BOX.left - 6, y(tick) + 4, 'end')),
    ...weeks.flatMap((week, place) => bar(week, BOX.left + place * room, room, y)),
  ]);
}

function bar(week: WeeksEnd, left: number, room: number, y: (share: number) => number): Shape[] {
  const sentence = `${weeksText(week)}: ${wholePercent(week.share)}`;
  const middle = fixed(left + room / 2);
  const day = writtenDay(week.to).replace(/\/\d+$/, '');
  // Narrower bars have room for their number alone.
  const isRoomy = room >= 34;
  const small = { ...paint('ink'), 'font-size': SMALL_TEXT, 'text-anchor': 'middle' };
  return [
    shape('g', { role: 'img', 'aria-label': sentence }, [
      tooltip(sentence),
      shape('rect', {
        ...paint('d-4'),
        ...{ x: fixed(left + room * 0.1), y: y(week.share) },
        ...{ width: fixed(room * 0.8), height: fixed(BOX.bottom - y(week.share)) },
      }),
      ...(isRoomy
        ? [label(wholePercent(week.share), { ...small, x: middle, y: y(week.share) - 4 })]
        : []),
      ...(isRoomy ? [label(day, { ...small, x: middle, y: BOX.bottom + 16 })] : []),
    ]),
  ];
}
