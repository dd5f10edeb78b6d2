import { createHash } from 'node:crypto';
import { linkKeysFor, linkPersons } from './link-persons.ts';
import type { RowMarks } from './row-marks.ts';

/** Which person each row belongs to: told by the place of one of the person's rows. */
export interface DecidedList {
  /** −1 for a row that is not in the frame. */
  readonly person: Int32Array;
  /** How many dossiers the person has, at the place that tells the person. */
  readonly dossiers: Int32Array;
  /** The rules (bits) that join the row's dossier to another one. */
  readonly rules: Uint8Array;
  readonly sharedPhone: Uint8Array;
}

/**
 * What becomes of every row of a list: a function of its bytes, the confirmed columns, the campaign's rules
 * and keys alone. The order of the rows changes nothing: not who is linked to whom, not which dossier of
 * several with one code counts.
 */
export function decideList(marks: RowMarks): DecidedList {
  markRepeats(marks);
  const { size } = marks;
  const decided = {
    person: new Int32Array(size).fill(-1),
    dossiers: new Int32Array(size),
    rules: new Uint8Array(size),
    sharedPhone: new Uint8Array(size),
  };
  for (const rows of rowsOfUnits(marks)) linkUnit(marks, rows, decided);
  return decided;
}

/** The same digest tells that a repeated reading has decided the same. */
export function digestOf(marks: RowMarks, { person, rules, sharedPhone }: DecidedList): string {
  const hash = createHash('sha256');
  const { size } = marks;
  for (const column of [marks.rowNumber, marks.unit, marks.reason].map((all) =>
    all.subarray(0, size),
  ))
    hash.update(column);
  for (const column of [person, rules, sharedPhone]) hash.update(column);
  return hash.digest('hex');
}

/** By code, the one that counts first. */
function markRepeats(marks: RowMarks): void {
  const { size, codeHigh, codeLow, content, reason } = marks;
  const coded = Uint32Array.from({ length: size }, (_, at) => at).filter(
    (at) => codeHigh[at] !== 0 || codeLow[at] !== 0,
  );
  const isOut = (at: number) => (reason[at] === 0 ? 0 : 1);
  coded.sort(
    (a, b) =>
      order(codeHigh[a]!, codeHigh[b]!) ||
      order(codeLow[a]!, codeLow[b]!) ||
      isOut(a) - isOut(b) ||
      order(content[a]!, content[b]!) ||
      a - b,
  );
  for (let i = 1; i < coded.length; i++) {
    const [before, at] = [coded[i - 1]!, coded[i]!];
    if (codeHigh[before] === codeHigh[at] && codeLow[before] === codeLow[at])
      marks.markRepeated(at);
  }
}

/** Of two numbers too large to be subtracted without a new one being made. */
const order = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

/** The places of the eligible rows of each unit. */
function* rowsOfUnits({ size, unit, units, reason }: RowMarks): Generator<Uint32Array> {
  const ends = new Uint32Array(units.all.length + 1);
  for (let at = 0; at < size; at++) if (reason[at] === 0) ends[unit[at]! + 1]! += 1;
  for (let i = 1; i < ends.length; i++) ends[i]! += ends[i - 1]!;
  const rows = new Uint32Array(ends.at(-1)!);
  const next = ends.slice();
  for (let at = 0; at < size; at++) if (reason[at] === 0) rows[next[unit[at]!]!++] = at;
  for (let i = 1; i < ends.length; i++)
    if (ends[i]! > ends[i - 1]!) yield rows.subarray(ends[i - 1], ends[i]);
}

function linkUnit(marks: RowMarks, rows: Uint32Array, decided: DecidedList): void {
  const keys = linkKeysFor(rows.length);
  for (const name of Object.keys(keys) as (keyof typeof keys)[])
    for (let i = 0; i < rows.length; i++) keys[name][i] = marks[name][rows[i]!]!;
  const { group, rules, sharedPhone } = linkPersons(keys);
  for (const [i, at] of rows.entries()) {
    const person = rows[group[i]!]!;
    decided.person[at] = person;
    decided.dossiers[person]! += 1;
    decided.rules[at] = rules[i]!;
    decided.sharedPhone[at] = sharedPhone[i]!;
  }
}
