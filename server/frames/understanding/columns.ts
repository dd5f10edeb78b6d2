import type { ColumnRole } from '#contract/frames.ts';
import { readDay } from './dates.ts';
import { looksLikeDossierCode } from './dossier-code.ts';
import { foldWords } from './fold.ts';
import { readPhone } from './phone.ts';
import { statusOf } from './status.ts';
import { looseMeaningOf, meaningOf } from './synonyms.ts';

/**
 * The role of each column: as it was confirmed for this heading before, by the heading, or by what its
 * cells look like.
 */
export function recogniseColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  remembered: ReadonlyMap<string, ColumnRole | null> = new Map(),
): (ColumnRole | null)[] {
  const before = headings.map((heading) => remembered.get(foldWords(heading)));
  const roles = byHeading(headings).map((role, column) => {
    const confirmed = before[column];
    if (confirmed !== undefined) return confirmed;
    return role !== null && before.includes(role) ? null : role;
  });
  const width = rows.reduce((widest, cells) => Math.max(widest, cells.length), headings.length);
  for (let column = 0; column < width; column++) roles[column] ??= null;
  for (const column of roles.keys()) {
    if (roles[column] || before[column] === null || meaningOf(headings[column] ?? '')) continue;
    const role = byContent(rows.map((cells) => cells[column] ?? ''));
    if (role && !roles.includes(role)) roles[column] = role;
  }
  suggestDates(roles, headings, rows);
  return roles;
}

/** Two columns may claim one role (“Ngày nhận”, “Ngày nộp hồ sơ”): the surer heading has it. */
function byHeading(headings: readonly string[]): (ColumnRole | null)[] {
  const meanings = headings.map((heading) => meaningOf(heading) ?? looseMeaningOf(heading));
  return meanings.map((meaning, column) => {
    if (!meaning?.role) return null;
    const isSurest = meanings.every(
      (other, at) =>
        other?.role !== meaning.role ||
        other.rank > meaning.rank ||
        (other.rank === meaning.rank && at >= column),
    );
    return isSurest ? meaning.role : null;
  });
}

const CONTENT: readonly [ColumnRole, (cell: string) => boolean][] = [
  ['dossierCode', looksLikeDossierCode],
  ['procedureCode', (cell) => /^\d\.\d{6}(\.|$)/u.test(cell)],
  ['idNumber', (cell) => /^0\d{11}$/u.test(cell)],
  ['phone', (cell) => /^[+\d][\d .]*$/u.test(cell) && readPhone(cell) !== null],
  ['status', (cell) => statusOf(cell) !== 'unclear'],
  ['sex', (cell) => /^(nam|nữ)$/iu.test(cell)],
];

function byContent(cells: readonly string[]): ColumnRole | null {
  return CONTENT.find(([, looksLikeIt]) => mostly(cells, looksLikeIt))?.[0] ?? null;
}

function mostly(cells: readonly string[], looksLikeIt: (cell: string) => boolean): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length >= 2 && filled.filter(looksLikeIt).length >= filled.length * 0.6;
}

/** Date columns without a known heading: the first is taken for the receipt, the last for the return. */
function suggestDates(
  roles: (ColumnRole | null)[],
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const isDate = (cell: string) => cell.includes('20') && typeof readDay(cell) === 'string';
  const free = [...roles.keys()].filter(
    (column) =>
      !roles[column] &&
      !meaningOf(headings[column] ?? '') &&
      mostly(
        rows.map((cells) => cells[column] ?? ''),
        isDate,
      ),
  );
  if (free.length > 1 && !roles.includes('receivedOn')) roles[free.shift()!] = 'receivedOn';
  if (free.length > 0 && !roles.includes('returnedOn')) roles[free.pop()!] = 'returnedOn';
}

/** Roles without which a list cannot be read, each with those that can stand in for it. */
const NEEDED: readonly (readonly ColumnRole[])[] = [
  ['dossierCode'],
  ['ownerName', 'submitterName'],
  ['procedureName', 'procedureCode', 'field'],
  ['phone', 'address', 'addressAndPhone'],
];

export function missingRoles(
  roles: readonly (ColumnRole | null)[],
  isProvince: boolean,
): ColumnRole[] {
  const has = (role: ColumnRole) => roles.includes(role);
  const missing = NEEDED.filter((some) => !some.some(has)).map((some) => some[0]!);
  // The end of the work stands in for the return only where a state says that the result was returned.
  if (!has('returnedOn') && !(has('finishedOn') && has('status'))) missing.push('returnedOn');
  if (isProvince && !has('unitCode') && !has('unitName')) missing.push('unitCode');
  return missing;
}
