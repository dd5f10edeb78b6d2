import { randomUUIDv7 } from 'node:crypto';
import { isFault } from '#contract/frames.ts';
import type { NewDossier, NewMergedIdentity, NewPerson } from '../../db/schema.ts';
import type { ProblemRow } from '../correcting/problem-row.ts';
import type { Application, Eligible } from '../deciding/application.ts';
import type { FieldCodes } from '../deciding/field-codes.ts';
import type { Linkable, LinkedDossier } from '../deciding/link-dossiers.ts';
import { arrayColumns } from '../storing/array-columns.ts';
import { linkedBy, mergedIdentityRow, personRow } from '../storing/person-rows.ts';
import type { Chunk } from './import-messages.ts';

export type OwnedDossier = LinkedDossier<Linkable> & { readonly application: Eligible };

interface Place {
  readonly campaignId: string;
  readonly fileId: string;
  readonly key: Buffer;
  readonly fields: FieldCodes;
}

/** Gathers rows to store until there are enough of them for one transaction. */
export class ChunkMaker {
  private readonly place: Place;
  private persons: NewPerson[] = [];
  private dossiers: NewDossier[] = [];
  private identities: NewMergedIdentity[] = [];
  private problemRows: ProblemRow[] = [];

  constructor(place: Place) {
    this.place = place;
  }

  get rows(): number {
    return this.dossiers.length;
  }

  /** A person with all of their dossiers: the chosen one first. */
  addPerson(dossiers: readonly OwnedDossier[]): void {
    const { campaignId, fileId, key } = this.place;
    const { unitCode } = dossiers[0]!.application;
    const id = randomUUIDv7();
    this.persons.push(personRow(key, { id, campaignId, unitCode, fileId }, dossiers));
    for (const [rank, dossier] of dossiers.entries()) {
      const outcome = rank === 0 ? 'accepted' : 'merged';
      const { rowNumber } = dossier.application;
      this.addDossier(dossier.application, {
        personId: id,
        outcome,
        reason: null,
        linkedBy: linkedBy(dossier),
      });
      if (dossiers.length > 1)
        this.identities.push(mergedIdentityRow(key, { fileId, rowNumber }, dossier));
    }
  }

  /** A row that is not in the frame, with its cells where somebody can mend it. */
  addLeft(application: Application, problemRow: ProblemRow | undefined): void {
    const { reason } = application;
    const outcome = reason !== null && isFault(reason) ? 'in_error' : 'excluded';
    this.addDossier(application, { personId: null, outcome, reason, linkedBy: null });
    if (problemRow) this.problemRows.push(problemRow);
  }

  private addDossier(
    { contact: _, reason: __, field, code, ...row }: Application,
    became: Pick<NewDossier, 'personId' | 'outcome' | 'reason' | 'linkedBy'>,
  ): void {
    const { campaignId, fileId, fields } = this.place;
    const fieldCode = fields.codeOf(field);
    this.dossiers.push({ ...row, ...became, code: code || null, fieldCode, campaignId, fileId });
  }

  /** What has been gathered since the last time. */
  take(): Chunk {
    const chunk = {
      rows: this.dossiers.length,
      persons: arrayColumns('person', this.persons),
      dossiers: arrayColumns('dossier', this.dossiers),
      identities: arrayColumns('merged_identity', this.identities),
      problemRows: this.problemRows,
    };
    this.persons = [];
    this.dossiers = [];
    this.identities = [];
    this.problemRows = [];
    return chunk;
  }
}
