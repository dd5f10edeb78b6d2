/**
 * Outside truth: rows of an OpenDocument as LibreOffice writes them (ODF 1.3 part 3, 9), of an XML spreadsheet as Excel 2003
 * does, of Office Open XML (ECMA-376 part 1, 18.3), and a ZIP whose directory tells less than is in it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileRows } from '../../../server/lists/read/file-rows.ts';
import { withCellsAbove } from '../../../server/lists/read/merged-down.ts';
import type { SheetRow, WorkbookKind } from '../../../server/lists/read/sheet-row.ts';
import { SheetTops } from '../../../server/lists/read/sheet-tops.ts';
import { MIMETYPE, ods, xlsxParts, zip } from './made-workbooks.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-workbooks-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function written(bytes: Buffer | string): string {
  const path = join(folder, String(files++));
  writeFileSync(path, bytes);
  return path;
}

async function sheetsOf(bytes: Buffer | string) {
  const tops = await SheetTops.open(written(bytes));
  return tops.sheets();
}

const cellsOf = (rows: readonly SheetRow[]) =>
  rows.map((row) => [row.number, ...withCellsAbove(row).cells]);

async function rowsOf(bytes: Buffer | string, kind: WorkbookKind, sheet: number) {
  const found: SheetRow[] = [];
  for await (const rows of fileRows({ path: written(bytes), kind, sheet })) found.push(...rows);
  return cellsOf(found);
}

const ODS = `<office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Tháng 3" table:style-name="ta1"><table:table-column table:number-columns-repeated="16384"/>
<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>Họ<text:s/>tên</text:p><text:p>chủ &amp; hộ</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16383"/></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Lý A Sử</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-07-13T10:00:00"><text:p>13 thg 7</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="912345678"><text:p>912 345 678</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell table:formula="of:=[.B5]+1"/><table:table-cell table:formula="of:=[.X1]" office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table><table:table table:name="Cũ" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>y</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>`;

test('an OpenDocument tells days, merged cells, hidden sheets and formulas without a value', async () => {
  const [first, second] = await sheetsOf(ods(ODS));
  expect(first).toMatchObject({
    name: 'Tháng 3',
    isHidden: false,
    rowCount: 3,
    gaps: [
      { row: 6, column: 1, kind: 'formula' },
      { row: 6, column: 2, kind: 'error' },
    ],
  });
  expect(cellsOf(first!.top)).toEqual([
    [1, 'Họ tên\nchủ & hộ'],
    [5, 'Lý A Sử', '13/07/2026', '912345678'],
    [6, 'Lý A Sử', '', '', 'x', 'x'],
  ]);
  expect(second).toMatchObject({ name: 'Cũ', isHidden: true, rowCount: 1 });
  expect(await rowsOf(ods(ODS), 'ods', 1)).toEqual([[1, 'y']]);
});

const XML = `<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="T&#7843; 1"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Chủ&#10;hồ sơ</Data><Comment><Data>ghi chú</Data></Comment></Cell><Cell><Data ss:Type="String">Ngày</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="String">Lý A Sử</Data></Cell><Cell ss:Index="3"><Data ss:Type="DateTime">2026-07-13T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2" ss:Formula="=RC[-1]"></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>0</B>912</ss:Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="Cũ"><Table><Row><Cell><Data ss:Type="Number">7</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`;

test('so does a workbook as XML of Excel 2003', async () => {
  const [first, second] = await sheetsOf(XML);
  expect(first).toMatchObject({
    name: 'Tả 1',
    isHidden: false,
    rowCount: 3,
    gaps: [
      { row: 5, column: 1, kind: 'formula' },
      { row: 5, column: 2, kind: 'error' },
    ],
  });
  expect(cellsOf(first!.top)).toEqual([
    [1, 'Chủ\nhồ sơ', '', 'Ngày'],
    [4, 'Lý A Sử', '', '13/07/2026'],
    [5, 'Lý A Sử', '', '', '0912'],
  ]);
  expect(second).toMatchObject({ name: 'Cũ', isHidden: true });
  expect(await rowsOf(XML, 'xml', 1)).toEqual([[1, '7']]);
});

test('cells and rows without references keep their order, and their formulas are shown', async () => {
  const rows =
    '<row><c t="inlineStr"><is><t>a</t></is></c><c><f>A1</f></c><c><f>A1</f><v>3</v></c></row>' +
    '<row><c/><c t="str"><f>""</f><v></v></c><c t="e"><f>X</f><v>#REF!</v></c></row>';
  const [sheet] = await sheetsOf(zip(xlsxParts(rows)));
  expect(sheet).toMatchObject({
    name: 'DS & T1',
    gaps: [
      { row: 1, column: 1, kind: 'formula' },
      { row: 2, column: 2, kind: 'error' },
    ],
  });
  expect(cellsOf(sheet!.top)).toEqual([[1, 'a', '', '3']]);
});

test('zeros are values where others are calculated, and none where all formulas are zero', async () => {
  const cell = (column: string, value: string) => `<c r="${column}1"><f>X</f><v>${value}</v></c>`;
  const gapsOf = async (values: readonly string[]) => {
    const cells = values.map((value, column) => cell('ABC'[column]!, value)).join('');
    const [sheet] = await sheetsOf(zip(xlsxParts(`<row r="1">${cells}</row>`)));
    return sheet!.gaps.map(({ column }) => column);
  };
  expect(await gapsOf(['0', '7', '0'])).toEqual([]);
  expect(await gapsOf(['0', '0', '0'])).toEqual([0, 1, 2]);
});

test('a sheet that unpacks to a thousand times its size is refused by its directory, and by what comes out where that is false', async () => {
  const rows = Buffer.alloc(100 * 1024 * 1024, '<row><c><v>1</v></c></row>').toString('latin1');
  const honest = zip(xlsxParts(rows));
  await expect(SheetTops.open(written(honest))).rejects.toMatchObject({ code: 'file_too_large' });
  const lying = zip(xlsxParts(rows.slice(0, 10 * 1024 * 1024), 50_000));
  await expect(sheetsOf(lying)).rejects.toMatchObject({ code: 'file_unreadable' });
});

test('one row that says it comes a million times is refused', async () => {
  const row =
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>';
  const book = ods(`<table:table table:name="A">${row}</table:table>`);
  await expect(sheetsOf(book)).rejects.toMatchObject({ code: 'file_too_large' });
});

test('an OpenDocument with a password says so', async () => {
  const encrypted = zip([
    { name: 'mimetype', content: MIMETYPE, isStored: true },
    { name: 'content.xml', content: Buffer.alloc(300, 0xa7), isStored: true },
    {
      name: 'META-INF/manifest.xml',
      content:
        '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
    },
  ]);
  await expect(SheetTops.open(written(encrypted))).rejects.toMatchObject({
    code: 'file_encrypted',
  });
});

test('a cell of a web page that is merged down belongs to each of its rows', async () => {
  const page =
    '<table><tr><th>Mã</th><th>Chủ hồ sơ</th><th>Ngày</th></tr>' +
    '<tr><td>1</td><td rowspan="2">Lý A Sử</td><td>a</td></tr><tr><td>2</td><td>b</td></tr>' +
    '<tr><td>3</td><td>Vàng Thị Mai</td><td>c</td></tr></table>';
  const [sheet] = await sheetsOf(page);
  expect(cellsOf(sheet!.top)).toEqual([
    [1, 'Mã', 'Chủ hồ sơ', 'Ngày'],
    [2, '1', 'Lý A Sử', 'a'],
    [3, '2', 'Lý A Sử', 'b'],
    [4, '3', 'Vàng Thị Mai', 'c'],
  ]);
});
