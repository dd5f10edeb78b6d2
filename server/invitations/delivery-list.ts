import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import { inText } from '#contract/place-names.ts';
import { writtenDay } from '#contract/written-day.ts';
import { spreadsheetText } from '../http/spreadsheet-text.ts';
import { stepTurn } from '../http/step-turn.ts';
import type { PackTerms, SlipRow } from './queries.ts';
import type { HamletSlips } from './slips/slip-book.ts';
import { byHamlets, placeOfBundle } from './slips/slip-book.ts';
import { serialRanges, serialText, UNKNOWN_HAMLET } from './slips/slip-text.ts';

const COLUMNS: readonly [heading: string, width: number, tick: string][] = [
  ['Phiếu số', 8, ''],
  ['Họ và tên', 24, ''],
  ['Địa chỉ', 34, ''],
  ['Đã giao (ngày …)', 13, '☐ ……/……'],
  ['Vắng lần', 13, '1 ☐  2 ☐  3 ☐'],
  ['Chuyển đi', 8, '☐'],
  ['Không nhận', 8, '☐'],
  ['Sai người', 8, '☐'],
  ['Đã mất', 8, '☐'],
  ['Ghi chú', 18, ''],
];

/** “Danh sách giao phiếu mời”: a sheet for each hamlet. No code, phone, procedure or reply status. */
export async function deliveryList(terms: PackTerms, slips: readonly SlipRow[]): Promise<Buffer> {
  const { writeXlsx } = await import('hucre/xlsx');
  await stepTurn();
  const names = new Set<string>();
  const sheets = byHamlets(slips).map((bundle) => sheetOf(terms, bundle, names));
  return Buffer.from(
    await writeXlsx({
      sheets,
      namedRanges: sheets.map(repeatedHeading),
      defaultFont: { name: 'Arial', size: 11 },
    }),
  );
}

const HEAD_ROWS = 3;

/**
 * The headings on every printed page. Written here and not as `printTitlesRow`, which hucre 1.0 puts
 * down without quotes: Excel calls a workbook damaged whose sheet is named “Nà Cà”.
 */
const repeatedHeading = ({ name }: WriteSheet) => ({
  name: '_xlnm.Print_Titles',
  range: `'${name.replaceAll("'", "''")}'!$${HEAD_ROWS + 1}:$${HEAD_ROWS + 1}`,
  scope: name,
});

function sheetOf(terms: PackTerms, bundle: HamletSlips, names: Set<string>): WriteSheet {
  const { commune, slips } = bundle;
  const place = placeOfBundle(bundle);
  const head = headOf(terms, place, commune);
  const rows = [
    ...head.map((line) => [line]),
    COLUMNS.map(([heading]) => heading),
    ...slips.map(rowOf),
    [],
    [
      `Đã nhận ${slips.length} phiếu, từ số ${serialRanges(slips.map(({ serial }) => serial))} · ` +
        'Người nhận (ký) ……………………… · Người giao (ký) ………………………',
    ],
  ];
  const last = COLUMNS.length - 1;
  const merged = [...head.keys(), rows.length - 1];
  return {
    name: sheetName(place, names),
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows: rows.map((row) => row.map(spreadsheetText)),
    cells: new Map(styles(rows)),
    merges: merged.map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: last })),
    rowDefs: new Map([
      [0, { height: 24 }],
      [2, { height: 48 }],
    ]),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  };
}

const headOf = (terms: PackTerms, place: string, commune: string | null) => [
  'Danh sách giao phiếu mời',
  `${terms.name} · ${terms.agencyName} · ${place}`,
  'Trưởng thôn/Tổ trưởng: ……………………………… Chỉ giao tận tay. Không mở phiếu, không giữ phiếu, ' +
    'không trả lời hộ, không hỏi người dân đã trả lời thế nào. Nộp lại danh sách này và các phiếu ' +
    `không giao được cho ${receiver(terms, commune)} trước ngày ${writtenDay(terms.collectTo)}.`,
];

/** Who hands out takes back: of a department's people the commune in which they live. */
function receiver({ agencyKind, agencyName }: PackTerms, commune: string | null): string {
  if (commune) return `UBND ${inText(commune)}`;
  return agencyKind === 'department' ? agencyName : `UBND ${inText(agencyName)}`;
}

const rowOf = (slip: SlipRow) => [
  serialText(slip.serial),
  nameOf(slip),
  slip.address ?? slip.hamlet ?? '',
  ...COLUMNS.slice(3).map(([, , tick]) => tick),
];

const nameOf = ({ fullName, cameName, representative }: SlipRow): string => {
  if (cameName) return `${cameName} (cho ${fullName ?? ''})`;
  return representative ? `${fullName ?? ''} (${representative})` : (fullName ?? '');
};

/** Excel takes 31 characters without `[]:*?/\`, no apostrophe at either end, and tells no two names apart by case. */
export function sheetName(place: string, taken: Set<string>): string {
  const base =
    place
      .replaceAll(/[[\]:*?/\\\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, ' ')
      .trim()
      .replaceAll(/^'+|'+$/g, '')
      .slice(0, 27)
      .trim() || UNKNOWN_HAMLET;
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base} ${n}`;
  taken.add(name.toLowerCase());
  return name;
}

const LINE = { style: 'thin' as const };
const GRID: CellStyle = {
  border: { top: LINE, bottom: LINE, left: LINE, right: LINE },
  alignment: { vertical: 'center', wrapText: true },
};

function* styles(rows: readonly string[][]): Iterable<[string, { style: CellStyle }]> {
  yield ['0,0', { style: { font: { bold: true, size: 16 } } }];
  yield ['2,0', { style: { alignment: { wrapText: true, vertical: 'top' } } }];
  for (let row = HEAD_ROWS; row < rows.length - 2; row += 1)
    for (let column = 0; column < COLUMNS.length; column += 1)
      yield [
        `${row},${column}`,
        { style: row === HEAD_ROWS ? { ...GRID, font: { bold: true } } : GRID },
      ];
}
