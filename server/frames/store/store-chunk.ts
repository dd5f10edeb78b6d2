import type { Transact } from '../../db/plain-connections.ts';
import type { Chunk } from './chunk.ts';
import { insertCorrectableRows } from './insert-correctable-rows.ts';

/**
 * Writes a chunk of a list, whole or not at all: a person never without all of their dossiers. It is in
 * nobody's sight until the list is in force.
 */
export async function storeChunk(transact: Transact, chunk: Chunk): Promise<void> {
  const { persons, dossiers, identities, correctableRows } = chunk;
  await transact(async (ask) => {
    // What a crash takes away of it is read from the file again.
    await ask('set local synchronous_commit to off');
    await ask('insert into person select * from unnest($1::person[])', [bytesOf(persons)]);
    await ask('insert into dossier select * from unnest($1::dossier[])', [bytesOf(dossiers)]);
    await ask('insert into merged_identity select * from unnest($1::merged_identity[])', [
      bytesOf(identities),
    ]);
    await insertCorrectableRows(
      ask,
      correctableRows.map((row) => ({ ...row, original: Buffer.from(row.original) })),
    );
  });
}

/** Sent as they are, which both databases read as the type's binary form. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>) =>
  Buffer.from(buffer, byteOffset, byteLength);
