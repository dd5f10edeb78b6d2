import type { Picture } from './picture.ts';
import { grayBetween } from './picture.ts';
import type { Projection } from './projection.ts';

/** A printed box, in millimetres from the top left of the sheet. */
export interface Box {
  readonly x: number;
  readonly y: number;
}
/** What is inside the rim of a box. */
export interface BoxInk {
  /** Share of the inside that is written on, 0 to 1. */
  readonly share: number;
  /** Width and height of what is written, in millimetres: a fold is a line, a tick is not. */
  readonly width: number;
  readonly height: number;
  /** Of nine parts of the inside, the share written on in the emptiest. */
  readonly emptiest: number;
  /** Whether the rim was found and is dark enough to compare with. */
  readonly isFramed: boolean;
}
export interface Offset {
  readonly dx: number;
  readonly dy: number;
}
/** Grays around a box. */
interface Surroundings {
  /** Of the paper and of the printed line. */
  readonly paper: number;
  readonly line: number;
  /** How far those of the paper scatter. */
  readonly noise: number;
}

const COARSE = Array.from({ length: 9 }, (_, i) => (i - 4) * 0.3);
const FINE = [-0.2, -0.1, 0, 0.1, 0.2];
/** A millimetre from where the marks say costs so much gray: of two equal rims the nearer is taken. */
const SHIFT_COST = 6;

/** Reads boxes through one projection. */
export class BoxReader {
  private readonly picture: Picture;
  private readonly projection: Projection;
  private readonly side: number;

  constructor(picture: Picture, projection: Projection, side: number) {
    this.picture = picture;
    this.projection = projection;
    this.side = side;
  }

  private gray(x: number, y: number): number {
    const point = this.projection(x, y);
    return grayBetween(this.picture, point.x, point.y);
  }

  /** Where the rim is darkest: paper stretches, is folded and is drawn in unevenly. */
  rimOffset(box: Box): Offset {
    const cost = ({ dx, dy }: Offset) =>
      this.lineGray({ x: box.x + dx, y: box.y + dy }) + SHIFT_COST * Math.hypot(dx, dy);
    const coarse = darkest(COARSE, COARSE, cost, { dx: 0, dy: 0 });
    return darkest(FINE, FINE, cost, coarse);
  }

  /** Mean along the four lines, without the corners. */
  private lineGray({ x, y }: Box): number {
    let sum = 0;
    for (const part of ALONG) {
      const along = part * this.side;
      sum += this.gray(x + along, y) + this.gray(x + along, y + this.side);
      sum += this.gray(x, y + along) + this.gray(x + this.side, y + along);
    }
    return sum / (4 * ALONG.length);
  }

  /** The paper between this rim and what is printed beside it. */
  private surroundings(box: Box): Surroundings {
    const grays: number[] = [];
    for (const part of ALONG)
      for (const away of [0.55, 0.8]) {
        const along = part * this.side;
        const far = this.side + away;
        grays.push(this.gray(box.x + along, box.y - away), this.gray(box.x + along, box.y + far));
        grays.push(this.gray(box.x - away, box.y + along), this.gray(box.x + far, box.y + along));
      }
    grays.sort((a, b) => a - b);
    const quantile = (share: number) => grays[Math.floor(share * (grays.length - 1))]!;
    const paper = quantile(0.7);
    return { paper, line: this.lineGray(box), noise: (quantile(0.9) - quantile(0.5)) / 1.28 };
  }

  /** What is written inside a box that was printed `offset` away from where the marks say. */
  ink(box: Box, { dx, dy }: Offset): BoxInk {
    const { paper, line, noise } = this.surroundings({ x: box.x + dx, y: box.y + dy });
    const contrast = paper - line;
    const limit = paper - Math.max(INK * contrast, 4 * noise, LEAST_CONTRAST * INK);
    const size = Math.floor((this.side - 2 * INSET) / STEP) + 1;
    const inked = new Uint8Array(size * size);
    for (let row = 0; row < size; row += 1)
      for (let column = 0; column < size; column += 1) {
        const x = box.x + dx + INSET + column * STEP;
        const y = box.y + dy + INSET + row * STEP;
        if (this.gray(x, y) < limit) inked[row * size + column] = 1;
      }
    return { ...measured(connected(inked, size), size), isFramed: contrast >= LEAST_CONTRAST };
  }
}

const ALONG = Array.from({ length: 11 }, (_, i) => 0.12 + i * 0.076);
/** The rim's line is 0.28 mm; in it and beside it nothing is measured. */
const INSET = 0.6;
const STEP = 0.2;
/** Of the contrast of the printed line: a pencil's is about a half. */
const INK = 0.3;
/** In grays of 255; below it nothing is said of a box. */
const LEAST_CONTRAST = 30;

function darkest(
  rights: readonly number[],
  downs: readonly number[],
  cost: (offset: Offset) => number,
  from: Offset,
): Offset {
  let best = from;
  let least = Infinity;
  for (const right of rights)
    for (const down of downs) {
      const offset = { dx: from.dx + right, dy: from.dy + down };
      const now = cost(offset);
      if (now < least) [best, least] = [offset, now];
    }
  return best;
}

/** Points with fewer than two written neighbours are dust. */
function connected(inked: Uint8Array, size: number): Uint8Array {
  const kept = new Uint8Array(inked.length);
  for (let point = 0; point < inked.length; point += 1)
    if (inked[point] && neighboursOf(inked, size, point) >= 2) kept[point] = 1;
  return kept;
}

function neighboursOf(inked: Uint8Array, size: number, point: number): number {
  const column = point % size;
  const row = (point - column) / size;
  let count = -1;
  for (let y = Math.max(0, row - 1); y <= Math.min(size - 1, row + 1); y += 1)
    for (let x = Math.max(0, column - 1); x <= Math.min(size - 1, column + 1); x += 1)
      count += inked[y * size + x]!;
  return count;
}

function measured(inked: Uint8Array, size: number): Omit<BoxInk, 'isFramed'> {
  const parts = new Float64Array(9);
  const places = new Float64Array(9);
  let [left, right, top, bottom, count] = [size, -1, size, -1, 0];
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const part = Math.floor((3 * row) / size) * 3 + Math.floor((3 * column) / size);
      places[part]! += 1;
      if (!inked[row * size + column]) continue;
      parts[part]! += 1;
      count += 1;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }
  return {
    share: count / inked.length,
    width: Math.max(0, right - left + 1) * STEP,
    height: Math.max(0, bottom - top + 1) * STEP,
    emptiest: Math.min(...parts.map((inkedHere, i) => inkedHere / places[i]!)),
  };
}
