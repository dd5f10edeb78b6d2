import type { ColumnRole } from '#contract/list-preview.ts';
import { readDay } from './dates.ts';
import { looksLikeDossierCode } from './dossier-code.ts';
import { readPhone } from './phone.ts';
import { statusOf } from './status.ts';

const isDay = (cell: string) => /[/.-]/u.test(cell) && typeof readDay(cell) === 'string';

/** Roles whose cells have a form of their own, the surest first. */
export const FORMS: readonly (readonly [ColumnRole, (cell: string) => boolean])[] = [
  ['dossierCode', looksLikeDossierCode],
  ['procedureCode', (cell) => /^\d\.\d{6}(\.|$)/u.test(cell)],
  ['idNumber', (cell) => /^0\d{11}$/u.test(cell)],
  ['phone', (cell) => /^[+\d][\d .]*$/u.test(cell) && readPhone(cell) !== null],
  ['status', (cell) => /\p{L}/u.test(cell) && statusOf(cell) !== 'unclear'],
  ['sex', (cell) => /^(nam|nữ)$/iu.test(cell)],
];

const DAYS: readonly ColumnRole[] = ['receivedOn', 'dueOn', 'finishedOn', 'returnedOn'];

/** The form of a role's cells, if they have one. */
export const formOf = (role: ColumnRole): ((cell: string) => boolean) | undefined =>
  DAYS.includes(role) ? isDay : FORMS.find(([known]) => known === role)?.[1];

/** The share of the written cells that have a form, and how many are written. */
export function shareOf(cells: readonly string[], hasForm: (cell: string) => boolean) {
  const filled = cells.filter((cell) => cell !== '');
  return {
    filled: filled.length,
    share: filled.length === 0 ? 0 : filled.filter(hasForm).length / filled.length,
  };
}
