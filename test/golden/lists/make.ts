/**
 * Writes the lists of this folder, one for each trap of domain.md §4: `node test/golden/lists/make.ts`.
 * What must come out of each is in expected.json, written by hand.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import type { BookType } from '@e965/xlsx';
import { utils, write } from '@e965/xlsx';
import type { Cell, CellValue, MergeRange } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { CLEAN, column, HEADINGS, ROWS, withColumns, without } from './clean.ts';
import { bytes, tcvn3, utf16, vni, windows1258 } from './encode.ts';

type Table = readonly (readonly string[])[];

const quoted = (cell: string) => (/[",;\t\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const delimited = (table: Table, by = ',', end = '\r\n') =>
  `${table.map((cells) => cells.map(quoted).join(by)).join(end)}${end}`;

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
  readonly merges?: MergeRange[];
  readonly cells?: Map<string, Partial<Cell>>;
}
const workbook = async (...sheets: Sheet[]) =>
  Buffer.from(
    await writeXlsx({
      sheets: sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => [...row]) })),
    }),
  );
const sheet = (table: Table): Sheet => ({ name: 'DS', rows: table });

const escaped = (cell: string) => cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const rowsOfHtml = (table: Table, tag = 'td') =>
  table.map((cells) => `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`).join('\n');
const page = (body: string, charset = 'utf-8') =>
  `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}">\n<style><!-- td > p { mso-number-format:"\\@"; } --></style></head><body>${body}</body></html>`;
const entities = (text: string) => text.replaceAll(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);

function quotedPrintable(text: string): string {
  const coded = [...Buffer.from(text)].map((byte) =>
    byte === 61 || byte > 126 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
  );
  let line = '';
  let all = '';
  for (const part of coded) {
    if (line.length + part.length > 75) {
      all += `${line}=\r\n`;
      line = '';
    }
    line += part;
  }
  return all + line;
}

const archive = (html: string) =>
  [
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; boundary="----=_NextPart_01"',
    '',
    '------=_NextPart_01',
    'Content-Location: file:///C:/ds.htm',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Type: text/html; charset="utf-8"',
    '',
    quotedPrintable(html),
    '',
    '------=_NextPart_01--',
    '',
  ].join('\r\n');

const TITLE = [
  ['ỦY BAN NHÂN DÂN XÃ VĨNH THÔNG', '', '', '', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ['BỘ PHẬN MỘT CỬA', '', '', '', 'Độc lập - Tự do - Hạnh phúc'],
  [],
  ['DANH SÁCH HỒ SƠ TIẾP NHẬN VÀ TRẢ KẾT QUẢ THÁNG 3 NĂM 2026'],
  [],
];
const SIGNATURES = [
  [],
  ['', 'NGƯỜI LẬP BIỂU', '', '', 'TRƯỞNG BỘ PHẬN', '', '', '', '', 'TM. ỦY BAN NHÂN DÂN'],
  ['', '(Ký, ghi rõ họ tên)', '', '', '(Ký tên)', '', '', '', '', 'CHỦ TỊCH'],
  ['', 'Hoàng Thị Lập', '', 'Ma Văn Trưởng', 'Đồng ý', 'Nông Văn Tịch', '', '', 'Xã Vĩnh Thông'],
];
const TOTALS = [
  ['', 'Tổng số: 5 hồ sơ'],
  ['Tổng cộng', '5', '', '', '3', '1', '1', '', '', '5', '4'],
];
const GROUPED = [
  HEADINGS,
  ['I', 'Tổ dân phố 5'],
  ROWS[1]!,
  ['II', 'Thôn Nà Cà', '', '2 hồ sơ'],
  ROWS[0]!,
  ROWS[4]!,
  ['Cộng nhóm', '2'],
  ['III. CÁC BẢN KHÁC'],
  ROWS[2]!,
  ROWS[3]!,
];
/** The hamlet stands above its rows only: their own cell is empty, names the commune, or names another. */
const HAMLETS_ABOVE = GROUPED.map((cells) =>
  cells.length < HEADINGS.length || cells === HEADINGS
    ? cells
    : cells.map((cell, at) =>
        at !== column('Địa chỉ') ? cell : cells === ROWS[1] ? '' : cells === ROWS[0] ? 'Xã Vĩnh Thông' : cell,
      ),
);
const TWO_ROWS = [
  ['TT', 'Mã hồ sơ', 'Thủ tục hành chính', '', '', 'Thông tin chủ hồ sơ', '', '', '', 'Ngày, tháng, năm', '', 'Kênh tiếp nhận', 'Trạng thái'],
  ['', '', 'Mã TTHC', 'Tên TTHC', 'Lĩnh vực', 'Tên cá nhân, tổ chức', 'Số CCCD', 'Số điện thoại', 'Địa chỉ', 'Nhận hồ sơ', 'Trả kết quả', '', ''],
];
const NUMBERING = HEADINGS.map((_, at) => `(${at + 1})`);
const merge = (startRow: number, startCol: number, endRow: number, endCol: number): MergeRange => ({
  startRow, startCol, endRow, endCol,
});

