/**
 * The assignment of rows to columns with the least sum of costs, by shortest augmenting paths (Jonker and
 * Volgenant 1987). Needs at least as many columns as rows; answers the column of each row.
 */
export function assignCells(cost: readonly (readonly number[])[]): number[] {
  const rows = cost.length;
  const columns = cost[0]?.length ?? 0;
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(columns + 1);
  /** Row of each column, counted from 1; 0 is free. */
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) augment(cost, row, { u, v, rowOf });
  const assigned = new Array<number>(rows).fill(-1);
  rowOf.forEach((row, column) => {
    if (column > 0 && row > 0) assigned[row - 1] = column - 1;
  });
  return assigned;
}

interface Matching {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly rowOf: Int32Array;
}

function augment(cost: readonly (readonly number[])[], row: number, { u, v, rowOf }: Matching) {
  const columns = v.length - 1;
  const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(columns + 1);
  const isUsed = new Uint8Array(columns + 1);
  rowOf[0] = row;
  let column = 0;
  do {
    isUsed[column] = 1;
    const i = rowOf[column]!;
    let delta = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let j = 1; j <= columns; j++) {
      if (isUsed[j]) continue;
      const reduced = cost[i - 1]![j - 1]! - u[i]! - v[j]!;
      if (reduced < least[j]!) {
        least[j] = reduced;
        before[j] = column;
      }
      if (least[j]! < delta) {
        delta = least[j]!;
        next = j;
      }
    }
    isUsed.forEach((used, j) => {
      if (used) {
        u[rowOf[j]!]! += delta;
        v[j]! -= delta;
      } else least[j]! -= delta;
    });
    column = next;
  } while (rowOf[column] !== 0);
  followBack(column, before, rowOf);
}

/** Turns the augmenting path round. */
function followBack(last: number, before: Int32Array, rowOf: Int32Array) {
  let column = last;
  while (column !== 0) {
    const previous = before[column]!;
    rowOf[column] = rowOf[previous]!;
    column = previous;
  }
}
