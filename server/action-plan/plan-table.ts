import type { PlanRow } from '#contract/action-plan.ts';
import { cleanText } from '#contract/written-text.ts';

type Column =
  | 'number'
  | 'criterion'
  | 'shortcoming'
  | 'duty'
  | 'expected'
  | 'product'
  | 'person'
  | 'authority'
  | 'leads'
  | 'partners'
  | 'deadline';

/** Headings of the plans of provinces; the first that fits a cell is its column. */
const HEADINGS: readonly (readonly [Column, RegExp])[] = [
  ['number', /^(s[ốô] )?(tt|stt|thứ tự)$/],
  ['person', /^rõ người/],
  ['duty', /^rõ việc/],
  ['leads', /^rõ trách nhiệm/],
  ['expected', /^rõ hiệu quả/],
  ['shortcoming', /tồn tại|hạn chế|nguyên nhân/],
  ['leads', /chủ trì|cơ quan thực hiện|đơn vị thực hiện/],
  ['partners', /phối hợp/],
  ['deadline', /thời gian|thời hạn|tiến độ|hoàn thành/],
  ['expected', /kết quả|yêu cầu|mục tiêu/],
  ['product', /sản phẩm|đầu ra/],
  ['person', /người phụ trách|người thực hiện|cá nhân/],
  ['authority', /thẩm quyền/],
  ['criterion', /tiêu chí|lĩnh vực/],
  ['duty', /nhiệm vụ|nội dung|giải pháp|công việc/],
];
const ROMAN = /^([IVX]+)[.)]?(\s|$)/;

type Layout = ReadonlyMap<number, Column>;

/**
 * Rows of a plan's tables as duties. A table begins with its headings, in one row or two (“Phân công nhiệm vụ” over
 * “Cơ quan chủ trì”), which plans repeat on each page. A row with words in one column alone is a section. A row
 * without a number after repeated headings is the end of a row that the page cut.
 */
export function planRows(table: readonly (readonly string[])[]): PlanRow[] {
  const reading = new PlanReading();
  for (const row of table) reading.add(row.map(cellText));
  return reading.rows;
}

/** Text of a cell, without the marks of what printed it. */
const cellText = (cell: string): string =>
  cleanText(cell.replaceAll(/<br\s*\/?>/gi, '\n').replaceAll(/<\/?[a-z][^>]*>/gi, ''))
    .replaceAll(/\*\*/g, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .trim();

class PlanReading {
  readonly rows: PlanRow[] = [];
  #layout: Layout | undefined;
  #section: string | null = null;
  /** The headings came again: a row without a number continues the last one. */
  #isRepeated = false;

  add(cells: readonly string[]): void {
    if (cells.every((cell) => cell === '' || /^[-:| ]+$/.test(cell))) return;
    if (this.#readHeadings(cells) || !this.#layout) return;
    const found = valuesOf(cells, this.#layout);
    const filled = cells.filter((cell) => cell !== '');
    const section = sectionOf(found, filled);
    if (section) this.#section = section;
    else if (!found.get('number') && this.#isRepeated && this.rows.length > 0)
      this.rows.push(continued(this.rows.pop() as PlanRow, found));
    else this.#addRow(found);
    if (found.get('number')) this.#isRepeated = false;
  }

  #readHeadings(cells: readonly string[]): boolean {
    const columns = headingsIn(cells);
    if (columns.size >= 3) {
      this.#isRepeated = this.#layout !== undefined;
      this.#layout = columns;
      return true;
    }
    const others = cells.filter((cell) => cell !== '').length - columns.size;
    if (!this.#layout || columns.size < 2 || others > 0) return false;
    this.#layout = new Map([...this.#layout, ...columns]);
    return true;
  }

  #addRow(found: ReadonlyMap<Column, string>): void {
    const value = (column: Column) => found.get(column) || null;
    const duty = value('duty') ?? value('criterion');
    if (!duty) return;
    this.rows.push({
      section: this.#section,
      criterion: value('duty') ? value('criterion') : null,
      shortcoming: value('shortcoming'),
      duty,
      expected: value('expected'),
      product: value('product'),
      person: value('person'),
      authority: value('authority'),
      leads: value('leads') ?? '',
      partners: value('partners') ?? '',
      deadline: (value('deadline') ?? '').replaceAll('\n', ' '),
    });
  }
}

function headingsIn(cells: readonly string[]): Map<number, Column> {
  const found = new Map<number, Column>();
  for (const [index, cell] of cells.entries()) {
    const words = cell.toLowerCase().replaceAll(/\s+/g, ' ');
    if (words.length > 60) continue;
    const column = HEADINGS.find(([, pattern]) => pattern.test(words))?.[0];
    if (column && ![...found.values()].includes(column)) found.set(index, column);
  }
  return found;
}

const valuesOf = (cells: readonly string[], layout: Layout): Map<Column, string> =>
  new Map([...layout].map(([index, column]) => [column, cells[index] ?? '']));

/** `I. CHỈ ĐẠO, ĐIỀU HÀNH` in one cell or two; a heading below it, such as `2 | Kiểm tra`, belongs to its rows too. */
function sectionOf(found: ReadonlyMap<Column, string>, filled: readonly string[]): string | null {
  const isAlone = filled.length === 1 || (filled.length === 2 && Boolean(found.get('number')));
  const hasDuty = ['leads', 'deadline', 'expected'].some((column) => found.get(column as Column));
  if (!isAlone || hasDuty) return null;
  const text = filled.join(' ');
  return ROMAN.test(text) || filled.length === 2 ? text : null;
}

/** The rest of a row that the page cut, cell by cell. */
function continued(row: PlanRow, rest: ReadonlyMap<Column, string>): PlanRow {
  const join = (before: string | null, column: Column) =>
    [before, rest.get(column)].filter(Boolean).join(' ');
  return {
    ...row,
    criterion: join(row.criterion, 'criterion') || null,
    shortcoming: join(row.shortcoming, 'shortcoming') || null,
    duty: join(row.duty, rest.has('duty') ? 'duty' : 'criterion'),
    expected: join(row.expected, 'expected') || null,
    leads: join(row.leads, 'leads'),
    partners: join(row.partners, 'partners'),
    deadline: join(row.deadline, 'deadline'),
  };
}
