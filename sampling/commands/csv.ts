import { SamplingError } from '../errors.ts';

/** A CSV file by column; every column has `rows` entries. */
export type CsvTable = Readonly<{ rows: number; columns: ReadonlyMap<string, readonly string[]> }>;

/** Fields and line ends of RFC 4180: commas, quotes doubled inside quotes, LF or CRLF. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n|\n|\r|$)/y;

function* fieldsOf(text: string): Generator<[field: string, endsLine: boolean]> {
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length) {
    const offset = FIELD.lastIndex;
    const match = FIELD.exec(text);
    if (!match)
      throw new SamplingError('BadCsv', 'A quote is not closed or stands inside a field.', {
        at: offset,
      });
    const field = match[1]?.replaceAll('""', '"') ?? match[2]!;
    yield [field, match[3] !== ','];
  }
}

/**
 * Reads a CSV file with a header line.
 * @throws SamplingError BadCsv for a broken quote, a repeated name or a row of another length
 */
export function readCsv(text: string): CsvTable {
  const names: string[] = [];
  const columns: string[][] = [];
  let row = -1;
  let column = 0;
  for (const [field, endsLine] of fieldsOf(text.endsWith('\n') ? text : `${text}\n`)) {
    if (row < 0) names.push(field);
    else columns[column]?.push(field);
    column += 1;
    if (!endsLine) continue;
    if (row < 0) columns.push(...names.map(() => []));
    if (column !== names.length)
      throw new SamplingError('BadCsv', `Row ${row + 2} has another number of fields.`, {
        row: row + 2,
        expected: names.length,
        found: column,
      });
    row += 1;
    column = 0;
  }
  if (new Set(names).size !== names.length)
    throw new SamplingError('BadCsv', 'A column name occurs twice.', { columns: names });
  return { rows: Math.max(0, row), columns: new Map(names.map((name, k) => [name, columns[k]!])) };
}

/**
 * A column by name.
 * @throws SamplingError MissingColumn
 */
export function columnOf(table: CsvTable, name: string, file: string): readonly string[] {
  const column = table.columns.get(name);
  if (column) return column;
  throw new SamplingError('MissingColumn', `${file} has no column "${name}".`, {
    column: name,
    file,
    known: [...table.columns.keys()],
  });
}

/**
 * One key per row from several columns, joined by a dot: the code of its stratum or domain. A dot inside a
 * value is written \\., so that H55.03 with 1 and H55 with 03.1 stay apart.
 */
export function joinedColumns(table: CsvTable, names: readonly string[], file: string): string[] {
  const columns = names.map((name) => columnOf(table, name, file));
  return Array.from({ length: table.rows }, (_, i) =>
    columns.map((column) => column[i]!.replaceAll(/[\\.]/g, '\\$&')).join('.'),
  );
}

/** One CSV field, quoted when it must be. */
export const csvField = (value: string | number) =>
  typeof value === 'string' && /[",\r\n]/.test(value)
    ? `"${value.replaceAll('"', '""')}"`
    : String(value);
