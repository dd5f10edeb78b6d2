/** A cell whose value is not in the file: a formula that was never calculated, or one that failed. */
export interface Gap {
  readonly row: number;
  /** From 0. */
  readonly column: number;
  readonly kind: 'formula' | 'error';
}

/** A column of formulas down a long sheet has as many; shown are their number and the first. */
const KEPT_GAPS = 20_000;

export class Gaps {
  readonly kept: Gap[] = [];

  add(row: number, column: number, kind: Gap['kind']): void {
    if (this.kept.length < KEPT_GAPS) this.kept.push({ row, column, kind });
  }
}