const numeric = (table: Table, ...headings: string[]): CellValue[][] =>
  table.map((cells, row) =>
    cells.map((cell, at) => (row > 0 && cell && headings.includes(HEADINGS[at]!) ? Number(cell) : cell)),
  );
const dayOf = (cell: string) => {
  const [day, month, year] = cell.split('/').map(Number);
  return new Date(Date.UTC(year!, month! - 1, day!));
};
const serialOf = (cell: string) => (cell ? dayOf(cell).getTime() / 86_400_000 + 25_569 : 0);
const dated = (write: (day: Date) => CellValue): CellValue[][] =>
  CLEAN.map((cells, row) =>
    cells.map((cell, at) => (row > 0 && cell && HEADINGS[at]!.startsWith('Ngày') ? write(dayOf(cell)) : cell)),
  );
const days = (change: (cell: string) => string) =>
  withColumns({
    'Ngày tiếp nhận': (cell) => cell && change(cell),
    'Ngày trả kết quả': (cell) => cell && change(cell),
  });
const NAMES = [column('Chủ hồ sơ'), column('Địa chỉ')];
const oldNames = (font: (text: string) => string) =>
  CLEAN.map((cells, row) => cells.map((cell, at) => (row > 0 && NAMES.includes(at) ? font(cell) : cell)));
const swapped = (table: Table, at: number, heading: string) =>
  table.map((cells, row) => (row === 0 ? cells.with(at, heading) : cells));
const SECOND_PHONE = CLEAN.map((cells, row) =>
  cells.toSpliced(column('Số điện thoại'), 0, row === 0 ? 'Số điện thoại' : ''),
);
const units = (heading: string, names: readonly string[]) =>
  CLEAN.slice(0, names.length + 1).map((cells, row) => [...cells, row === 0 ? heading : names[row - 1]!]);
const FORMULAS = new Map<string, Partial<Cell>>(
  ROWS.map((cells, row) => [
    `${row + 1},${column('Chủ hồ sơ')}`,
    { formula: `HYPERLINK("http://127.0.0.1/"&A${row + 2})`, formulaResult: cells[column('Chủ hồ sơ')]! },
  ]),
);
const nested = `<table><tr><td>UBND XÃ VĨNH THÔNG</td></tr></table><table border=1>${rowsOfHtml([HEADINGS], 'th')}${rowsOfHtml(ROWS)}</table>`;
const loose = `<TABLE><TR>${HEADINGS.map((cell) => `<TD>${cell}`).join('')}${ROWS.map((cells) => `<TR>${cells.map((cell) => `<TD>${cell}`).join('\n')}`).join('\n')}</TABLE>`;
const spans = `<table><tr><td rowspan=2>TT</td><td rowspan="2">Mã hồ sơ</td><td colspan='3'>Thủ tục hành chính</td><td colspan=4>Chủ hồ sơ</td><td colspan=2>Ngày, tháng, năm</td><td rowspan=2>Kênh tiếp nhận</td><td rowspan=2>Trạng thái</td></tr><tr>${TWO_ROWS[1]!.slice(2, 11).map((cell) => `<td>${cell}</td>`).join('')}</tr>${rowsOfHtml([NUMBERING])}${rowsOfHtml(ROWS)}</table>`;

