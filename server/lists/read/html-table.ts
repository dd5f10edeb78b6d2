import { htmlText } from './html-text.ts';
import type { TagReader } from './markup.ts';
import type { SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT, withoutTail } from './sheet-row.ts';

/** The longest text that a spreadsheet's cell can hold. */
const CELL_LENGTH = 32_767;
const SILENT = new Set(['style', 'script', 'title', 'xml']);
const BREAKS = new Set(['br', 'p', 'div', 'li']);

/** Makes rows of the tags of a page. End tags of rows and cells may be missing, as HTML allows. */
export class HtmlTable implements TagReader {
  private rows: SheetRow[] = [];
  private number = 0;
  private cells: string[] | undefined;
  private cell: string | undefined;
  private span = 1;
  private silent: string | undefined;
  /** Rows for which each column is still taken by a cell from above. */
  private readonly taking: number[] = [];
  /** The texts of those cells, which belong to each of the rows. */
  private readonly above: string[] = [];
  private rowsDown = 1;
  /** Columns in which a merged cell begins in this row. */
  private readonly begun = new Set<number>();

  /** Rows that are complete since the last call. */
  taken(): SheetRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  text(text: string): void {
    if (this.cell === undefined || this.silent || this.cell.length > CELL_LENGTH) return;
    this.cell += text;
  }

  tag(name: string, isEnd: boolean, attributes: string): void {
    if (this.silent) {
      if (isEnd && name === this.silent) this.silent = undefined;
    } else if (SILENT.has(name)) {
      this.silent = isEnd || attributes.endsWith('/') ? undefined : name;
    } else if (BREAKS.has(name)) this.text(' ');
    else if (name === 'tr' || name === 'table') this.row(name, isEnd);
    else if (name === 'td' || name === 'th') {
      this.closeCell();
      if (!isEnd) this.openCell(attributes);
    }
  }

  private row(name: 'tr' | 'table', isEnd: boolean): void {
    if (name === 'table' && !isEnd) return;
    this.closeRow();
    if (!isEnd) this.cells = [];
  }

  close(): void {
    this.closeRow();
  }

  private openCell(attributes: string): void {
    this.cells ??= [];
    this.skipTaken();
    this.span = spanOf(attributes, 'colspan');
    this.rowsDown = spanOf(attributes, 'rowspan');
    this.cell = '';
  }

  /** A merged cell holds its text in its first place only, as in a workbook. */
  private closeCell(): void {
    if (this.cell === undefined || !this.cells) return;
    const column = this.cells.length;
    const text = htmlText(this.cell.slice(0, CELL_LENGTH)).normalize('NFC');
    if (this.rowsDown > 1) this.mergeDown(column, text);
    this.cells.push(text);
    for (let more = 1; more < this.span && this.cells.length < COLUMN_LIMIT; more++)
      this.cells.push('');
    this.cell = undefined;
  }

  private mergeDown(column: number, text: string): void {
    for (let taken = column; taken < column + this.span; taken++) {
      this.taking[taken] = this.rowsDown;
      this.above[taken] = taken === column ? text : '';
    }
    this.rowsDown = 1;
    this.begun.add(column);
  }

  private skipTaken(): void {
    const cells = this.cells!;
    while ((this.taking[cells.length] ?? 0) > 0 && cells.length < COLUMN_LIMIT) cells.push('');
  }

  private closeRow(): void {
    this.closeCell();
    if (!this.cells) return;
    const above = this.cellsAbove();
    for (const [column, left] of this.taking.entries())
      if (left > 0) this.taking[column] = left - 1;
    this.number++;
    const cells = withoutTail(this.cells.slice(0, COLUMN_LIMIT));
    this.rows.push({ number: this.number, cells, ...(above.length > 0 && { above }) });
    this.cells = undefined;
    this.begun.clear();
  }

  private cellsAbove(): (readonly [column: number, text: string])[] {
    return this.taking.flatMap((left, column) =>
      left > 0 && this.above[column] && !this.begun.has(column)
        ? [[column, this.above[column]] as const]
        : [],
    );
  }
}

function spanOf(attributes: string, name: string): number {
  const span = Number(
    new RegExp(`\\b${name}\\s*=\\s*["']?(\\d+)`, 'iu').exec(attributes)?.[1] ?? 1,
  );
  return Math.min(Math.max(1, span), COLUMN_LIMIT);
}
