import { dayFromIso, isFormulaError, textOfValue } from './cell-text.ts';
import type { Gap } from './gaps.ts';
import { xmlText } from './html-text.ts';
import type { TagReader } from './markup.ts';
import { SpannedRow } from './spanned-row.ts';
import { TooMuchUnpacked } from './too-much-unpacked.ts';
import type { WorkbookRow } from './workbook-row.ts';
import { attributeOf } from './xlsx-book.ts';

/** The longest text that a spreadsheet's cell can hold. */
const CELL_LENGTH = 32_767;
const SHEET_ROWS = 1_048_576;
/** No list has the same row so often: one line of a damaged file would be read as a million. */
const MOST_REPEATED = 100_000;
/** What is written beside a cell's value, or drawn over it. */
const SILENT = new Set([
  'office:annotation',
  'table:shapes',
  'draw:frame',
  'table:tracked-changes',
]);

export interface TableName {
  readonly name: string;
  isHidden: boolean;
}

/** Makes rows of the content of an OpenDocument spreadsheet (ODF 1.3 part 3, 9). */
export class OdsTable implements TagReader<WorkbookRow> {
  readonly sheets: TableName[] = [];
  private rows: WorkbookRow[] = [];
  private readonly hiddenStyles = new Set<string>();
  private style = '';
  private row = new SpannedRow();
  private repeatedRows = 1;
  private cell: { readonly attributes: string; paragraphs: string[] } | undefined;
  private isInText = false;
  private silent: string | undefined;
  private silentDepth = 0;

  taken(): WorkbookRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  close(): void {}

  text(text: string): void {
    const paragraphs = this.cell?.paragraphs;
    if (!paragraphs || !this.isInText || this.silent) return;
    const last = paragraphs.length - 1;
    if (paragraphs[last]!.length < CELL_LENGTH) paragraphs[last] += text;
  }

  tag(name: string, isEnd: boolean, attributes: string): void {
    const isEmpty = attributes.endsWith('/');
    if (this.silent) this.listen(name, isEnd, isEmpty);
    else if (SILENT.has(name) && !isEnd) {
      if (!isEmpty) [this.silent, this.silentDepth] = [name, 1];
    } else if (name.startsWith('style:')) this.readStyle(name, attributes);
    else if (name === 'table:table') this.openTable(isEnd, attributes);
    else if (name === 'table:table-row') this.readRow(isEnd, isEmpty, attributes);
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell')
      this.readCell(isEnd, isEmpty, attributes);
    else if (name.startsWith('text:')) this.readText(name, isEnd, isEmpty, attributes);
  }

  private listen(name: string, isEnd: boolean, isEmpty: boolean): void {
    if (name !== this.silent || isEmpty) return;
    this.silentDepth += isEnd ? -1 : 1;
    if (this.silentDepth === 0) this.silent = undefined;
  }

  /** Whether a sheet is hidden is in its style. */
  private readStyle(name: string, attributes: string): void {
    if (name === 'style:style') this.style = attributeOf(attributes, 'style:name') ?? '';
    if (attributeOf(attributes, 'table:display') === 'false') this.hiddenStyles.add(this.style);
  }

  private openTable(isEnd: boolean, attributes: string): void {
    if (isEnd) return;
    const name = xmlText(attributeOf(attributes, 'table:name') ?? '');
    const style = attributeOf(attributes, 'table:style-name') ?? '';
    this.sheets.push({ name, isHidden: this.hiddenStyles.has(style) });
    this.row = new SpannedRow();
  }

  private readRow(isEnd: boolean, isEmpty: boolean, attributes: string): void {
    if (!isEnd) {
      this.row.begin();
      this.repeatedRows = countOf(attributes, 'table:number-rows-repeated', SHEET_ROWS);
    }
    if (!isEnd && !isEmpty) return;
    this.closeCell();
    const sheet = this.sheets.length - 1;
    const first = this.row.end();
    const isBlank = first.row.cells.length === 0 && first.gaps.length === 0;
    if (!isBlank && this.repeatedRows > MOST_REPEATED) throw new TooMuchUnpacked();
    if (!isBlank)
      for (let more = 0; more < this.repeatedRows; more++)
        this.rows.push({ ...first, sheet, row: { ...first.row, number: first.row.number + more } });
    this.row.skipRows(this.repeatedRows - 1);
    this.repeatedRows = 1;
  }

  private readCell(isEnd: boolean, isEmpty: boolean, attributes: string): void {
    this.closeCell();
    if (isEnd) return;
    this.cell = { attributes, paragraphs: [] };
    if (isEmpty) this.closeCell();
  }

  private closeCell(): void {
    const { cell } = this;
    this.cell = undefined;
    this.isInText = false;
    if (!cell) return;
    const { attributes } = cell;
    const text = xmlText(cell.paragraphs.join('\n')).normalize('NFC');
    const value = cellValue(attributes, text);
    this.row.put(textOfValue(value), {
      repeated: countOf(attributes, 'table:number-columns-repeated', SHEET_ROWS),
      columns: 1,
      rows: countOf(attributes, 'table:number-rows-spanned', SHEET_ROWS),
      gap: gapOf(attributes, text),
    });
  }

  private readText(name: string, isEnd: boolean, isEmpty: boolean, attributes: string): void {
    if (!this.cell) return;
    if (name === 'text:p' || name === 'text:h') {
      if (!isEnd) this.cell.paragraphs.push('');
      this.isInText = !isEnd && !isEmpty;
    } else if (name === 'text:s') this.text(' '.repeat(countOf(attributes, 'text:c', 1000)));
    else if (name === 'text:line-break') this.text('\n');
    else if (name === 'text:tab') this.text('\t');
  }
}

/** Numbers and days by their values: what is shown of them depends on the format of the cell. */
function cellValue(attributes: string, text: string): string {
  const type = attributeOf(attributes, 'office:value-type');
  if (type === 'date') return dayFromIso(attributeOf(attributes, 'office:date-value') ?? text);
  if (type === 'float' || type === 'currency' || type === 'percentage')
    return attributeOf(attributes, 'office:value') ?? text;
  return text;
}

function gapOf(attributes: string, text: string): Gap['kind'] | undefined {
  if (isFormulaError(text)) return 'error';
  const isFormula = attributeOf(attributes, 'table:formula') !== undefined;
  const hasValue = /\soffice:(?:[a-z]+-)?value(?:-type)?=/u.test(attributes);
  return isFormula && !hasValue && text === '' ? 'formula' : undefined;
}

const countOf = (attributes: string, name: string, most: number): number =>
  Math.min(most, Math.max(1, Math.trunc(Number(attributeOf(attributes, name) ?? 1)) || 1));
