import type { SheetRow } from '../read/sheet-row.ts';
import { looksLikeDossierCode } from './dossier-code.ts';
import { looseMeaningOf, meaningOf } from './synonyms.ts';

/** How far down a list's headings may be, below its title and the national motto. */
const HEADING_DEPTH = 60;

export interface Headings {
  /** Rows of the sheet, from 1; two when a merged heading is over its parts. */
  readonly rows: readonly number[];
  /** One for each column. */
  readonly texts: readonly string[];
}

/** The rows that hold the headings: those in which the most columns are understood. */
export function findHeadings(top: readonly SheetRow[]): Headings | undefined {
  let best: { headings: Headings; score: number } | undefined;
  for (const [offset, row] of top.slice(0, HEADING_DEPTH).entries()) {
    if (row.cells.some(looksLikeDossierCode)) continue;
    for (const headings of [single(row), double(row, top[offset + 1])]) {
      const score = headings ? understood(headings.texts) : 0;
      if (headings && score >= 2 && score > (best?.score ?? 0)) best = { headings, score };
    }
  }
  return best?.headings;
}

/** Whether a table begins with a dossier: its first row of several cells has a dossier's code. */
export function lacksHeadings(top: readonly SheetRow[]): boolean {
  const first = top.find(
    (row) => row.cells.filter((cell) => cell !== '').length >= 3 && !isNumbering(row),
  );
  return first?.cells.some(looksLikeDossierCode) ?? false;
}

/** Headings in the row that a person has pointed at, with the next one when it holds their parts. */
export function headingsAt(top: readonly SheetRow[], row: number): Headings {
  const index = top.findIndex(({ number }) => number === row);
  if (index < 0) return { rows: [row], texts: [] };
  const simple = single(top[index]!);
  const two = double(top[index]!, top[index + 1]);
  return two && understood(two.texts) > understood(simple.texts) ? two : simple;
}

/** Headings of the rows named by the caller of an import. */
export function headingsIn(top: readonly SheetRow[], rows: readonly number[]): Headings {
  const [upper, lower] = top.filter(({ number }) => rows.includes(number));
  if (!upper) return { rows, texts: [] };
  return { rows, texts: lower ? combine(upper, lower) : upper.cells };
}

const single = (row: SheetRow): Headings => ({ rows: [row.number], texts: row.cells });

function double(upper: SheetRow, lower: SheetRow | undefined): Headings | undefined {
  if (lower?.number !== upper.number + 1 || isNumbering(lower)) return undefined;
  if (lower.cells.some(looksLikeDossierCode)) return undefined;
  return { rows: [upper.number, lower.number], texts: combine(upper, lower) };
}

/** “Ngày, tháng, năm” over “Nhận hồ sơ”: the part is the heading, unless only both together say something. */
function combine(upper: SheetRow, lower: SheetRow): string[] {
  const width = Math.max(upper.cells.length, lower.cells.length);
  let merged = '';
  return Array.from({ length: width }, (_, column) => {
    const own = upper.cells[column] ?? '';
    const part = lower.cells[column] ?? '';
    // A merged cell holds its text in its first column only.
    if (own) merged = own;
    if (!part) return own;
    if (!merged || meaningOf(part)) return part;
    return [`${merged} ${part}`, `${part} ${merged}`].find(meaningOf) ?? `${merged} – ${part}`;
  });
}

function understood(texts: readonly string[]): number {
  const roles = new Set<string>();
  for (const text of texts) {
    const role = (meaningOf(text) ?? looseMeaningOf(text))?.role;
    if (role) roles.add(role);
  }
  return roles.size;
}

/** The row (1) (2) (3) … that forms have under their headings. */
export function isNumbering({ cells }: SheetRow): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const numbers = filled.map((cell) => Number(/^\(?(\d{1,2})\)?$/u.exec(cell)?.[1] ?? Number.NaN));
  const steps = numbers.filter(
    (number, index) => index > 0 && number === numbers[index - 1]! + 1,
  ).length;
  return filled.length >= 3 && steps >= (filled.length - 1) * 0.8;
}
