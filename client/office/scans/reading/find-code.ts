import { decodeQR } from 'qr/decode.js';
import type { Picture, Point } from './picture.ts';
import { shrunk } from './picture.ts';

/** Longer side of the picture in which the code is looked for: a module is three pixels wide. */
const LONGER_SIDE = 1300;

/** Corners of the code, clockwise from its own top left, wherever it is on the picture. */
export function codeCorners(picture: Picture): Point[] | undefined {
  const factor = Math.max(1, Math.round(Math.max(picture.width, picture.height) / LONGER_SIDE));
  const { width, height, pixels } = shrunk(picture, factor);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i += 4) data[i] = data[i + 1] = data[i + 2] = pixels[i / 4]!;
  let corners: Point[] | undefined;
  try {
    decodeQR(
      { width, height, data },
      {
        format: 'RGBX',
        timeLimit: 1000,
        pointsOnDetect: ({ bounds }) => {
          corners = bounds.map(({ x, y }) => ({ x: x * factor, y: y * factor }));
        },
      },
    );
  } catch {
    return undefined;
  }
  return corners;
}
