import type { Point } from './picture.ts';

/** Millimetres of the sheet to pixels of the picture. */
export type Projection = (x: number, y: number) => Point;

/** The eight coefficients of x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1). */
type Coefficients = readonly number[];

/** Taken apart once: a page asks for 100,000 places. */
function projectionBy(coefficients: Coefficients): Projection {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = coefficients;
  return (x, y) => {
    const depth = g * x + h * y + 1;
    return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
  };
}

/**
 * The one projection that takes four points to four (Hartley and Zisserman 2004, Multiple View Geometry, §4.1), or
 * three to three without perspective; undefined where they are in a line.
 */
export function projectionOf(from: readonly Point[], to: readonly Point[]): Projection | undefined {
  const rows = from.flatMap(({ x, y }, i) => {
    const { x: u, y: v } = to[i]!;
    const isAffine = from.length === 3;
    return isAffine
      ? [
          [x, y, 1, 0, 0, 0, u],
          [0, 0, 0, x, y, 1, v],
        ]
      : [
          [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
          [0, 0, 0, x, y, 1, -v * x, -v * y, v],
        ];
  });
  const solution = solved(rows);
  return solution && projectionBy([...solution, 0, 0].slice(0, 8));
}

/** Gauss and Jordan with the largest pivot; each row ends with its right side. */
function solved(rows: number[][]): number[] | undefined {
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const pivot = largestIn(rows, column);
    if (Math.abs(rows[pivot]![column]!) < 1e-9) return undefined;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    clearColumn(rows, column);
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}

function largestIn(rows: readonly number[][], column: number): number {
  let pivot = column;
  for (let row = column + 1; row < rows.length; row += 1)
    if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
  return pivot;
}

function clearColumn(rows: readonly number[][], column: number): void {
  const head = rows[column]!;
  for (const row of rows) {
    if (row === head) continue;
    const share = row[column]! / head[column]!;
    for (let i = column; i <= rows.length; i += 1) row[i]! -= share * head[i]!;
  }
}