/** A ZIP of stored members: enough to tell what it is. */
function packed(...members: (readonly [name: string, content: string])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of members) {
    const [title, body] = [Buffer.from(name), Buffer.from(content)];
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(body), 10);
    facts.writeUInt32LE(body.length, 14);
    facts.writeUInt32LE(body.length, 18);
    facts.writeUInt16LE(title.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), facts, title, body);
    const place = Buffer.alloc(16);
    place.writeUInt32LE(at, 12);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place.subarray(2), title);
    at += 30 + title.length + body.length;
  }
  const size = Buffer.concat(directory).length;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06'), end]);
}

/** Office's container of before 2007: its head, and the directory in which its streams are named. */
const container = (...streams: string[]) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1016),
    ...['Root Entry', ...streams].map((name) => {
      const entry = Buffer.alloc(128);
      entry.write(`${name}\0`, 'utf16le');
      entry.writeUInt16LE(2 * (name.length + 1), 64);
      return entry;
    }),
  ]);
const spreadsheetMl = (table: Table) =>
  `<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"\n xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="DS"><Table>${table.map((cells) => `<Row>${cells.map((cell) => `<Cell><Data ss:Type="String">${escaped(cell)}</Data></Cell>`).join('')}</Row>`).join('\n')}</Table></Worksheet></Workbook>`;
/** With days as such, as programs other than Excel store them. */
const sheetJs = (bookType: BookType): Buffer => {
  const table = CLEAN.map((cells, row) =>
    cells.map((cell) =>
      row > 0 && /^\d\d\/\d\d\/\d{4}$/u.test(cell) ? { t: 'n', v: serialOf(cell), z: 'dd/mm/yyyy' } : cell,
    ),
  );
  const book = utils.book_new(utils.aoa_to_sheet(table), 'DS');
  return write(book, { type: 'buffer', bookType });
};
const JSON_ADDRESS = (cell: string) => {
  const [hamlet, commune] = cell.split(', ');
  return JSON.stringify({ tinh: 'Tỉnh Thái Nguyên', xa: commune, thon: hamlet });
};

