import { paint } from './paints.ts';
import { quietLabel } from './picture.ts';
import type { Shape } from './shapes.ts';
import { fixed, label, shape } from './shapes.ts';

/** Plots have one size: readable on a telephone as it is, and larger with their letters on a screen. */
export const PLOT = { width: 340, height: 300 } as const;
const BOX = { left: 38, right: 322, top: 22, bottom: 256 } as const;

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly text: (value: number) => string;
  readonly name: string;
}

export interface Frame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly shapes: readonly Shape[];
}

/** Two axes with their names, grid lines at the ticks, and where a value is. */
export function plotFrame(across: Axis, up: Axis): Frame {
  const x = (value: number) =>
    fixed(BOX.left + ((value - across.from) / (across.to - across.from)) * (BOX.right - BOX.left));
  const y = (value: number) =>
    fixed(BOX.bottom - ((value - up.from) / (up.to - up.from)) * (BOX.bottom - BOX.top));
  const grid = [
    ...across.ticks.map((tick) => `M${x(tick)} ${BOX.top}V${BOX.bottom}`),
    ...up.ticks.map((tick) => `M${BOX.left} ${y(tick)}H${BOX.right}`),
  ].join('');
  return {
    x,
    y,
    shapes: [
      shape('path', { ...paint(undefined, 'line'), d: grid }),
      ...across.ticks.map((tick) =>
        quietLabel(across.text(tick), x(tick), BOX.bottom + 16, 'middle'),
      ),
      ...up.ticks.map((tick) => quietLabel(up.text(tick), BOX.left - 5, y(tick) + 4, 'end')),
      label(across.name, {
        ...paint('ink'),
        ...{ x: (BOX.left + BOX.right) / 2, y: BOX.bottom + 36, 'text-anchor': 'middle' },
      }),
      label(up.name, { ...paint('ink'), x: 2, y: 13 }),
    ],
  };
}

/** Tens of per cent around the values, never wider than from nought to one. */
export function shareAxis(values: readonly number[], name: string): Axis {
  const from = Math.max(0, Math.floor(10 * Math.min(...values) - 0.2) / 10);
  const to = Math.min(1, Math.ceil(10 * Math.max(...values) + 0.2) / 10);
  const stride = to - from > 0.6 ? 0.2 : 0.1;
  const ticks = Array.from(
    { length: 11 },
    (_, place) => Math.round(10 * (from + place * stride)) / 10,
  );
  return {
    from,
    to,
    ticks: ticks.filter((tick) => tick <= to + 1e-9),
    text: (share) => `${Math.round(100 * share)}%`,
    name,
  };
}

/** Whole numbers from nought, in strides of one, two or five times a power of ten. */
export function countAxis(largest: number, name: string): Axis {
  const rough = Math.max(1, largest) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const stride = Math.max(
    1,
    [1, 2, 5, 10].map((step) => step * power).find((step) => step >= rough)!,
  );
  const to = Math.ceil((1.04 * Math.max(1, largest)) / stride) * stride;
  const ticks = Array.from({ length: Math.round(to / stride) + 1 }, (_, place) => place * stride);
  return { from: 0, to, ticks, text: String, name };
}
