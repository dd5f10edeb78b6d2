import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { insertProblemRows } from '../correcting/keep-problem-row.ts';
import type { Chunk } from '../importing/import-messages.ts';
import type { ListPlace } from './insert-arrays.ts';
import { insertArrays } from './insert-arrays.ts';

/**
 * Writes a chunk of a list, whole or not at all: a person never without all of their dossiers. It is in
 * nobody's sight until the list is in force.
 */
export async function storeChunk(db: Db, place: ListPlace, chunk: Chunk): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // What a crash takes away of it is read from the file again.
    await sql`set local synchronous_commit to off`.execute(trx);
    await insertArrays(trx, 'person', place, chunk.persons);
    await insertArrays(trx, 'dossier', place, chunk.dossiers);
    await insertArrays(trx, 'merged_identity', place, chunk.identities);
    await insertProblemRows(
      trx,
      chunk.problemRows.map((row) => ({ ...row, original: Buffer.from(row.original) })),
    );
  });
}
