import { strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';

const SHEET = 'xl/worksheets/sheet1.xml';

/** A workbook of some kB: each row has one cell, in the last of 16,384 columns. */
export async function wideWorkbook(rowCount: number): Promise<Buffer> {
  const parts = unzipSync(
    new Uint8Array(await writeXlsx({ sheets: [{ name: 'A', rows: [[1]] }] })),
  );
  if (!(SHEET in parts)) throw new Error(`no ${SHEET} in ${Object.keys(parts).join(', ')}`);
  const rows = Array.from(
    { length: rowCount },
    (_, line) => `<row r="${line + 1}"><c r="XFD${line + 1}"><v>1</v></c></row>`,
  );
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData></worksheet>`;
  return Buffer.from(zipSync({ ...parts, [SHEET]: strToU8(sheet) }));
}
