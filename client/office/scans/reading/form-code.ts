import { decodeQR } from 'qr/decode.js';
import { hasValidCheck } from '#contract/verhoeff.ts';
import type { Picture } from './picture.ts';
import { grayBetween } from './picture.ts';
import type { Projection } from './projection.ts';

export interface FormCode {
  readonly number: string;
  /** From 0. */
  readonly page: number;
  readonly isLarge: boolean;
}
/** Where the code is printed, in millimetres, and how many modules it has across. */
export interface CodePlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly modules: number;
}

/** `12345678-1` is the first page of a form, `12345678-1L` of one in large print. */
function formCodeOf(text: string): FormCode | undefined {
  const [, number, page, large] = /^(\d{8})-([1-9])(L?)$/.exec(text) ?? [];
  if (!number || !hasValidCheck(number)) return undefined;
  return { number, page: Number(page) - 1, isLarge: large === 'L' };
}

/** A code and how far it is, in millimetres, from where the projection puts it. */
export interface PlacedCode {
  readonly code: FormCode;
  readonly dx: number;
  readonly dy: number;
}

/** Reads the code where it was printed; undefined where it cannot be read without doubt. */
export function readFormCode(
  picture: Picture,
  projection: Projection,
  place: CodePlace,
): PlacedCode | undefined {
  const gray = (x: number, y: number) => {
    const point = projection(x, y);
    return grayBetween(picture, point.x, point.y);
  };
  const coarse = bestShift(gray, place, COARSE);
  if (coarse.light - coarse.dark < LEAST_CONTRAST) return undefined;
  const found = bestShift(gray, coarse.place, FINE);
  const text = decoded(modulesOf(gray, found.place, (found.light + found.dark) / 2));
  const code = text === undefined ? undefined : formCodeOf(text);
  return code && { code, dx: found.place.x - place.x, dy: found.place.y - place.y };
}

type Gray = (x: number, y: number) => number;
/** Between the dark and the light modules of the three finder patterns. */
const LEAST_CONTRAST = 35;

/** Shifts to try, in millimetres, and where in each module to look. */
interface Search {
  readonly shifts: readonly number[];
  readonly parts: readonly number[];
}
/** Where a corner of the sheet is missing the code is millimetres from where it is looked for. */
const COARSE: Search = {
  shifts: Array.from({ length: 19 }, (_, i) => (i - 9) * 0.5),
  parts: [0.5],
};
/** At three places of a module the contrast has one top, also in black and white. */
const FINE: Search = {
  shifts: Array.from({ length: 9 }, (_, i) => (i - 4) * 0.125),
  parts: [0.15, 0.5, 0.85],
};

interface Shifted {
  readonly light: number;
  readonly dark: number;
  readonly place: CodePlace;
}

/** The shift at which the finder patterns are the most black and white. */
function bestShift(gray: Gray, place: CodePlace, { shifts, parts }: Search): Shifted {
  let best: Shifted = { light: 0, dark: 0, place };
  for (const dx of shifts)
    for (const dy of shifts) {
      const shifted = { ...place, x: place.x + dx, y: place.y + dy };
      const { light, dark } = finderGrays(gray, shifted, parts);
      if (light - dark > best.light - best.dark) best = { light, dark, place: shifted };
    }
  return best;
}

/** Rings of a finder pattern (ISO/IEC 18004, 6.3.3): dark, light, and three by three dark. */
const isFinderDark = (column: number, row: number): boolean => {
  const ring = Math.max(Math.abs(column - 3), Math.abs(row - 3));
  return ring !== 2;
};

function finderGrays(gray: Gray, place: CodePlace, parts: readonly number[]) {
  let [light, dark] = [0, 0];
  const far = place.modules - 7;
  for (const [left, top] of [
    [0, 0],
    [far, 0],
    [0, far],
  ] as const)
    for (let row = 0; row < 7; row += 1)
      for (let column = 0; column < 7; column += 1) {
        const mean = moduleGray(gray, place, left + column, top + row, parts);
        if (isFinderDark(column, row)) dark += mean;
        else light += mean;
      }
  return { light: light / LIGHT_MODULES, dark: dark / DARK_MODULES };
}

/** Of three finder patterns. */
const LIGHT_MODULES = 3 * 16;
const DARK_MODULES = 3 * (49 - 16);

function moduleGray(
  gray: Gray,
  { x, y, size, modules }: CodePlace,
  column: number,
  row: number,
  parts: readonly number[],
): number {
  const module = size / modules;
  let sum = 0;
  for (const right of parts)
    for (const down of parts) sum += gray(x + (column + right) * module, y + (row + down) * module);
  return sum / parts.length ** 2;
}

const MIDDLE = [0.3, 0.5, 0.7];

/** Each module by the mean of nine points of its middle. */
const modulesOf = (gray: Gray, place: CodePlace, middle: number): boolean[][] =>
  Array.from({ length: place.modules }, (_, row) =>
    Array.from(
      { length: place.modules },
      (_, column) => moduleGray(gray, place, column, row, MIDDLE) < middle,
    ),
  );

const PIXELS_A_MODULE = 4;
const QUIET = 4;

/** Drawn again without a fault, so that a reader of codes has only wrong modules to mend. */
function decoded(modules: readonly (readonly boolean[])[]): string | undefined {
  const side = (modules.length + 2 * QUIET) * PIXELS_A_MODULE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const row = Math.floor(y / PIXELS_A_MODULE) - QUIET;
      const column = Math.floor(x / PIXELS_A_MODULE) - QUIET;
      if (modules[row]?.[column]) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  try {
    return decodeQR({ width: side, height: side, data });
  } catch {
    return undefined;
  }
}
