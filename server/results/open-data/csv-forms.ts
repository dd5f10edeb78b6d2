import { spreadsheetText } from '../../http/spreadsheet-text.ts';
import type { OpenTable, Value } from './open-table.ts';

/** RFC 4180 in UTF-8 without a mark, texts quoted so that codes keep their zeros; an empty field is a missing value. */
export const plainCsv = (table: OpenTable): string => written(table, ',', (value) => String(value));

/** What Excel with Vietnamese settings opens by itself: a mark, semicolons, decimal commas. */
export const excelCsv = (table: OpenTable): string =>
  `\uFEFF${written(table, ';', (value) => String(value).replace('.', ','))}`;

function written(
  { variables, rows }: OpenTable,
  separator: string,
  numeral: (value: number) => string,
): string {
  const cell = (value: Value): string => {
    if (value === null) return '';
    if (typeof value === 'number') return numeral(value);
    return quoted(spreadsheetText(value.replaceAll(BREAKS, ' ')));
  };
  const header = variables.map(({ name }) => quoted(name));
  const lines = [header, ...rows.map((row) => row.map(cell))].map((row) => row.join(separator));
  return `${lines.join('\r\n')}\r\n`;
}

/** SPSS ends a row at the end of a line, within quotes too. */
const BREAKS = /[\t\r\n]+/g;

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
