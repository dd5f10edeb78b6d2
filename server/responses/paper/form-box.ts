import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Ballot } from '../sealed-ballot.ts';
import { openBallot, sealBallot } from '../sealed-ballot.ts';
import type { Taker } from '../takers/taker.ts';
import { addToBatch } from '../takers/taker.ts';
import { isBlank } from './keyed-form.ts';

/** A campaign with the key of its box. */
export interface Box {
  readonly trx: Db;
  readonly campaignId: string;
  readonly key: Buffer;
}

const keyingName = (number: string, turn: number) => `${number}/${turn}`;

export async function storeKeying(
  { trx, campaignId, key }: Box,
  entry: { readonly number: string; readonly turn: 1 | 2 } & FormReader,
  ballot: Ballot,
): Promise<void> {
  const sealed = sealBallot(key, campaignId, keyingName(entry.number, entry.turn), ballot);
  await trx
    .insertInto('keying')
    .values({ ...entry, sealed })
    .execute();
}

export const openKeying = (
  { campaignId, key }: Box,
  number: string,
  { turn, sealed }: { readonly turn: number; readonly sealed: Buffer },
): Ballot => openBallot(key, campaignId, keyingName(number, turn), sealed);

/**
 * Into the box, as any other response and under a random id of its own. Of the form its number stays,
 * spent; an empty form is spent and no response. `clerk`: who entered it alone, with nobody to compare.
 */
export async function castForm(
  box: Box,
  number: string,
  ballot: Ballot,
  clerk: Taker | null,
): Promise<'blank' | 'entered'> {
  const { trx, campaignId, key } = box;
  await trx.deleteFrom('keying').where('number', '=', number).execute();
  const state = isBlank(ballot) ? 'blank' : 'entered';
  const batchId = clerk && state === 'entered' ? await addToBatch(trx, campaignId, clerk) : null;
  await trx.updateTable('paperForm').set({ state, batchId }).where('number', '=', number).execute();
  if (state === 'entered') {
    const id = randomUUID();
    const sealed = sealBallot(key, campaignId, id, ballot);
    await trx.insertInto('ballot').values({ id, campaignId, sealed, batchId }).execute();
  }
  return state;
}

/** Who read a form: a clerk with own eyes, or from a scan whose unsure items the clerk decided. */
export interface FormReader {
  readonly keyedBy: string;
  readonly isScanned: boolean;
}

export interface EntryMarks {
  readonly forms?: number;
  readonly compared?: number;
  readonly wrong?: number;
}

/** Rows are taken in one order: two clerks who check each other's forms at the same moment wait, and never for each other. */
export async function addToTallies(
  { trx, campaignId }: Box,
  marks: readonly (FormReader & EntryMarks)[],
): Promise<void> {
  const placeOf = ({ keyedBy, isScanned }: FormReader) => `${keyedBy} ${isScanned}`;
  const inOrder = marks.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  for (const { keyedBy, isScanned, forms = 0, compared = 0, wrong = 0 } of inOrder)
    await sql`
      insert into entry_tally (campaign_id, staff_id, is_scanned, forms, items_compared, items_wrong)
      values (${campaignId}, ${keyedBy}, ${isScanned}, ${forms}, ${compared}, ${wrong})
      on conflict (campaign_id, staff_id, is_scanned) do update set
        forms = entry_tally.forms + excluded.forms,
        items_compared = entry_tally.items_compared + excluded.items_compared,
        items_wrong = entry_tally.items_wrong + excluded.items_wrong`.execute(trx);
}
