import type { DarkArea } from './dark-areas.ts';
import { darkAreas, darkPixels } from './dark-areas.ts';
import type { Picture, Point } from './picture.ts';
import { shrunk } from './picture.ts';

/** Corners in the picture's own directions; the one that nobody could see is undefined. */
export type Corners = readonly [
  topLeft: Point | undefined,
  topRight: Point | undefined,
  bottomLeft: Point | undefined,
  bottomRight: Point | undefined,
];

/** The sheet between the centres of its marks, in millimetres, and a mark's side. */
export interface MarkedSheet {
  readonly width: number;
  readonly height: number;
  readonly mark: number;
}

/** Longer side of the picture in which marks are looked for. */
const LONGER_SIDE = 1200;
/** Areas looked at for a corner: crossed-out boxes are as square, yet farther in. */
const MOST_A_CORNER = 5;
/** A corner that is not there costs as much as this misfit: three good marks beat four of which one is none. */
const MISSING = 0.02;
const MOST_MISFIT = 0.06;

const DIRECTIONS = [
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1],
] as const;

/** Solid squares of about a mark's size, in pixels of the picture. */
export function squareAreas(picture: Picture): DarkArea[] {
  const factor = Math.max(1, Math.round(Math.max(picture.width, picture.height) / LONGER_SIDE));
  return squaresOf(shrunk(picture, factor)).map(({ area, x, y, width, height }) => ({
    area: area * factor ** 2,
    x: x * factor,
    y: y * factor,
    width: width * factor,
    height: height * factor,
  }));
}

/** The four marks of a printed form among squares; undefined where fewer than three are seen. */
export function cornerMarks(squares: readonly DarkArea[], sheet: MarkedSheet): Corners | undefined {
  const candidates = DIRECTIONS.map(([right, down]) => [
    ...[...squares]
      .sort((a, b) => right * (a.x - b.x) + down * (a.y - b.y))
      .slice(0, MOST_A_CORNER),
    undefined,
  ]);
  return bestCorners(candidates, sheet) as Corners | undefined;
}

/** Solid and about square, and neither a letter nor a picture. */
function squaresOf(picture: Picture): DarkArea[] {
  const longer = Math.max(picture.width, picture.height);
  const least = 0.008 * longer;
  const most = 0.032 * longer;
  return darkAreas(darkPixels(picture), picture.width, least ** 2 / 2).filter(
    ({ area, width, height }) =>
      Math.min(width, height) >= least &&
      Math.max(width, height) <= most &&
      area / (width * height) > 0.7 &&
      width / height > 0.7 &&
      height / width > 0.7,
  );
}

type Candidates = readonly (readonly (DarkArea | undefined)[])[];

function bestCorners(candidates: Candidates, sheet: MarkedSheet) {
  let best: { misfit: number; corners: (DarkArea | undefined)[] } | undefined;
  for (const corners of combinations(candidates)) {
    const misfit = misfitOf(corners, sheet);
    if (misfit < (best?.misfit ?? MOST_MISFIT)) best = { misfit, corners };
  }
  return best?.corners;
}

const combinations = (candidates: Candidates): (DarkArea | undefined)[][] =>
  candidates.reduce<(DarkArea | undefined)[][]>(
    (begun, corner) => begun.flatMap((corners) => corner.map((area) => [...corners, area])),
    [[]],
  );

/** How far areas are from being the marks of one sheet that was turned, scaled and a little tilted; 0 is perfect. */
function misfitOf(corners: readonly (DarkArea | undefined)[], sheet: MarkedSheet): number {
  const seen = corners.filter((corner) => corner !== undefined);
  if (seen.length < 3 || new Set(seen).size < seen.length) return Infinity;
  const [a, b, c, d] = corners;
  const across = vectorOf(a, b) ?? vectorOf(c, d)!;
  const down = vectorOf(a, c) ?? vectorOf(b, d)!;
  // Else the corners are named the wrong way round.
  if (across.x < Math.abs(across.y) || down.y < Math.abs(down.x)) return Infinity;
  const [width, height] = [Math.hypot(across.x, across.y), Math.hypot(down.x, down.y)];
  const [long, short] = height > width ? [height, width] : [width, height];
  const ratio = Math.abs((long * sheet.width) / (short * sheet.height) - 1);
  const slant = Math.abs(across.x * down.x + across.y * down.y) / (width * height);
  const scale = long / sheet.height;
  const sizes = seen.map(({ area }) => Math.abs(Math.sqrt(area) / (scale * sheet.mark) - 1));
  const opposite =
    seen.length < 4
      ? MISSING
      : Math.hypot(a!.x + d!.x - b!.x - c!.x, a!.y + d!.y - b!.y - c!.y) / long;
  return Math.max(...sizes) > 0.3
    ? Infinity
    : ratio + slant / 2 + opposite + Math.max(...sizes) / 20;
}

const vectorOf = (from: Point | undefined, to: Point | undefined): Point | undefined =>
  from && to && { x: to.x - from.x, y: to.y - from.y };
