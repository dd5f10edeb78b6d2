import type { Gap } from './gaps.ts';
import { Gaps } from './gaps.ts';
import { attributeOf } from './xlsx-book.ts';

/** A cell that is merged down: its text belongs to the rows below it too. Rows from 1, columns from 0. */
export interface Merge {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface XlsxScan {
  /** Rows with a value. */
  rowCount: number;
  readonly merges: readonly Merge[];
  readonly gaps: readonly Gap[];
}

/** A row longer than this is none: a gigabyte of one letter packs into a megabyte. */
const LONGEST_ROW = 32 * 1024 * 1024;
const MERGES_KEPT = 200_000;

/**
 * What the markup of a sheet says beside its values: merged cells come after the rows they concern, and formulas
 * without a value look like empty cells. Searched for as text, a hundred times faster than parsed.
 */
export async function scanXlsxSheet(chunks: AsyncIterable<Buffer>): Promise<XlsxScan> {
  const scan = new SheetScan();
  let rest = '';
  for await (const chunk of chunks) {
    rest += chunk.toString('latin1');
    const end = rest.lastIndexOf(scan.rowEnd(rest));
    if (end >= 0) {
      scan.rows(rest.slice(0, end));
      rest = rest.slice(end);
    }
    if (rest.length > LONGEST_ROW) throw new TypeError('a row does not end');
  }
  scan.rows(rest);
  scan.mergesIn(rest);
  return scan;
}

class SheetScan implements XlsxScan {
  rowCount = 0;
  readonly merges: Merge[] = [];
  private readonly found = new Gaps();
  /** Formulas whose value is 0: some writers write that where they have not calculated. */
  private readonly zeros = new Gaps();
  private hasCalculated = false;
  private prefix: string | undefined;
  private rowNumber = 0;

  get gaps(): readonly Gap[] {
    return this.hasCalculated ? this.found.kept : [...this.found.kept, ...this.zeros.kept];
  }

  rowEnd(text: string): string {
    this.prefix ??= /<([\w.-]+:)?worksheet[\s>]/u.exec(text)?.[1] ?? '';
    return `</${this.prefix}row>`;
  }

  rows(text: string): void {
    const open = `<${this.prefix ?? ''}row`;
    const value = nextOf(text, `<${this.prefix}v`);
    const inline = nextOf(text, `<${this.prefix}is`);
    const formula = nextOf(text, `<${this.prefix}f`);
    const error = nextOf(text, ' t="e"');
    for (let start = text.indexOf(open); start >= 0; ) {
      const next = text.indexOf(open, start + open.length);
      const end = next < 0 ? text.length : next;
      const isTag = /[\s>/]/u.test(text[start + open.length] ?? '');
      if (isTag) this.rowNumber = rowNumberOf(text, start) ?? this.rowNumber + 1;
      if (isTag && Math.min(value(start), inline(start)) < end) this.rowCount++;
      if (Math.min(formula(start), error(start)) < end) this.cells(text.slice(start, end));
      start = next;
    }
  }

  /** Only of rows with a formula or an error. */
  private cells(row: string): void {
    const cell = new RegExp(
      `<${this.prefix}c(\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${this.prefix}c>)`,
      'gu',
    );
    let column = -1;
    for (const [, attributes = '', content = ''] of row.matchAll(cell)) {
      column = columnOf(attributeOf(attributes, 'r')) ?? column + 1;
      const type = attributeOf(attributes, 't');
      if (type === 'e') this.found.add(this.rowNumber, column, 'error');
      else if (new RegExp(`<${this.prefix}f[\\s/>]`, 'u').test(content))
        this.formula(column, type, content);
    }
  }

  private formula(column: number, type: string | undefined, content: string): void {
    const value = new RegExp(`<${this.prefix}v[^>]*>([^<]*)`, 'u').exec(content)?.[1] ?? '';
    if (value === '' && type !== 'str') this.found.add(this.rowNumber, column, 'formula');
    else if (value === '0' && type !== 'b') this.zeros.add(this.rowNumber, column, 'formula');
    else this.hasCalculated = true;
  }

  mergesIn(text: string): void {
    for (const [, attributes = ''] of text.matchAll(/<(?:[\w.-]+:)?mergeCell(\s[^>]*)>/gu)) {
      const merge = mergeOf(attributeOf(attributes, 'ref') ?? '');
      if (merge && merge.lastRow > merge.firstRow && this.merges.length < MERGES_KEPT)
        this.merges.push(merge);
    }
  }
}

/** Positions of a text in ascending order of what is asked for: each stretch is searched once. */
function nextOf(text: string, searched: string): (from: number) => number {
  let position = -1;
  return (from) => {
    if (position < from) {
      const found = text.indexOf(searched, from);
      position = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return position;
  };
}

function rowNumberOf(text: string, start: number): number | undefined {
  const number = attributeOf(text.slice(start, text.indexOf('>', start)), 'r');
  return number === undefined ? undefined : Number(number);
}

function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/u.exec(reference ?? '')?.[0];
  if (!letters) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function mergeOf(reference: string): Merge | undefined {
  const [, left, top, right, bottom] =
    /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/u.exec(reference) ?? [];
  if (!bottom) return undefined;
  return {
    firstRow: Number(top),
    lastRow: Number(bottom),
    firstColumn: columnOf(left)!,
    lastColumn: columnOf(right)!,
  };
}
