import { decodeQR } from 'qr/decode.js';

/** A frame of the camera may show a square that cannot be read: blurred, torn or cut off. */
export interface Sight {
  readonly text?: string;
  readonly isSeen: boolean;
}
/** Milliseconds for more tries at one frame: the next frame is a try as well. */
const MOST_TIME = 300;

export function squareIn(frame: {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}): Sight {
  let isSeen = false;
  try {
    const text = decodeQR(frame, {
      format: 'RGBA',
      timeLimit: MOST_TIME,
      pointsOnDetect: () => {
        isSeen = true;
      },
    });
    return { text, isSeen: true };
  } catch {
    return { isSeen };
  }
}
