import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Gaps } from './gaps.ts';
import { markupRows } from './markup.ts';
import type { TableName } from './ods-table.ts';
import { OdsTable } from './ods-table.ts';
import type { SheetRow } from './sheet-row.ts';
import type { SheetSurvey } from './sheet-survey.ts';
import { SHEET_LIMIT, TOP_ROWS } from './sheet-survey.ts';
import { bytesOf, sampleOf } from './text-bytes.ts';
import { decoded, encodingOf } from './text-encoding.ts';
import { TooMuchUnpacked } from './too-much-unpacked.ts';
import type { WorkbookRow } from './workbook-row.ts';
import { XmlTable } from './xml-table.ts';
import { zipDirectory } from './zip-directory.ts';
import { checkMember, memberBytes } from './zip-member.ts';

/** Workbooks that are one text, sheet after sheet: OpenDocument, and the XML of Excel 2003. */
type Kind = 'ods' | 'xml';

/** Rows of one sheet; what comes after it is not read. */
export async function* streamedRows(
  path: string,
  kind: Kind,
  sheet: number,
): AsyncGenerator<SheetRow> {
  const { rows } = await open(path, kind);
  for await (const found of rows) {
    if (found.sheet > sheet) return;
    if (found.sheet === sheet) yield found.row;
  }
}

/** Every sheet with its first rows, the whole read once. */
export async function surveyStreamed(path: string, kind: Kind): Promise<SheetSurvey[]> {
  const { rows, names } = await open(path, kind);
  const found: { rowCount: number; top: SheetRow[]; gaps: Gaps }[] = [];
  for await (const { sheet, row, gaps } of rows) {
    if (sheet >= SHEET_LIMIT) throw new TooMuchUnpacked();
    const survey = found[sheet] ?? { rowCount: 0, top: [], gaps: new Gaps() };
    found[sheet] = survey;
    survey.rowCount++;
    if (survey.top.length < TOP_ROWS && row.cells.length > 0) survey.top.push(row);
    for (const gap of gaps) survey.gaps.add(gap.row, gap.column, gap.kind);
  }
  return names().map(({ name, isHidden }, sheet) => ({
    name,
    isHidden,
    isChart: false,
    rowCount: found[sheet]?.rowCount ?? 0,
    top: found[sheet]?.top ?? [],
    gaps: found[sheet]?.gaps.kept ?? [],
  }));
}

async function open(path: string, kind: Kind) {
  const table: OdsTable | XmlTable = kind === 'ods' ? new OdsTable() : new XmlTable();
  const texts = kind === 'ods' ? await contentOf(path) : await textOf(path);
  const rows: AsyncGenerator<WorkbookRow> = markupRows(texts, table);
  const names = (): readonly TableName[] => table.sheets;
  return { rows, names };
}

async function contentOf(path: string): Promise<AsyncIterable<string>> {
  const zip = await readFile(path);
  const member = zipDirectory(zip)?.find(({ name }) => name === 'content.xml');
  if (!member) throw new TypeError('no content');
  // Unpacking costs a tenth of reading: a damaged workbook is refused before a row of it is read.
  await checkMember(zip, member);
  return decoded(Readable.from(memberBytes(zip, member)), 'utf-8');
}

async function textOf(path: string): Promise<AsyncIterable<string>> {
  const sample = await sampleOf(bytesOf(path, false));
  return decoded(bytesOf(path, false), encodingOf(sample));
}
