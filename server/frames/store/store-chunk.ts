import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Chunk } from './chunk.ts';
import { insertCorrectableRows } from './insert-correctable-rows.ts';
import { insertArray } from './insert-rows.ts';

/**
 * Writes a chunk of a list, whole or not at all: a person never without all of their dossiers. It is in
 * nobody's sight until the list is in force.
 */
export async function storeChunk(db: Db, chunk: Chunk): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // What a crash takes away of it is read from the file again.
    await sql`set local synchronous_commit to off`.execute(trx);
    await insertArray(trx, 'person', chunk.persons);
    await insertArray(trx, 'dossier', chunk.dossiers);
    await insertArray(trx, 'merged_identity', chunk.identities);
    await insertCorrectableRows(
      trx,
      chunk.correctableRows.map((row) => ({ ...row, original: Buffer.from(row.original) })),
    );
  });
}
