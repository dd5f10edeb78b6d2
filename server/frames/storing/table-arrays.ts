import type { ArrayType } from './binary-array.ts';
import { BinaryArray } from './binary-array.ts';

/** The columns that a list's rows fill, with their types; which list it is, is said once for all rows. */
export const TABLES = {
  person: {
    id: 'uuid',
    unitCode: 'text',
    kind: 'text',
    sealed: 'bytea',
    phoneKey: 'bigint',
    idKey: 'bigint',
    nameKey: 'bigint',
    bareKey: 'bigint',
    birthKey: 'bigint',
    dossiers: 'integer',
    hasSharedPhone: 'boolean',
  },
  dossier: {
    rowNumber: 'integer',
    unitCode: 'text',
    code: 'text',
    procedureCode: 'text',
    procedureName: 'text',
    fieldCode: 'text',
    channel: 'text',
    receivedOn: 'date',
    dueOn: 'date',
    returnedOn: 'date',
    isLate: 'boolean',
    isRefused: 'boolean',
    hasPhone: 'boolean',
    personId: 'uuid',
    outcome: 'text',
    reason: 'text',
    linkedBy: 'text',
  },
  merged_identity: {
    rowNumber: 'integer',
    kind: 'text',
    sealed: 'bytea',
    phoneKey: 'bigint',
    idKey: 'bigint',
    nameKey: 'bigint',
    bareKey: 'bigint',
    birthKey: 'bigint',
  },
} as const satisfies Record<string, Record<string, ArrayType>>;

export type ArrayTable = keyof typeof TABLES;

/** Rows of one table as an array for each column, ready to be handed over and sent as they are. */
export interface RowArrays {
  readonly rows: number;
  readonly columns: readonly Uint8Array<ArrayBuffer>[];
}

/** Gathers rows column by column: no row stays in memory as an object. */
export class TableArrays<Row extends object> {
  private rows = 0;
  private readonly columns: readonly { readonly name: keyof Row; readonly values: BinaryArray }[];

  constructor(table: ArrayTable) {
    this.columns = Object.entries(TABLES[table]).map(([name, type]) => ({
      name: name as keyof Row,
      values: new BinaryArray(type),
    }));
  }

  get size(): number {
    return this.rows;
  }

  add(row: Row): void {
    this.rows++;
    for (const { name, values } of this.columns) values.add(row[name]);
  }

  /** What has been gathered since the last time. */
  take(): RowArrays {
    const { rows } = this;
    this.rows = 0;
    return { rows, columns: this.columns.map(({ values }) => values.take()) };
  }
}
