import Papa from 'papaparse';

/** A quoted cell that has not ended after so many characters is none: Excel's longest cell has 32,767. */
const LONGEST_RECORD = 256 * 1024;

export interface DelimitedRecord {
  readonly cells: readonly string[];
  /** A quotation mark inside a cell is not doubled, or never closed: the cells are those of the bare line. */
  readonly isMalformed: boolean;
}

export interface RecordsRead {
  readonly records: readonly DelimitedRecord[];
  /** What begins a record that ends in the text to come. */
  readonly rest: string;
}

/** Parts whole lines into the records of RFC 4180. A stray quotation mark spoils its own line and no other. */
export function recordReader(delimiter: string) {
  const all = new Papa.Parser({ delimiter, newline: '\n' });
  const first = new Papa.Parser({ delimiter, newline: '\n', preview: 1, fastMode: false });

  function readOneByOne(text: string, isLast: boolean): RecordsRead {
    const records: DelimitedRecord[] = [];
    let start = 0;
    while (start < text.length) {
      const left = text.slice(start);
      const { data, errors, meta } = first.parse(left, 0, !isLast) as Papa.ParseResult<string[]>;
      const [cells] = data;
      if (cells && errors.length === 0 && !cells.some(hasSwallowed)) {
        records.push({ cells, isMalformed: false });
        start += meta.cursor;
        continue;
      }
      const isOpen = !cells && errors.length === 0 && left.length <= LONGEST_RECORD;
      const end = left.indexOf('\n');
      if (!isLast && (isOpen || end < 0)) break;
      const line = end < 0 ? left : left.slice(0, end);
      records.push({ cells: line.split(delimiter), isMalformed: true });
      start += line.length + 1;
    }
    return { records, rest: text.slice(start) };
  }

  return (text: string, isLast: boolean): RecordsRead => {
    if (text === '') return { records: [], rest: '' };
    const { data, errors, meta } = all.parse(text, 0, !isLast) as Papa.ParseResult<string[]>;
    const rest = isLast ? '' : text.slice(meta.cursor);
    const isClean =
      errors.length === 0 &&
      rest.length <= LONGEST_RECORD &&
      !data.some((cells) => cells.some(hasSwallowed));
    if (!isClean) return readOneByOne(text, isLast);
    return { records: data.map((cells) => ({ cells, isMalformed: false })), rest };
  };
}

/** A cell that holds further dossiers: a quotation mark before it was never closed. */
const hasSwallowed = (cell: string) =>
  cell.includes('\n') &&
  /\n[^\n]{0,40}[,;\t][^\n]*-\d{6}-\d{3,6}|\n[^\n]*-\d{6}-\d{3,6}"?[,;\t]/u.test(cell);
