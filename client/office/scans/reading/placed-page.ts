import type { Corners, MarkedSheet } from './corner-marks.ts';
import { cornerMarks, squareAreas } from './corner-marks.ts';
import type { DarkArea } from './dark-areas.ts';
import { codeCorners } from './find-code.ts';
import type { CodePlace, FormCode, PlacedCode } from './form-code.ts';
import { readFormCode } from './form-code.ts';
import type { Picture, Point } from './picture.ts';
import type { Projection } from './projection.ts';
import { projectionOf } from './projection.ts';

/** What of a printed sheet is where, in millimetres. */
export interface Sheet {
  readonly sheet: { readonly width: number; readonly height: number };
  readonly marks: readonly Point[];
  readonly mark: number;
  readonly box: number;
  readonly code: CodePlace;
}
/** A page that was found in a picture. */
export interface PlacedPage {
  readonly code: FormCode;
  readonly projection: Projection;
}
/** Why a page cannot be read: it is then entered by hand. */
export type Unreadable = 'no_marks' | 'no_code';

/** A point of the sheet and where the picture shows it. */
interface Pair {
  readonly from: Point;
  readonly to: Point;
}

/** By the marks in the corners; where two of them are cut off, by the code and the marks that are there. */
export function placedPage(picture: Picture, sheet: Sheet): PlacedPage | Unreadable {
  const squares = squareAreas(picture);
  const corners = cornerMarks(squares, markedSheet(sheet));
  const pairings = corners
    ? turned(picture, sheet, corners)
    : pairedByCode(picture, sheet, squares);
  for (const pairs of pairings) {
    const projection = projectionBy(pairs);
    const found = projection && readFormCode(picture, projection, sheet.code);
    if (!found) continue;
    const better = withCode(pairs, sheet, projection, found);
    return { code: found.code, projection: projectionBy(better) ?? projection };
  }
  return corners ? 'no_code' : 'no_marks';
}

const projectionBy = (pairs: readonly Pair[]): Projection | undefined =>
  projectionOf(
    pairs.map(({ from }) => from),
    pairs.map(({ to }) => to),
  );

function markedSheet({ marks, mark }: Sheet): MarkedSheet {
  const [topLeft, topRight, bottomLeft] = marks as [Point, Point, Point];
  return { mark, width: topRight.x - topLeft.x, height: bottomLeft.y - topLeft.y };
}

const centresOf = ({ marks, mark }: Sheet): Point[] =>
  marks.map(({ x, y }) => ({ x: x + mark / 2, y: y + mark / 2 }));

/** Corners of the picture in the order of the sheet's: as it lay, and upside down. */
const UPRIGHT = [
  [0, 1, 2, 3],
  [3, 2, 1, 0],
] as const;
const LYING = [
  [1, 3, 0, 2],
  [2, 0, 3, 1],
] as const;

function turned(picture: Picture, sheet: Sheet, corners: Corners): Pair[][] {
  const centres = centresOf(sheet);
  const turns = picture.height >= picture.width ? [...UPRIGHT, ...LYING] : [...LYING, ...UPRIGHT];
  return turns.map((turn) =>
    turn.flatMap((corner, i) => {
      const to = corners[corner];
      return to ? [{ from: centres[i]!, to }] : [];
    }),
  );
}

/** The code replaces the mark beside it: without it a photograph's tilt would be lost. */
function withCode(
  pairs: readonly Pair[],
  sheet: Sheet,
  projection: Projection,
  { dx, dy }: PlacedCode,
): readonly Pair[] {
  const topRight = centresOf(sheet)[1]!;
  if (
    pairs.length !== 3 ||
    pairs.some(({ from }) => from.x === topRight.x && from.y === topRight.y)
  )
    return pairs;
  const middle = middleOf(sheet.code);
  return [...pairs, { from: middle, to: projection(middle.x + dx, middle.y + dy) }];
}

const middleOf = ({ x, y, size }: CodePlace): Point => ({ x: x + size / 2, y: y + size / 2 });

/** Millimetres between a mark and where the small code alone puts it. */
const FAR = 14;

function pairedByCode(picture: Picture, sheet: Sheet, squares: readonly DarkArea[]): Pair[][] {
  const { code } = sheet;
  const corners = codeCorners(picture);
  const rough = corners && projectionOf(cornersOf(code), corners);
  if (!rough) return [];
  const scale =
    Math.hypot(corners[1]!.x - corners[0]!.x, corners[1]!.y - corners[0]!.y) / code.size;
  const middle = middleOf(code);
  const marks = centresOf(sheet).flatMap((centre): Pair[] => {
    const { x, y } = rough(centre.x, centre.y);
    const near = squares
      .map((square) => ({ square, away: Math.hypot(square.x - x, square.y - y) / scale }))
      .filter(({ square, away }) => away < FAR && isMark(square, scale * sheet.mark))
      .sort((a, b) => a.away - b.away)[0];
    return near ? [{ from: centre, to: near.square }] : [];
  });
  return marks.length === 2 ? [[...marks, { from: middle, to: rough(middle.x, middle.y) }]] : [];
}

const isMark = ({ area }: DarkArea, side: number): boolean =>
  Math.abs(Math.sqrt(area) / side - 1) < 0.25;

const cornersOf = ({ x, y, size }: CodePlace): Point[] => [
  { x, y },
  { x: x + size, y },
  { x: x + size, y: y + size },
  { x, y: y + size },
];
