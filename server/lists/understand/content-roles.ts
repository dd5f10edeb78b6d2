import type { ColumnRole } from '#contract/list-preview.ts';
import { CHANNELS } from '#contract/list-words.ts';
import { readAddress } from './addresses.ts';
import { shareOf } from './cell-forms.ts';
import { channelOf } from './channel.ts';
import { readDay } from './dates.ts';
import { foldWords } from './fold.ts';

const FEWEST_CELLS = 2;
/** What a column is taken for has the form of most of its cells: a few are always odd. */
const MOST = 0.6;
/** A child has come of age for fifteen years at the least before a column of days is one of births. */
const BORN_BEFORE = 2012;

const startsWith = (words: string) => {
  const starts = words.split(' | ').map(foldWords);
  return (cell: string) => {
    const folded = foldWords(cell);
    return starts.some((start) => folded === start || folded.startsWith(`${start} `));
  };
};
const has = (words: string) => {
  const parts = words.split(' | ').map((part) => ` ${foldWords(part)} `);
  return (cell: string) => parts.some((part) => ` ${foldWords(cell)} `.includes(part));
};

const startsAsAgency = startsWith(
  'ubnd | uỷ ban nhân dân | sở | phòng | chi nhánh văn phòng | ban',
);
const namesPlace = has(
  'thôn | bản | xóm | tổ | tdp | xã | phường | khu | số nhà | đường | ấp | buôn | khối | tỉnh',
);
const startsAsProcedure = startsWith(
  'đăng ký | chứng thực | cấp | xác nhận | thủ tục | đề nghị | chuyển | giao | thẩm định | gia hạn | tách | hưởng | xác định | thay đổi | công nhận | trợ cấp | hỗ trợ | khai | sửa đổi | bổ sung | giải quyết',
);
const isField = startsWith(
  'hộ tịch | chứng thực | đất đai | bảo trợ xã hội | người có công | hộ kinh doanh | cư trú | nuôi con nuôi | thủy lợi | môi trường | xây dựng | giáo dục | y tế | văn hóa | thi đua khen thưởng',
);
const words = (cell: string) => cell.trim().split(/\s+/u).length;
const isInCapitals = /^\p{Lu}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’-]*){1,6}$/u;

/** What cells look like where no heading says it, the surest first. */
const LOOKS: readonly (readonly [ColumnRole, (cell: string) => boolean])[] = [
  ['channel', (cell) => /\p{L}/u.test(cell) && CHANNELS.includes(channelOf(cell) ?? '')],
  ['agencyName', startsAsAgency],
  ['field', (cell) => words(cell) <= 4 && isField(cell)],
  ['procedureName', (cell) => words(cell) >= 3 && startsAsProcedure(cell)],
  ['addressAndPhone', (cell) => namesPlace(cell) && readAddress(cell).phone !== null],
  ['address', (cell) => words(cell) >= 3 && namesPlace(cell)],
];

/**
 * Gives columns of a list without headings the roles that their cells look like, where none has them yet: a guess,
 * which a person confirms column by column.
 */
export function guessByContent(
  roles: (ColumnRole | null)[],
  rows: readonly (readonly string[])[],
): void {
  const free = () => [...roles.keys()].filter((column) => roles[column] === null);
  const cellsOf = (column: number) => rows.map((cells) => cells[column] ?? '');
  for (const column of free()) {
    const cells = cellsOf(column);
    const look = LOOKS.find(([role, looks]) => !roles.includes(role) && isMostly(cells, looks));
    if (look) roles[column] = look[0];
    else if (!roles.includes('birthDate') && isMostly(cells, isBirth)) roles[column] = 'birthDate';
  }
  const named = free().filter((column) => isOfPeople(cellsOf(column)));
  for (const role of ['ownerName', 'submitterName'] as const)
    if (!roles.includes(role) && named.length > 0) roles[named.shift()!] = role;
}

function isMostly(cells: readonly string[], looks: (cell: string) => boolean): boolean {
  const { filled, share } = shareOf(cells, looks);
  return filled >= FEWEST_CELLS && share >= MOST;
}

function isBirth(cell: string): boolean {
  const day = readDay(cell);
  return typeof day === 'string' && Number(day.slice(0, 4)) < BORN_BEFORE;
}

/** Names have capitals and are many; what is in capitals and repeated is a field or a state. */
function isOfPeople(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return (
    isMostly(cells, (cell) => isInCapitals.test(cell.normalize('NFC'))) &&
    new Set(filled).size * 2 > filled.length
  );
}
