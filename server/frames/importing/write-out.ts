import { problemRowOf } from '../correcting/problem-row.ts';
import type { Application, Eligible } from '../deciding/application.ts';
import type { DecidedList } from '../deciding/decide-list.ts';
import { FieldCodes } from '../deciding/field-codes.ts';
import type { RowMarks } from '../deciding/row-marks.ts';
import { saidBy } from '../identity/complete-identity.ts';
import { ChunkMaker } from './chunk-maker.ts';
import type { DossierRow, List } from './dossier-rows.ts';
import { eachDossierRow } from './dossier-rows.ts';
import { HeldRows } from './held-rows.ts';
import type { Chunk, GoOn, ImportOrder } from './import-messages.ts';

interface Writing {
  readonly order: ImportOrder;
  readonly list: List;
  readonly key: Buffer;
  readonly marks: RowMarks;
  readonly decided: DecidedList;
  readonly goOn: GoOn;
  /** Resolves when the server can take another chunk. */
  readonly send: (chunk: Chunk) => Promise<void>;
}

/** The second reading: rows go out in chunks, a person's together when the last of them has come. */
export async function writeOut(writing: Writing): Promise<void> {
  const { order, list, key, marks, decided, goOn, send } = writing;
  const fields = new FieldCodes(goOn.fields, []);
  const chunk = new ChunkMaker({ ...order, key, fields });
  const held = new HeldRows(order.heldPath, marks.size);
  const waiting = Int32Array.from(decided.dossiers);
  const isStored = storedBefore(goOn.stored);
  let at = -1;
  const place = ({ row, application }: DossierRow) => {
    at++;
    if (isStored(application.rowNumber)) return;
    const reason = marks.reasonAt(at);
    if (reason !== null) {
      const left = { ...application, contact: null, reason };
      return chunk.addLeft(left, problemRowOf(key, order.fileId, row, left, list.rules));
    }
    const person = decided.person[at]!;
    const size = decided.dossiers[person]!;
    if (size === 1) return chunk.addPerson([owned(writing, at, application)]);
    held.keep(person, { at, application: application as Eligible });
    if (--waiting[person]! > 0) return;
    const dossiers = held.take(person).sort((a, b) => byPseudonym(marks, a.at, b.at));
    chunk.addPerson(dossiers.map((one) => owned(writing, one.at, one.application)));
  };
  try {
    await eachDossierRow(list, (found) => {
      place(found);
      return chunk.rows >= order.chunkRows ? send(chunk.take()) : undefined;
    });
    if (chunk.rows > 0) await send(chunk.take());
  } finally {
    held.close();
  }
}

/** A dossier with what it says of its owner, as it was decided. */
function owned({ key, decided }: Writing, at: number, application: Application) {
  const eligible = application as Eligible;
  const { contact, code } = eligible;
  return {
    application: eligible,
    code,
    kind: contact.kind,
    isSeparated: false,
    rules: decided.rules[at]!,
    said: { ...saidBy(key, contact), hasSharedPhone: decided.sharedPhone[at] === 1 },
  };
}

/** A person's chosen dossier is the one with the smallest pseudonym: by chance, the same each time. */
const byPseudonym = ({ codeHigh, codeLow }: RowMarks, a: number, b: number): number =>
  codeHigh[a]! - codeHigh[b]! || codeLow[a]! - codeLow[b]!;

/** Rows come in ascending order, and so do the numbers of those that are stored. */
function storedBefore(stored: Int32Array): (rowNumber: number) => boolean {
  let next = 0;
  return (rowNumber) => {
    while (next < stored.length && stored[next]! < rowNumber) next++;
    return stored[next] === rowNumber;
  };
}
