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
  const sums = summedArea(width, height, pixels);
  const reach = Math.round(Math.max(width, height) * WINDOW);
  const dark = new Uint8Array(pixels.length);
  const stride = width + 1;
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - reach);
    const bottom = Math.min(height, y + reach + 1);
    const [above, below, row] = [top * stride, bottom * stride, y * width];
    for (let x = 0; x < width; x += 1) {
      const left = x > reach ? x - reach : 0;
      const right = x + reach < width ? x + reach + 1 : width;
      const sum =
        sums[below + right]! - sums[above + right]! - sums[below + left]! + sums[above + left]!;
      const mean = sum / ((bottom - top) * (right - left));
      if (pixels[row + x]! < DARKER * mean) dark[row + x] = 1;
    }
  }
  return dark;
}

/** In words of 32 bits, which hold the sum of 16 million white pixels: marks are looked for in two million. */
function summedArea(width: number, height: number, pixels: Uint8Array): Uint32Array {
  const stride = width + 1;
  const sums = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += pixels[y * width + x]!;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row;
    }
  }
  return sums;
}

/** Areas of at least `least` pixels; `dark` is emptied on the way. */
export function darkAreas(dark: Uint8Array, width: number, least: number): DarkArea[] {
  const areas: DarkArea[] = [];
  const stack = new Int32Array(dark.length);
  for (let start = 0; start < dark.length; start += 1) {
    if (!dark[start]) continue;
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
