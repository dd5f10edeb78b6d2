import type { NewDossier } from '../../db/tables/lists.ts';
import type { NewMergedIdentity, NewPerson } from '../../db/tables/persons.ts';
import type { NewFrameUnit } from '../../db/tables/samples.ts';
import type { FieldType } from './field-bytes.ts';
import { FieldBytes } from './field-bytes.ts';

export interface Rows {
  readonly person: NewPerson;
  readonly dossier: NewDossier;
  readonly merged_identity: NewMergedIdentity;
  readonly frame_unit: NewFrameUnit;
}
export type RowTable = keyof Rows;

const IDENTITY = {
  kind: 'text',
  sealed: 'bytea',
  phoneKey: 'bigint',
  idKey: 'bigint',
  nameKey: 'bigint',
  bareKey: 'bigint',
  birthKey: 'bigint',
} as const;

/** Tables of which many rows are written at once: all their columns in the table's order. */
export const COLUMNS: { [T in RowTable]: Record<keyof Rows[T], FieldType> } = {
  person: {
    id: 'uuid',
    campaignId: 'uuid',
    agencyCode: 'text',
    fileId: 'uuid',
    ...IDENTITY,
    dossiers: 'integer',
    hasSharedPhone: 'boolean',
  },
  dossier: {
    fileId: 'uuid',
    rowNumber: 'integer',
    campaignId: 'uuid',
    agencyCode: 'text',
    code: 'text',
    procedureCode: 'text',
    procedureName: 'text',
    channel: 'text',
    receivedOn: 'date',
    dueOn: 'date',
    returnedOn: 'date',
    isLate: 'boolean',
    isRefused: 'boolean',
    hasPhone: 'boolean',
    fieldCode: 'text',
    personId: 'uuid',
    outcome: 'text',
    reason: 'text',
    linkedBy: 'text',
  },
  merged_identity: { fileId: 'uuid', rowNumber: 'integer', ...IDENTITY },
  frame_unit: {
    campaignId: 'uuid',
    unitId: 'text',
    stratum: 'text',
    personId: 'uuid',
    procedureName: 'text',
    returnedOn: 'date',
    multiplicity: 'integer',
    commitment: 'bytea',
  },
};

/** Of each table the number by which its database knows the type of its rows. */
export type RowTypes = Readonly<Record<RowTable, number>>;

const ROWS_AT = 12;

/**
 * Rows of one table as an array of PostgreSQL in its binary form (array_recv): as near to COPY as PGlite lets
 * us come, which has COPY for its own client only. It costs the database three fifths of what an array for
 * each column does, and us no text.
 */
export class RowArray<T extends RowTable> {
  private readonly columns: readonly (readonly [keyof Rows[T], FieldType])[];
  private readonly type: number;
  private readonly bytes = new FieldBytes();
  private rows = 0;

  constructor(table: T, types: RowTypes) {
    this.columns = Object.entries(COLUMNS[table]) as [keyof Rows[T], FieldType][];
    this.type = types[table];
    this.begin();
  }

  get size(): number {
    return this.rows;
  }

  add(row: Rows[T]): void {
    const start = this.beginRow();
    for (const [name, type] of this.columns) this.bytes.add(type, row[name]);
    this.endRow(start);
  }

  /** A row whose first `count` columns are written as fields already. */
  addReady(fields: Uint8Array, count: number, row: Partial<Rows[T]>): void {
    const start = this.beginRow();
    this.bytes.copy(fields);
    for (let offset = count; offset < this.columns.length; offset++) {
      const [name, type] = this.columns[offset]!;
      this.bytes.add(type, row[name]);
    }
    this.endRow(start);
  }

  /** What has been gathered since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    this.bytes.setInt32(this.rows, ROWS_AT);
    const taken = new Uint8Array(this.bytes.view());
    this.begin();
    return taken;
  }

  /** One dimension, no null, the type of the rows, how many there are, the first one’s place. */
  private begin(): void {
    this.rows = 0;
    this.bytes.clear();
    for (const number of [1, 0, this.type, 0, 1]) this.bytes.int32(number);
  }

  private beginRow(): number {
    const start = this.bytes.length;
    this.bytes.int32(0);
    this.bytes.int32(this.columns.length);
    return start;
  }

  private endRow(start: number): void {
    this.rows++;
    this.bytes.setInt32(this.bytes.length - start - 4, start);
  }
}
