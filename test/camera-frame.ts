import { correction, generate } from 'lean-qr';
import { Chance } from './scans/chance.ts';

/** What a telephone's camera shows at 640×480. */
export const FRAME = { width: 640, height: 480 } as const;

interface Held {
  /** Pixels across the square, degrees that the hand turned it, and how much nearer one side is. */
  readonly size?: number;
  readonly turn?: number;
  readonly tilt?: number;
  /** Grays of ink and paper in the light of the room, and how much brighter the left is. */
  readonly ink?: number;
  readonly paper?: number;
  readonly shade?: number;
  /** Grays by which pixels differ by chance, and its seed. */
  readonly noise?: number;
  readonly seed?: number;
  /** Share of the square's side that is torn off from its middle. */
  readonly hole?: number;
}

/** Grays of a frame in which a hand holds the square of a text as the product prints it. */
export function cameraFrame(text: string, held: Held = {}): Uint8ClampedArray {
  const { ink = 50, paper = 190, shade = 40, noise = 8, seed = 1 } = held;
  const chance = new Chance(seed);
  const isDark = placed(text, held);
  const grays = new Uint8ClampedArray(FRAME.width * FRAME.height);
  for (let i = 0; i < grays.length; i += 1) {
    const [x, y] = [i % FRAME.width, Math.floor(i / FRAME.width)];
    // Four points a pixel: edges are as soft as a lens makes them.
    let dark = 0;
    for (let nth = 0; nth < 4; nth += 1)
      if (isDark(x + 0.25 + (nth % 2) / 2, y + 0.25 + (nth >> 1) / 2)) dark += 1;
    const light = paper + ((ink - paper) * dark) / 4 - (shade * x) / FRAME.width;
    grays[i] = light + chance.between(-noise, noise);
  }
  return grays;
}

/** Whether a point of the frame is ink. */
function placed(text: string, { size = 150, turn = 8, tilt = 0.03, hole = 0 }: Held) {
  const qr = generate(text, { minCorrectionLevel: correction.Q });
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  return (x: number, y: number): boolean => {
    const right = x - FRAME.width / 2;
    const down = y - FRAME.height / 2;
    // Without a list of the two: 1.2 million points a frame.
    const along = (down * cos - right * sin) / size;
    const depth = 1 + tilt * along;
    const u = (right * cos + down * sin) / size / depth;
    const v = along / depth;
    if (Math.abs(u) > 0.5 || Math.abs(v) > 0.5) return false;
    if (Math.max(Math.abs(u), Math.abs(v)) < hole / 2) return false;
    return qr.get(Math.floor((u + 0.5) * qr.size), Math.floor((v + 0.5) * qr.size)) === true;
  };
}
