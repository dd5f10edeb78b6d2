import { isFault } from '#contract/list-words.ts';
import type { Reason } from '#contract/row-counts.ts';
import { FieldCodes } from '../../lists/decide/field-codes.ts';
import type { ReadingRules } from '../../lists/decide/read-application.ts';
import type { DecidedList } from '../../lists/link/decide-list.ts';
import type { RowMarks } from '../../lists/link/row-marks.ts';
import { rowsByAgency } from '../../lists/link/rows-by-agency.ts';
import type { Chunk } from '../store/chunk.ts';
import { correctableRowOf } from '../store/correctable-row.ts';
import { ChunkMaker } from './chunk-maker.ts';
import type { ImportOrder, ResumePoint } from './import-messages.ts';
import type { RowSpool } from './row-spool.ts';
import { SpooledRow } from './spooled-row.ts';

export interface Writing {
  readonly order: ImportOrder;
  readonly rules: ReadingRules;
  readonly key: Buffer;
  readonly spool: RowSpool;
  readonly marks: RowMarks;
  readonly decided: DecidedList;
  readonly resume: ResumePoint;
  /** Resolves when the server can take another chunk. */
  readonly send: (chunk: Chunk) => Promise<void>;
}

/**
 * Rows go out in chunks, agency by agency, so that the database has each agency's together: to count one it reads a hundredth
 * of the pages. A person's go together when the last of them is reached.
 */
export async function writeOut(writing: Writing): Promise<void> {
  const { order, key, spool, marks, resume, send } = writing;
  const fields = new FieldCodes(resume.fields, []);
  const fieldCodes = marks.fields.all.map((name) => fields.codeOf(name));
  const chunk = new ChunkMaker({ ...order, key, fieldCodes });
  const isStored = storedBefore(resume.stored);
  const dossiersAt = personsIn(writing.decided, marks.size);
  for (const position of rowsByAgency(marks, () => true)) {
    const dossiers = dossiersAt(position);
    if (isStored(marks.rowNumber[position]!)) continue;
    const reason = marks.reasonAt(position);
    if (reason !== null) {
      const row = new SpooledRow(spool.inOrder(position));
      chunk.addLeft(row, reason, correctableRow(writing, position, row, reason));
    } else if (dossiers.length > 0)
      chunk.addPerson(marks.agencyAt(position)!, ownedDossiers(writing, position, dossiers));
    if (chunk.rows >= order.chunkRows) await send(chunk.take());
  }
  if (chunk.rows > 0) await send(chunk.take());
}

function correctableRow(
  { order, rules, key, marks }: Writing,
  position: number,
  row: SpooledRow,
  reason: Reason,
) {
  if (!isFault(reason)) return undefined;
  const { agencyCode, cells } = row.fault;
  const number = marks.rowNumber[position]!;
  return correctableRowOf(
    key,
    order.fileId,
    { number, cells },
    { rowNumber: number, agencyCode, reason },
    rules,
  );
}

/**
 * Asked for every row in turn, once: all rows of the person whose last one this is, otherwise none. A person's
 * rows may be a million rows apart; how many are still to come is counted down where they were counted.
 */
function personsIn(
  { person, dossiers }: DecidedList,
  size: number,
): (position: number) => number[] {
  /** The row before it of the same person, and the last one met of each person; −1 for none. */
  const before = new Int32Array(size);
  const last = new Int32Array(size).fill(-1);
  return (position) => {
    const owner = person[position]!;
    if (owner < 0) return [];
    before[position] = last[owner]!;
    last[owner] = position;
    if (--dossiers[owner]! > 0) return [];
    const rows: number[] = [];
    for (let row = position; row >= 0; row = before[row]!) rows.push(row);
    return rows;
  };
}

/** A person's chosen dossier is the one with the smallest pseudonym: by chance, the same each time. */
function ownedDossiers({ spool, marks, decided }: Writing, position: number, rows: number[]) {
  const { codeHigh, codeLow } = marks;
  const byPseudonym = (a: number, b: number) =>
    codeHigh[a]! - codeHigh[b]! || codeLow[a]! - codeLow[b]!;
  // Asked for first: it may read another stretch of the spool, over which the others are views.
  const last = new SpooledRow(spool.inOrder(position));
  return rows.sort(byPseudonym).map((place) => {
    const row = place === position ? last : new SpooledRow(spool.anywhere(place));
    return {
      row,
      rowNumber: marks.rowNumber[place]!,
      kind: row.kind,
      rules: decided.rules[place]!,
      identified: row.identified(decided.sharedPhone[place] === 1),
    };
  });
}

/** `stored`: ascending. */
function storedBefore(stored: Int32Array): (rowNumber: number) => boolean {
  return (rowNumber) => {
    let [low, high] = [0, stored.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (stored[middle]! < rowNumber) low = middle + 1;
      else high = middle;
    }
    return stored[low] === rowNumber;
  };
}
