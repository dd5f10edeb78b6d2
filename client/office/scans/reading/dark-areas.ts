import type { Picture } from './picture.ts';

/** Connected dark pixels. */
export interface DarkArea {
  readonly area: number;
  /** Centre of gravity. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A pixel is dark that is this much darker than the mean around it (Bradley and Roth 2007, J. Graph. Tools 12(2)). */
const DARKER = 0.72;
/** Half of the window's side, as a share of the picture's longer side: wider than a mark. */
const WINDOW = 0.045;

/** By the surroundings, so that a shadow over half of a page is not one dark area. */
export function darkPixels({ width, height, pixels }: Picture): Uint8Array {
  const reach = Math.round(Math.max(width, height) * WINDOW);
  const dark = new Uint8Array(pixels.length);
  const sums = new Int32Array(width);
  for (let y = -reach; y < height; y += 1) {
    if (y + reach < height) addRow(sums, pixels, (y + reach) * width);
    if (y > reach) removeRow(sums, pixels, (y - reach - 1) * width);
    const rows = Math.min(height, y + reach + 1) - Math.max(0, y - reach);
    if (y >= 0) markRow(dark, pixels, y * width, { sums, rows, reach });
  }
  return dark;
}

function addRow(sums: Int32Array, pixels: Uint8Array, row: number): void {
  for (let x = 0; x < sums.length; x += 1) sums[x]! += pixels[row + x]!;
}

function removeRow(sums: Int32Array, pixels: Uint8Array, row: number): void {
  for (let x = 0; x < sums.length; x += 1) sums[x]! -= pixels[row + x]!;
}

/** Sums of the columns over the rows around a row, and how far around it. */
interface Band {
  readonly sums: Int32Array;
  readonly rows: number;
  readonly reach: number;
}

function markRow(dark: Uint8Array, pixels: Uint8Array, row: number, { sums, rows, reach }: Band) {
  const width = sums.length;
  let [sum, columns] = [0, 0];
  for (let x = -reach; x < width; x += 1) {
    if (x + reach < width) {
      sum += sums[x + reach]!;
      columns += 1;
    }
    if (x > reach) {
      sum -= sums[x - reach - 1]!;
      columns -= 1;
    }
    if (x < 0 || pixels[row + x]! >= DARKER * 255) continue;
    if (pixels[row + x]! < DARKER * (sum / (rows * columns))) dark[row + x] = 1;
  }
}

/** Areas of at least `least` pixels; `dark` is emptied on the way. */
export function darkAreas(dark: Uint8Array, width: number, least: number): DarkArea[] {
  const areas: DarkArea[] = [];
  const stack = new Int32Array(dark.length);
  for (let start = dark.indexOf(1); start >= 0; start = dark.indexOf(1, start)) {
    const found = flood(dark, width, start, stack);
    if (found.area >= least) areas.push(found);
  }
  return areas;
}

function flood(dark: Uint8Array, width: number, start: number, stack: Int32Array): DarkArea {
  let [area, sumX, sumY, top] = [0, 0, 0, 0];
  let [left, right, upper, lower] = [width, -1, dark.length, -1];
  const push = (pixel: number) => {
    dark[pixel] = 0;
    stack[top] = pixel;
    top += 1;
  };
  push(start);
  while (top > 0) {
    top -= 1;
    const pixel = stack[top]!;
    const x = pixel % width;
    const y = (pixel - x) / width;
    area += 1;
    sumX += x;
    sumY += y;
    left = Math.min(left, x);
    right = Math.max(right, x);
    upper = Math.min(upper, y);
    lower = Math.max(lower, y);
    if (x > 0 && dark[pixel - 1]) push(pixel - 1);
    if (x + 1 < width && dark[pixel + 1]) push(pixel + 1);
    if (y > 0 && dark[pixel - width]) push(pixel - width);
    if (dark[pixel + width]) push(pixel + width);
  }
  return {
    area,
    x: sumX / area + 0.5,
    y: sumY / area + 0.5,
    width: right - left + 1,
    height: lower - upper + 1,
  };
}
