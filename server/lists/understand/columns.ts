import type { ColumnRole } from '#contract/list-preview.ts';
import { FORMS, shareOf } from './cell-forms.ts';
import { readDay } from './dates.ts';
import { foldWords } from './fold.ts';
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
  const roles = byHeading(headings, rows).map((role, column) => {
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

/**
 * Two columns may claim one role: the surer heading has it (“Ngày nhận” before “Ngày nộp hồ sơ”), and of
 * two that are the same the fuller column.
 */
function byHeading(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): (ColumnRole | null)[] {
  const meanings = headings.map((heading) => meaningOf(heading) ?? looseMeaningOf(heading));
  const filled = headings.map((_, column) => rows.filter((cells) => cells[column]).length);
  return meanings.map((meaning, column) => {
    if (!meaning?.role) return null;
    const isSurest = meanings.every((other, place) => {
      if (other?.role !== meaning.role || other.rank > meaning.rank) return true;
      if (other.rank < meaning.rank) return false;
      return filled[place] === filled[column] ? place >= column : filled[place]! < filled[column]!;
    });
    return isSurest ? meaning.role : null;
  });
}

function byContent(cells: readonly string[]): ColumnRole | null {
  return FORMS.find(([, looksLikeIt]) => mostly(cells, looksLikeIt))?.[0] ?? null;
}

function mostly(cells: readonly string[], looksLikeIt: (cell: string) => boolean): boolean {
  const { filled, share } = shareOf(cells, looksLikeIt);
  return filled >= 2 && share >= 0.6;
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

/** Roles without which a list cannot be read, each with those that can replace it. */
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
  // The end of the work replaces the return only where a state says that the result was returned.
  if (!has('returnedOn') && !(has('finishedOn') && (has('status') || has('result'))))
    missing.push('returnedOn');
  if (isProvince && !has('agencyCode') && !has('agencyName')) missing.push('agencyCode');
  return missing;
}
