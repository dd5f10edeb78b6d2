import { randomUUIDv7 } from 'node:crypto';
import { isFault } from '#contract/list-words.ts';
import type { Reason } from '#contract/row-counts.ts';
import type { NewDossier } from '../../db/tables/lists.ts';
import type { Chunk } from '../store/chunk.ts';
import type { CorrectableRow } from '../store/correctable-row.ts';
import type { Owned } from '../store/person-rows.ts';
import { linkedBy, mergedIdentityRow, personRow } from '../store/person-rows.ts';
import type { RowTypes } from '../store/row-array.ts';
import { RowArray } from '../store/row-array.ts';
import type { SpooledRow } from './spooled-row.ts';
import { READY_COLUMNS } from './spooled-row.ts';

/** A dossier of a person; the rules (bits) join it to another one. */
export interface OwnedDossier extends Owned {
  readonly rowNumber: number;
  readonly row: SpooledRow;
  readonly rules: number;
}

interface Place {
  readonly campaignId: string;
  readonly fileId: string;
  readonly key: Buffer;
  /** Of each of the list’s fields of procedure. */
  readonly fieldCodes: readonly (string | null)[];
  readonly rowTypes: RowTypes;
}

/** Gathers rows to store until there are enough of them for one transaction. */
export class ChunkMaker {
  private readonly place: Place;
  private readonly persons: RowArray<'person'>;
  private readonly dossiers: RowArray<'dossier'>;
  private readonly identities: RowArray<'merged_identity'>;
  private correctableRows: CorrectableRow[] = [];

  constructor(place: Place) {
    this.place = place;
    this.persons = new RowArray('person', place.rowTypes);
    this.dossiers = new RowArray('dossier', place.rowTypes);
    this.identities = new RowArray('merged_identity', place.rowTypes);
  }

  get rows(): number {
    return this.dossiers.size;
  }

  /** A person with all of their dossiers: the chosen one first. */
  addPerson(agencyCode: string, dossiers: readonly OwnedDossier[]): void {
    const { campaignId, fileId, key } = this.place;
    const personId = randomUUIDv7();
    this.persons.add(personRow(key, { id: personId, campaignId, agencyCode, fileId }, dossiers));
    for (const [rank, dossier] of dossiers.entries()) {
      const outcome = rank === 0 ? 'accepted' : 'merged';
      this.addDossier(dossier.row, { personId, outcome, linkedBy: linkedBy(dossier) });
      if (dossiers.length > 1)
        this.identities.add(
          mergedIdentityRow(key, { fileId, rowNumber: dossier.rowNumber }, dossier),
        );
    }
  }

  /** A row that is not in the frame, with its cells where somebody can correct it. */
  addLeft(row: SpooledRow, reason: Reason, correctableRow: CorrectableRow | undefined): void {
    this.addDossier(row, { outcome: isFault(reason) ? 'in_error' : 'excluded', reason });
    if (correctableRow) this.correctableRows.push(correctableRow);
  }

  private addDossier(row: SpooledRow, became: Partial<NewDossier>): void {
    const fieldCode = this.place.fieldCodes[row.field]!;
    this.dossiers.addReady(row.fields, READY_COLUMNS, { ...became, fieldCode });
  }

  /** What has been gathered since the last time. */
  take(): Chunk {
    const chunk = {
      rows: this.rows,
      persons: this.persons.take(),
      dossiers: this.dossiers.take(),
      identities: this.identities.take(),
      correctableRows: this.correctableRows,
    };
    this.correctableRows = [];
    return chunk;
  }
}
