/** Dossiers of an agency in one field. */
export interface FieldTally {
  agencyCode: string;
  kind: string;
  fieldCode: string | null;
  rows: number;
  late: number;
  refused: number;
  withoutPhone: number;
  returned: number;
  returnedLate: number;
  /** Late ones that are excluded or in error. */
  lateLeftOut: number;
  refusedLeftOut: number;
  /** Rows by the rule that excluded them or by their fault. */
  reasons: Readonly<Record<string, number>>;
}
