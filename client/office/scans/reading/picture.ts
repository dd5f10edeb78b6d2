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
  const pixels = new Uint8Array(width * height).fill(255);
  // Most of a page is white: a word of four bytes says so at once.
  const words = new Int32Array(rgba.buffer, rgba.byteOffset, pixels.length);
  for (let i = 0; i < pixels.length; i += 1) {
    if (words[i] === -1) continue;
    const from = 4 * i;
    const luma = (77 * rgba[from]! + 150 * rgba[from + 1]! + 29 * rgba[from + 2]!) >> 8;
    const alpha = rgba[from + 3]!;
    pixels[i] = alpha === 255 ? luma : 255 - (((255 - luma) * alpha) >> 8);
  }
  return { width, height, pixels } satisfies Picture;
}

/** Means of squares of `factor` pixels: noise goes, and a mark of 5 mm is still 15 pixels wide. */
export function shrunk(picture: Picture, factor: number): Picture {
  if (factor === 1) return picture;
  if (factor === 2) return halved(picture);
  const { pixels } = picture;
  const width = Math.floor(picture.width / factor);
  const height = Math.floor(picture.height / factor);
  const means = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  for (let y = 0; y < height; y += 1) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row += 1) {
      let from = row * picture.width;
      for (let x = 0; x < width; x += 1) {
        let sum = 0;
        for (const end = from + factor; from < end; from += 1) sum += pixels[from]!;
        sums[x]! += sum;
      }
    }
    for (let x = 0; x < width; x += 1) means[y * width + x] = sums[x]! / factor ** 2;
  }
  return { width, height, pixels: means };
}

/** Half of all that is shrunk: without the inner loop a quarter of the time. */
function halved(picture: Picture): Picture {
  const { pixels, width: below } = picture;
  const width = picture.width >> 1;
  const height = picture.height >> 1;
  const means = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0, from = 2 * y * below; x < width; x += 1, from += 2)
      means[y * width + x] =
        (pixels[from]! + pixels[from + 1]! + pixels[from + below]! + pixels[from + below + 1]!) >>
        2;
  return { width, height, pixels: means };
}

/** The gray between four pixels; what is beyond the picture is paper. */
export function grayBetween({ width, height, pixels }: Picture, x: number, y: number): number {
  const across = x - 0.5;
  const along = y - 0.5;
  if (across < 0 || along < 0 || across >= width - 1 || along >= height - 1) return 255;
  // Neither is negative: this is their floor, as a whole number.
  const left = across | 0;
  const top = along | 0;
  const right = across - left;
  const down = along - top;
  const from = top * width + left;
  const above = pixels[from]! + (pixels[from + 1]! - pixels[from]!) * right;
  const below = pixels[from + width]! + (pixels[from + width + 1]! - pixels[from + width]!) * right;
  return above + (below - above) * down;
}
