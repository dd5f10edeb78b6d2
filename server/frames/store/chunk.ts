import type { CorrectableRow } from './correctable-row.ts';

/** Persons, each with all of their dossiers, and rows that are not in the frame, as the database takes them. */
export interface Chunk {
  readonly rows: number;
  readonly persons: Uint8Array<ArrayBuffer>;
  readonly dossiers: Uint8Array<ArrayBuffer>;
  readonly identities: Uint8Array<ArrayBuffer>;
  readonly correctableRows: readonly CorrectableRow[];
}
