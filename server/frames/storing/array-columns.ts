/** The columns that a list's rows fill, with their types. */
export const TABLES = {
  person: {
    id: 'uuid',
    campaignId: 'uuid',
    unitCode: 'text',
    fileId: 'uuid',
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
    fileId: 'uuid',
    rowNumber: 'integer',
    campaignId: 'uuid',
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
    fileId: 'uuid',
    rowNumber: 'integer',
    kind: 'text',
    sealed: 'bytea',
    phoneKey: 'bigint',
    idKey: 'bigint',
    nameKey: 'bigint',
    bareKey: 'bigint',
    birthKey: 'bigint',
  },
} as const;

export type ArrayTable = keyof typeof TABLES;

/**
 * One array literal of PostgreSQL for each column, as bytes: made in an import's thread, handed over without
 * a copy and written as it is.
 */
export type ArrayColumns = readonly Uint8Array<ArrayBuffer>[];

const encoder = new TextEncoder();

export function arrayColumns(table: ArrayTable, rows: readonly object[]): ArrayColumns {
  return Object.keys(TABLES[table]).map((name) => {
    const elements = rows.map((row) => element((row as Record<string, unknown>)[name]));
    return encoder.encode(`{${elements.join(',')}}`);
  });
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string')
    return `"${/["\\]/u.test(value) ? value.replaceAll(/["\\]/gu, '\\$&') : value}"`;
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
  return String(value);
}
