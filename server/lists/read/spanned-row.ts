import type { Gap } from './gaps.ts';
import type { SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT, withoutTail } from './sheet-row.ts';

interface Place {
  /** How often the cell comes side by side. */
  readonly repeated: number;
  /** Merged over so many columns, which have no cells of their own. */
  readonly columns: number;
  /** Merged down over so many rows. */
  readonly rows: number;
  readonly gap: Gap['kind'] | undefined;
}

/** Builds the rows of one sheet out of its cells, and keeps what is merged down over those to come. */
export class SpannedRow {
  private number = 0;
  private cells: string[] = [];
  private gaps: Gap[] = [];
  private column = 0;
  /** Texts that are merged down, by column, with the last row to which they belong: a later one ends an earlier one. */
  private readonly spans = new Map<number, { readonly text: string; readonly last: number }>();

  begin(): void {
    this.number++;
    this.cells = [];
    this.gaps = [];
    this.column = 0;
  }

  skipRows(rows: number): void {
    this.number += rows;
  }

  skipColumnsTo(column: number): void {
    this.column = column;
  }

  put(text: string, { repeated, columns, rows, gap }: Place): void {
    if (gap && this.column < COLUMN_LIMIT)
      this.gaps.push({ row: this.number, column: this.column, kind: gap });
    if (text !== '')
      for (
        let place = this.column;
        place < Math.min(this.column + repeated, COLUMN_LIMIT);
        place++
      ) {
        while (this.cells.length < place) this.cells.push('');
        this.cells[place] = text;
      }
    if (rows > 1 && text !== '' && this.column < COLUMN_LIMIT)
      this.spans.set(this.column, { text, last: this.number + rows - 1 });
    this.column += repeated * columns;
  }

  end(): { readonly row: SheetRow; readonly gaps: readonly Gap[] } {
    const { number, gaps } = this;
    for (const [column, { last }] of this.spans) if (last < number) this.spans.delete(column);
    const above = [...this.spans]
      .filter(([column]) => !this.cells[column])
      .map(([column, { text }]) => [column, text] as const);
    const cells = withoutTail(this.cells);
    return { row: { number, cells, ...(above.length > 0 && { above }) }, gaps };
  }
}
