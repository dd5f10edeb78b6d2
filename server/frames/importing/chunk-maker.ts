import { randomUUIDv7 } from 'node:crypto';
import { isFault } from '#contract/frames.ts';
import type { NewDossier, NewMergedIdentity, NewPerson } from '../../db/schema.ts';
import type { ProblemRow } from '../correcting/problem-row.ts';
import type { Application, Eligible } from '../deciding/application.ts';
import type { FieldCodes } from '../deciding/field-codes.ts';
import type { Linkable, LinkedDossier } from '../deciding/link-dossiers.ts';
import { linkedBy, mergedIdentityRow, personRow } from '../storing/person-rows.ts';
import { TableArrays } from '../storing/table-arrays.ts';
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
  private readonly persons = new TableArrays<NewPerson>('person');
  private readonly dossiers = new TableArrays<NewDossier>('dossier');
  private readonly identities = new TableArrays<NewMergedIdentity>('merged_identity');
  private problemRows: ProblemRow[] = [];

  constructor(place: Place) {
    this.place = place;
  }

  get rows(): number {
    return this.dossiers.size;
  }

  /** A person with all of their dossiers: the chosen one first. */
  addPerson(dossiers: readonly OwnedDossier[]): void {
    const { campaignId, fileId, key } = this.place;
    const { unitCode } = dossiers[0]!.application;
    const id = randomUUIDv7();
    this.persons.add(personRow(key, { id, campaignId, unitCode, fileId }, dossiers));
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
        this.identities.add(mergedIdentityRow(key, { fileId, rowNumber }, dossier));
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
    this.dossiers.add({ ...row, ...became, code: code || null, fieldCode, campaignId, fileId });
  }

  /** What has been gathered since the last time. */
  take(): Chunk {
    const chunk = {
      rows: this.rows,
      persons: this.persons.take(),
      dossiers: this.dossiers.take(),
      identities: this.identities.take(),
      problemRows: this.problemRows,
    };
    this.problemRows = [];
    return chunk;
  }
}
