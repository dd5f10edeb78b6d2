import { dayFromIso, isFormulaError, textOfValue } from './cell-text.ts';
import { xmlText } from './html-text.ts';
import type { TagReader } from './markup.ts';
import type { TableName } from './ods-table.ts';
import { SpannedRow } from './spanned-row.ts';
import type { WorkbookRow } from './workbook-row.ts';
import { attributeOf } from './xlsx-book.ts';

const CELL_LENGTH = 32_767;
const SHEET_ROWS = 1_048_576;

interface OpenCell {
  readonly attributes: string;
  type: string;
  text: string;
}

/** Makes rows of an XML spreadsheet of Excel 2003 (SpreadsheetML, urn:schemas-microsoft-com:office:spreadsheet). */
export class XmlTable implements TagReader<WorkbookRow> {
  readonly sheets: TableName[] = [];
  private rows: WorkbookRow[] = [];
  private row = new SpannedRow();
  private rowNumber = 0;
  private isInRow = false;
  private cell: OpenCell | undefined;
  private isInData = false;
  private isInComment = false;
  private isInVisible = false;

  taken(): WorkbookRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  close(): void {
    this.endRow();
  }

  text(text: string): void {
    const sheet = this.sheets.at(-1);
    if (this.isInVisible && sheet && /hidden/iu.test(text)) sheet.isHidden = true;
    if (!this.cell || !this.isInData || this.isInComment) return;
    if (this.cell.text.length < CELL_LENGTH) this.cell.text += text;
  }

  tag(name: string, isEnd: boolean, attributes: string): void {
    const isEmpty = attributes.endsWith('/');
    switch (name.slice(name.indexOf(':') + 1)) {
      case 'worksheet':
        this.endRow();
        if (!isEnd) this.openSheet(attributes);
        break;
      case 'visible':
        this.isInVisible = !isEnd && !isEmpty;
        break;
      case 'row':
        this.endRow();
        if (!isEnd) this.openRow(attributes);
        if (isEmpty) this.endRow();
        break;
      case 'cell':
        this.endCell();
        if (!isEnd && this.isInRow) this.cell = { attributes, type: '', text: '' };
        if (isEmpty) this.endCell();
        break;
      case 'comment':
        this.isInComment = !isEnd && !isEmpty;
        break;
      case 'data':
        this.openData(isEnd || isEmpty, attributes);
        break;
    }
  }

  private openSheet(attributes: string): void {
    const name = xmlText(attributeOf(attributes, '(?:\\w+:)?Name') ?? '');
    this.sheets.push({ name, isHidden: false });
    this.row = new SpannedRow();
    this.rowNumber = 0;
  }

  private openRow(attributes: string): void {
    const number = numberOf(attributes, 'Index') ?? this.rowNumber + 1;
    this.row.skipRows(Math.max(0, number - this.rowNumber - 1));
    this.row.begin();
    // Rows without cells that are formatted alike are written once.
    const span = numberOf(attributes, 'Span') ?? 0;
    this.rowNumber = Math.max(number, this.rowNumber + 1) + span;
    this.spanned = span;
    this.isInRow = true;
  }
  private spanned = 0;

  private endRow(): void {
    this.endCell();
    if (!this.isInRow) return;
    const ended = this.row.end();
    if (ended.row.cells.length > 0 || ended.gaps.length > 0)
      this.rows.push({ ...ended, sheet: this.sheets.length - 1 });
    this.row.skipRows(this.spanned);
    this.isInRow = false;
  }

  private openData(isEnd: boolean, attributes: string): void {
    if (this.isInComment) return;
    this.isInData = !isEnd && this.cell !== undefined;
    if (this.cell && this.isInData)
      this.cell.type = attributeOf(attributes, '(?:\\w+:)?Type') ?? '';
  }

  private endCell(): void {
    const { cell } = this;
    this.cell = undefined;
    this.isInData = false;
    if (!cell) return;
    const { attributes, type } = cell;
    const index = numberOf(attributes, 'Index');
    if (index !== undefined) this.row.skipColumnsTo(index - 1);
    const text = xmlText(cell.text).normalize('NFC');
    const isError = type === 'Error' || isFormulaError(text);
    const isFormula = attributeOf(attributes, '(?:\\w+:)?Formula') !== undefined;
    this.row.put(type === 'DateTime' ? dayFromIso(text) : isError ? '' : textOfValue(text), {
      repeated: 1,
      columns: 1 + (numberOf(attributes, 'MergeAcross') ?? 0),
      rows: 1 + (numberOf(attributes, 'MergeDown') ?? 0),
      gap: isError ? 'error' : isFormula && type === '' ? 'formula' : undefined,
    });
  }
}

function numberOf(attributes: string, name: string): number | undefined {
  const written = Number(attributeOf(attributes, `(?:\\w+:)?${name}`) ?? Number.NaN);
  return Number.isInteger(written) && written >= 0 ? Math.min(written, SHEET_ROWS) : undefined;
}
