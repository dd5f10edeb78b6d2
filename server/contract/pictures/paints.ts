import type { Attributes } from './shapes.ts';

/** Colours of a file by itself, and of paper; plots.css has the page's by the same names, in both themes. */
const PAINTS = {
  ink: '#1a2230',
  quiet: '#4b5566',
  line: '#d5d1c6',
  control: '#6f7785',
  tint: '#e7ecf5',
  paper: '#ffffff',
  'on-dark': '#ffffff',
  'on-same': '#1a2230',
  higher: '#1e4686',
  same: '#d8d5cb',
  lower: '#9a5a12',
  'd-1': '#7f430a',
  'd-2': '#d39a4e',
  'd-3': '#d8d5cb',
  'd-4': '#7da3d4',
  'd-5': '#1e4686',
} as const;
export type Paint = keyof typeof PAINTS;

/** Colour by name; what has none is not filled. */
export const paint = (fill: Paint | undefined, stroke?: Paint): Attributes => ({
  class: [fill && `f-${fill}`, stroke && `s-${stroke}`].filter(Boolean).join(' '),
  fill: fill ? PAINTS[fill] : 'none',
  stroke: stroke && PAINTS[stroke],
});
