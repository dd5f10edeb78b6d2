/** A cell of a grid of pointed hexagons; odd rows are half a cell to the right. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Distance of two rows where neighbouring cells are 1 apart. */
const ROW_HEIGHT = Math.sqrt(3) / 2;

export const cellKey = ({ column, row }: Cell): string => `${column},${row}`;

export const centreOf = ({ column, row }: Cell): { x: number; y: number } => ({
  x: column + (row & 1 ? 0.5 : 0),
  y: row * ROW_HEIGHT,
});

/** The six cells that share a side with a cell. */
export function cellsAround({ column, row }: Cell): Cell[] {
  const left = row & 1 ? column : column - 1;
  return [
    { column: column - 1, row },
    { column: column + 1, row },
    { column: left, row: row - 1 },
    { column: left + 1, row: row - 1 },
    { column: left, row: row + 1 },
    { column: left + 1, row: row + 1 },
  ];
}

export const doTouch = (first: Cell, second: Cell): boolean =>
  cellsAround(first).some(({ column, row }) => column === second.column && row === second.row);

/** All cells whose centre is within a distance of one of the points. */
export function cellsNear(points: readonly { x: number; y: number }[], distance: number): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { x, y } of points) {
    for (let row = Math.floor((y - distance) / ROW_HEIGHT); row * ROW_HEIGHT <= y + distance; row++)
      for (let column = Math.floor(x - distance); column <= x + distance; column++) {
        const cell = { column, row };
        const centre = centreOf(cell);
        if (Math.hypot(centre.x - x, centre.y - y) <= distance) cells.set(cellKey(cell), cell);
      }
  }
  return [...cells.values()];
}