const FILES: Record<string, string | Buffer | Promise<Buffer>> = {
  'utf-8-bom.csv': `\ufeff${delimited(CLEAN)}`,
  'utf-8-semicolon.csv': delimited(CLEAN, ';', '\n'),
  'utf-8-tab.tsv': delimited(CLEAN, '\t'),
  'packed.csv.gz': gzipSync(delimited(CLEAN)),
  'utf-16-le-tab.txt': utf16(`\ufeff${delimited(CLEAN, '\t')}`),
  'utf-16-be.csv': utf16(`\ufeff${delimited(CLEAN)}`, true),
  'utf-16-without-mark.csv': utf16(delimited(CLEAN)),
  'decomposed.csv': delimited(CLEAN).normalize('NFD'),
  'windows-1258.csv': windows1258(delimited(CLEAN, ';')),
  'tcvn3.csv': bytes(tcvn3(delimited(CLEAN))),
  'tcvn3-capitals.csv': bytes(tcvn3(delimited(withColumns({ 'Chủ hồ sơ': (cell) => cell.toUpperCase() })))),
  'tcvn3-soft-hyphens-dropped.csv': bytes(tcvn3(delimited(CLEAN)).replaceAll('\u00ad', '')),
  'vni.csv': bytes(vni(delimited(CLEAN, '\t'))),
  'vni-capitals.csv': bytes(vni(delimited(withColumns({ 'Chủ hồ sơ': (cell) => cell.toUpperCase() })))),
  'tcvn3-in-utf-8.csv': `\ufeff${tcvn3(delimited(CLEAN))}`,
  'tcvn3-names.xlsx': workbook(sheet(oldNames(tcvn3))),
  'vni-names.xlsx': workbook(sheet(oldNames(vni))),
  'vni-page.xls': bytes(vni(page(`<table>${rowsOfHtml(CLEAN)}</table>`, 'x-user-defined'))),
  'western-language.csv': bytes('Référence,Prénom,Décision,Numéro\nà,é,crème brûlée,Fançois\nù,ë,garçon,Zoé\n'),
  'tone-placement.csv': delimited(swapped(withColumns({}), column('Địa chỉ'), 'ĐỊA CHỈ THƯỜNG TRÚ').map((cells, row) => (row === 0 ? cells.with(column('Lĩnh vực'), 'Lĩnh vực').with(column('Tên thủ tục hành chính'), 'THỦ TỤC HÀNH CHÍNH') : cells)).map((cells, row) => [...cells, row === 0 ? 'Cơ quan tiếp nhận' : ['UBND xã Định Hoá', 'UBND XÃ ĐỊNH HÓA', 'xã Định Hóa', 'Xã  Định Hoá', 'Xã Định Hoá'][row - 1]!])),
  'page.xls': page(`<table border=1>${rowsOfHtml(CLEAN)}</table>`),
  'page-with-title.xls': `\ufeff${page(nested)}`,
  'page-with-loose-tags.xls': page(loose),
  'page-with-merged-headings.xls': page(spans),
  'page-of-entities.xls': page(`<table>${entities(rowsOfHtml(CLEAN))}</table>`, 'us-ascii'),
  'page-utf-16.xls': utf16(`\ufeff${page(`<table>${rowsOfHtml(CLEAN)}</table>`, 'unicode')}`),
  'web-archive.xls': archive(page(`<table>${rowsOfHtml(CLEAN)}</table>`)),
  'title-rows.xlsx': workbook({ name: 'DS', rows: [...TITLE, ...CLEAN], merges: [merge(0, 0, 0, 3), merge(3, 0, 3, 12)] }),
  'two-row-headings.xlsx': workbook({
    name: 'DS',
    rows: [...TITLE, ...TWO_ROWS, NUMBERING, ...ROWS],
    merges: [merge(5, 0, 6, 0), merge(5, 1, 6, 1), merge(5, 2, 5, 4), merge(5, 5, 5, 8), merge(5, 9, 5, 10)],
  }),
  'numbering-row.csv': delimited([HEADINGS, NUMBERING, ...ROWS]),
  'group-rows.xlsx': workbook(sheet(GROUPED)),
  'group-rows-with-hamlets.xlsx': workbook(sheet(HAMLETS_ABOVE)),
  'totals-and-signatures.xlsx': workbook(sheet([...CLEAN, ...TOTALS, ...SIGNATURES])),
  'repeated-headings.csv': delimited([HEADINGS, ...ROWS.slice(0, 2), HEADINGS, ...ROWS.slice(2)]),
  'several-sheets.xlsx': workbook(
    { name: 'Bìa', rows: [['DANH SÁCH HỒ SƠ'], ['Tháng 3 năm 2026']] },
    { name: 'T3 (1)', rows: [HEADINGS, ...ROWS.slice(0, 2)] },
    { name: 'T3 (2)', rows: [...TITLE, HEADINGS, ...ROWS.slice(2)] },
    { name: 'Ghi chú', rows: [['Người lập', 'Hoàng Thị Lập']] },
  ),
  'headings-twice.csv': delimited(SECOND_PHONE),
  'headings-shifted.csv': delimited([HEADINGS, ...ROWS.map((cells) => cells.toSpliced(column('Lĩnh vực'), 1))]),
  'headings-shifted-by-two.xlsx': workbook(sheet([HEADINGS, ...ROWS.map((cells) => cells.toSpliced(column('Mã TTHC'), 2))])),
  'numbers.xlsx': workbook({ name: 'DS', rows: numeric(CLEAN, 'Số điện thoại', 'Số CCCD') }),
  'numbers.csv': delimited(withColumns({ 'Số điện thoại': (cell) => `${Number(cell)}.0`, 'Số CCCD': (cell) => String(Number(cell)) })),
  'powers-of-ten.csv': delimited(withColumns({ 'Số điện thoại': (cell) => Number(cell).toExponential().replace('e', 'E'), 'Số CCCD': () => '1.2E+11' })),
  'rounded-phones.csv': delimited(withColumns({ 'Số điện thoại': () => '9.1E+08' })),
  'days-as-dates.xlsx': workbook({ name: 'DS', rows: dated((day) => day) }),
  'days-as-serials.csv': delimited(days((cell) => String(serialOf(cell)))),
  'days-with-times.csv': delimited(days((cell) => `${cell} 14:32:15`)),
  'days-with-two-digit-years.csv': delimited(days((cell) => cell.replace('/2026', '/26'))),
  'days-in-the-wrong-century.csv': delimited(days((cell) => cell.replace('/2026', '/1926'))),
  'days-month-first.csv': delimited(days((cell) => cell.replace(/^(\d+)\/(\d+)/u, '$2/28'))),
  'births.csv': delimited(CLEAN.map((cells, row) => [...cells, row === 0 ? 'Ngày sinh' : ['15/02/62', '01/05/2079', '1999', '12/12/90', ''][row - 1]!])),
  'formulas.xlsx': workbook({ ...sheet(CLEAN), cells: FORMULAS }),
  'local-procedure-codes.csv': delimited(withColumns({ 'Mã TTHC': (cell) => `${cell}.000.00.00.H55` })),
  'channels-and-states.csv': delimited(withColumns({ 'Kênh tiếp nhận': (_, row) => ['Tại quầy', 'Cổng DVC', '1', 'Bưu điện', 'Một cửa'][row]!, 'Trạng thái': (cell, row) => ['ĐÃ TRẢ KẾT QUẢ', 'Đã trả KQ', 'Đã trả kết quả', 'Đã xử lý xong - Đã trả kết quả', cell][row]! })),
  'address-and-phone.csv': delimited(without('Số điện thoại', 'Địa chỉ').map((cells, row) => [...cells, row === 0 ? 'Địa chỉ, số điện thoại' : `${ROWS[row - 1]![8]}; ĐT: ${ROWS[row - 1]![7]}`])),
  'unknown-headings.csv': delimited(CLEAN.map((cells, row) => (row === 0 ? cells.map((cell, at) => ([1, 7, 9, 10, 12].includes(at) ? `Cột ${at}` : cell)) : cells))),
  'former-communes.csv': delimited(units('Đơn vị tiếp nhận', ['Xã Văn Vũ, huyện Na Rì', 'UBND xã Thuần Mang', '', 'Xã Mỹ Thanh, huyện Bạch Thông'])),
  'former-codes.csv': delimited(units('Mã đơn vị', ['02137', '1978.0', '05692', '01981'])),
  'names-without-marks.csv': delimited(units('Đơn vị tiếp nhận', ['Xã Văn Lang', 'Xã Văn Lăng', 'Xa Van Lang', 'UBND xã Vĩnh Thông'])),
  'open-quote.csv': delimited(CLEAN, ';').replaceAll('"', '').replace('Hộ tịch', '"Hộ tịch'),
  'cut-off.xlsx': workbook(sheet(CLEAN)).then((file) => file.subarray(0, -200)),
  'bomb.xlsx': workbook(sheet(CLEAN)).then((file) => {
    file.writeUInt32LE(0x7fffffff, file.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    return file;
  }),
  'bomb-that-lies.xlsx': workbook(sheet(CLEAN)).then((file) => {
    const name = file.lastIndexOf('xl/worksheets/sheet1.xml');
    file.writeUInt32LE(100, name - 46 + 24);
    return file;
  }),
  'password.xlsx': writeXlsx({ sheets: [{ name: 'DS', rows: CLEAN.map((row) => [...row]) }], encryption: { password: 'x' } }).then((file) => Buffer.from(file)),
  'page-with-prolog.xls': `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n${page(`<table>${rowsOfHtml(CLEAN)}</table>`)}`,
  'old-excel.xls': sheetJs('biff8'),
  'excel-95.xls': container('Book'),
  'excel-2003.xls': spreadsheetMl(CLEAN),
  'binary-workbook.xlsb': packed(['[Content_Types].xml', '<Types/>'], ['xl/workbook.bin', '']),
  'open-document.ods': sheetJs('ods'),
  'letter.odt': packed(['mimetype', 'application/vnd.oasis.opendocument.text'], ['content.xml', '<x/>']),
  'archive.zip': packed(['ds-thang-3.csv', delimited(CLEAN)]),
  'archive.rar': Buffer.from('526172211a0701003392b5e50a010506000501018080', 'hex'),
  'letter.doc': container('WordDocument'),
  'letter.docx': packed(['[Content_Types].xml', '<Types/>'], ['word/document.xml', '<w:document/>']),
  'printed.pdf': Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj\n%%EOF\n', 'latin1'),
  'photo.jpg': Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  'json-in-a-cell.csv': delimited(withColumns({ 'Địa chỉ': JSON_ADDRESS })),
  'page-without-table.xls': page('<p>Phiên làm việc đã hết hạn. Đăng nhập lại.</p>'),
  'far-cell.xlsx': workbook({ ...sheet(CLEAN), cells: new Map([['1048575,16383', { value: 'x' }]]) }),
};

for (const [name, content] of Object.entries(FILES))
  await writeFile(join(import.meta.dirname, name), await content);
