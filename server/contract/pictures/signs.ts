import type { Change } from '../changes.ts';
import { withheldWord } from '../figure-words.ts';
import type { Figure, TIERS } from '../figures.ts';
import type { Paint } from './paints.ts';
import { paint } from './paints.ts';
import type { Shape } from './shapes.ts';
import { fixed, shape } from './shapes.ts';

/** `withheld` is measured and may not be shown; `absent` is not of this round. */
export type Sign = (typeof TIERS)[number] | 'withheld' | 'absent';
export const MARKED = ['higher', 'not_different', 'lower', 'withheld'] as const;
export type Marked = (typeof MARKED)[number];

/** The figure's own mark; of a figure that is not shown, or has none, nothing is said. */
export function markOf(figure: Figure | undefined): Marked {
  if (!figure?.tier || withheldWord(figure)) return 'withheld';
  return figure.tier;
}

export const SIGN_OF_CHANGE: Readonly<Record<Change['change'], Marked>> = {
  risen: 'higher',
  fallen: 'lower',
  not_different: 'not_different',
};

export const GROUND: Readonly<Record<Marked, Paint>> = {
  higher: 'higher',
  not_different: 'same',
  lower: 'lower',
  withheld: 'paper',
};
export const ON_GROUND: Readonly<Record<Marked, Paint>> = {
  higher: 'on-dark',
  not_different: 'on-same',
  lower: 'on-dark',
  withheld: 'quiet',
};

/** Shape carries the mark where colours are not seen: up, round, down, hatched. Relative, so that many are one path. */
export function signPath(mark: Marked, x: number, y: number, size = 5): string {
  const [left, top, bottom] = [fixed(x - size), fixed(y - size), fixed(y + size)];
  switch (mark) {
    case 'higher':
      return `M${fixed(x)} ${top}l${size} ${fixed(1.8 * size)}h${-2 * size}z`;
    case 'lower':
      return `M${fixed(x)} ${bottom}l${size} ${fixed(-1.8 * size)}h${-2 * size}z`;
    case 'not_different': {
      const r = fixed(0.6 * size);
      return `M${fixed(x - r)} ${fixed(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    }
    case 'withheld':
      return `M${left} ${fixed(y)}l${size} ${-size}M${left} ${bottom}l${2 * size} ${-2 * size}M${fixed(x)} ${bottom}l${size} ${-size}`;
  }
}

const KEY = 20;

/** A square of the key, in the mark's colour and with its sign. */
export function keySign(mark: Marked): Shape {
  return shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'key-sign',
      viewBox: `0 0 ${KEY} ${KEY}`,
      width: KEY,
      height: KEY,
      'aria-hidden': 'true',
    },
    [
      shape('rect', {
        ...paint(GROUND[mark], 'control'),
        ...{ x: 0.5, y: 0.5, width: KEY - 1, height: KEY - 1 },
      }),
      shape('path', { ...signPaint(mark), d: signPath(mark, KEY / 2, KEY / 2) }),
    ],
  );
}

/** On the mark's own ground. */
export const signPaint = (mark: Marked) =>
  mark === 'withheld' ? paint(undefined, 'control') : paint(ON_GROUND[mark]);
