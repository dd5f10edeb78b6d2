import type { YearPoint } from '../years.ts';
import type { Shape } from './shapes.ts';
import { shape } from './shapes.ts';

const WIDTH = 132;
const HEIGHT = 36;
const MARGIN = 6;
/** Two figures a point apart are not drawn as far apart as two that are twenty apart. */
const NARROWEST = 0.2;

/** A figure over the years: a dot a year with its interval, hollow where no error is known. No line says rise or fall. */
export function yearLine(points: readonly YearPoint[], label: string): Shape {
  const years = points.map(({ year }) => year);
  const first = Math.min(...years);
  const span = Math.max(1, Math.max(...years) - first);
  const lows = points.map(({ low, index }) => low ?? index);
  const highs = points.map(({ high, index }) => high ?? index);
  const middle = (Math.min(...lows) + Math.max(...highs)) / 2;
  const reach = Math.max(NARROWEST, Math.max(...highs) - Math.min(...lows)) / 2;
  const x = (year: number) => MARGIN + ((year - first) / span) * (WIDTH - 2 * MARGIN);
  const y = (share: number) => HEIGHT / 2 - ((share - middle) / reach) * (HEIGHT / 2 - MARGIN);
  const fixed = (value: number) => value.toFixed(1);
  const path = points.map(({ year, index }) => `${fixed(x(year))},${fixed(y(index))}`).join(' ');
  const marks = points.flatMap(({ year, index, low, high }) => {
    const interval =
      low === null || high === null
        ? []
        : [
            shape('line', {
              class: 'year-range',
              x1: fixed(x(year)),
              x2: fixed(x(year)),
              y1: fixed(y(low)),
              y2: fixed(y(high)),
            }),
          ];
    const dot = { cx: fixed(x(year)), cy: fixed(y(index)), r: 3.2 };
    return [
      ...interval,
      shape('circle', { class: low === null ? 'year-bare' : 'year-dot', ...dot }),
    ];
  });
  return shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'year-line',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: 'img',
      'aria-label': label,
    },
    [shape('polyline', { class: 'year-path', points: path }), ...marks],
  );
}
