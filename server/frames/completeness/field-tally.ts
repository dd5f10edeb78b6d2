/** Dossiers of an agency in one field. */
export interface FieldTally {
  agencyCode: string;
  kind: string;
  fieldCode: string | null;
  rows: number;
  /** Of those returned in the window. */
  late: number;
  refused: number;
  withoutPhone: number;
  returned: number;
  /** Received in the window, whatever became of them. */
  received: number;
  /** Late ones, whatever became of them, and those of them that are excluded or in error. */
  lateRows: number;
  lateLeftOut: number;
  refusedLeftOut: number;
  /** Returned outside the window, and before their receipt: the day in a dossier's code contradicts the day of return. */
  displaced: number;
  /** Rows by the rule that excluded them or by their fault. */
  reasons: Readonly<Record<string, number>>;
  /** Of them, the late and refused ones. */
  unhappyOf: Readonly<Record<string, number>>;
}
