import { createHash } from 'node:crypto';
import type { Doubt } from './doubt.ts';
import { emptyColumns } from './link-columns.ts';
import { linkPersons } from './link-persons.ts';
import type { RowMarks } from './row-marks.ts';
import { rowsByAgency } from './rows-by-agency.ts';
import { rowsOfOneCode } from './rows-of-one-code.ts';

/** Which person each row belongs to: told by the place of one of the person's rows. */
export interface DecidedList {
  /** −1 for a row that is not in the frame. */
  readonly person: Int32Array;
  /** How many dossiers the person has, at the place that tells the person. */
  readonly dossiers: Int32Array;
  /** The rules (bits) that join the row's dossier to another one. */
  readonly rules: Uint8Array;
  readonly sharedPhone: Uint8Array;
  /** Of each agency with any: pairs of dossiers that somebody should look at. */
  readonly doubts: DoubtCount[];
}

export interface DoubtCount {
  readonly agencyCode: string;
  readonly doubtful: number;
  /** Of them. */
  readonly contradictory: number;
}

/**
 * What becomes of every row of a list: a function of its bytes, the confirmed columns, the campaign's rules
 * and keys alone. The order of the rows changes nothing: not who is linked to whom, not which dossier of
 * several with one code counts. `rankOf`: 32 bits that tell what a row says, asked for repeated codes only.
 */
export function decideList(marks: RowMarks, rankOf: (row: number) => number): DecidedList {
  markRepeats(marks, rankOf);
  const { size } = marks;
  const decided: DecidedList = {
    person: new Int32Array(size).fill(-1),
    dossiers: new Int32Array(size),
    rules: new Uint8Array(size),
    sharedPhone: new Uint8Array(size),
    doubts: [],
  };
  for (const rows of rowsOfAgencies(marks)) linkAgency(marks, rows, decided);
  return decided;
}

/** The same digest tells that a repeated reading has decided the same. */
export function digestOf(marks: RowMarks, { person, rules, sharedPhone }: DecidedList): string {
  const hash = createHash('sha256');
  const { size } = marks;
  for (const column of [marks.rowNumber, marks.agency, marks.reason].map((all) =>
    all.subarray(0, size),
  ))
    hash.update(column);
  for (const column of [person, rules, sharedPhone]) hash.update(column);
  return hash.digest('hex');
}

/**
 * Of the rows of one code an eligible one counts before the others; among those chance decides, the same
 * whatever their order.
 */
function markRepeats(marks: RowMarks, rankOf: (row: number) => number): void {
  const placeOf = (row: number) => (marks.reason[row] === 0 ? 0 : 2 ** 32) + rankOf(row);
  for (const rows of rowsOfOneCode(marks)) {
    let [first, place] = [rows[0]!, placeOf(rows[0]!)];
    for (const row of rows.slice(1)) {
      const other = placeOf(row);
      marks.markRepeated(other < place ? first : row);
      if (other < place) [first, place] = [row, other];
    }
  }
}

/** The places of the eligible rows of each agency. */
function* rowsOfAgencies(marks: RowMarks): Generator<Uint32Array> {
  const { agency, reason } = marks;
  const rows = rowsByAgency(marks, (row) => reason[row] === 0);
  for (let start = 0, end = 0; start < rows.length; start = end) {
    while (end < rows.length && agency[rows[end]!] === agency[rows[start]!]) end++;
    yield rows.subarray(start, end);
  }
}

function linkAgency(marks: RowMarks, rows: Uint32Array, decided: DecidedList): void {
  const columns = emptyColumns(rows.length);
  for (const name of COMPARED)
    for (let i = 0; i < rows.length; i++) columns[name][i] = marks[name][rows[i]!]!;
  for (let i = 0; i < rows.length; i++) columns.order[i] = marks.codeHigh[rows[i]!]!;
  const { group, rules, sharedPhone, doubts } = linkPersons({
    ...columns,
    nameAt: (i) => marks.nameAt(rows[i]!),
  });
  const agencyCode = marks.agencyAt(rows[0]!);
  if (agencyCode !== null && doubts.length > 0)
    decided.doubts.push({ agencyCode, ...countDoubts(doubts) });
  for (const [i, row] of rows.entries()) {
    const person = rows[group[i]!]!;
    decided.person[row] = person;
    decided.dossiers[person]! += 1;
    decided.rules[row] = rules[i]!;
    decided.sharedPhone[row] = sharedPhone[i]!;
  }
}

export const countDoubts = (doubts: readonly Pick<Doubt, 'isContradiction'>[]) => ({
  doubtful: doubts.length,
  contradictory: doubts.filter(({ isContradiction }) => isContradiction).length,
});

const COMPARED = ['phone', 'id', 'birthDay', 'birthYear', 'flags', 'nameHash'] as const;
