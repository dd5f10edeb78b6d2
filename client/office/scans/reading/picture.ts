/** A page as a scanner gave it: one byte a pixel, 0 black, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Luma of ITU-R BT.601, in whole numbers; what is transparent is paper. */
export function grayOf(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number) {
  const pixels = new Uint8Array(width * height);
  for (let i = 0, from = 0; i < pixels.length; i += 1, from += 4) {
    const luma = (77 * rgba[from]! + 150 * rgba[from + 1]! + 29 * rgba[from + 2]!) >> 8;
    const alpha = rgba[from + 3]!;
    pixels[i] = alpha === 255 ? luma : 255 - (((255 - luma) * alpha) >> 8);
  }
  return { width, height, pixels } satisfies Picture;
}

/** Means of squares of `factor` pixels: noise goes, and a mark of 5 mm is still 15 pixels wide. */
export function shrunk({ width, height, pixels }: Picture, factor: number): Picture {
  if (factor === 1) return { width, height, pixels };
  const small = { width: Math.floor(width / factor), height: Math.floor(height / factor) };
  const means = new Uint8Array(small.width * small.height);
  const sums = new Uint32Array(small.width);
  for (let y = 0; y < small.height; y += 1) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row += 1) {
      let from = row * width;
      for (let x = 0; x < small.width; x += 1) {
        let sum = 0;
        for (const end = from + factor; from < end; from += 1) sum += pixels[from]!;
        sums[x]! += sum;
      }
    }
    for (let x = 0; x < small.width; x += 1)
      means[y * small.width + x] = sums[x]! / (factor * factor);
  }
  return { ...small, pixels: means };
}

/** The gray between four pixels; what is beyond the picture is paper. */
export function grayBetween({ width, height, pixels }: Picture, x: number, y: number): number {
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 255;
  const right = x - 0.5 - left;
  const down = y - 0.5 - top;
  const from = top * width + left;
  const above = pixels[from]! + (pixels[from + 1]! - pixels[from]!) * right;
  const below = pixels[from + width]! + (pixels[from + width + 1]! - pixels[from + width]!) * right;
  return above + (below - above) * down;
}
