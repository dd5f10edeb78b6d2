import type { Field } from '../../lists/decide/field-codes.ts';
import type { DoubtCount } from '../../lists/link/decide-list.ts';
import type { refusalCode } from '../../lists/read/refusal-code.ts';
import type { ListPart } from '../../lists/understand/list-top.ts';
import type { Chunk } from '../store/chunk.ts';
import type { ConfirmedColumns } from '../store/confirmed-columns.ts';
import type { SealedLines } from '../store/left-lines.ts';
import type { RuleFacts } from '../store/reading-rules.ts';
import type { RowTypes } from '../store/row-array.ts';

/** All that a thread needs to read, decide and write out one list. */
export interface ImportOrder {
  readonly campaignId: string;
  readonly fileId: string;
  readonly parts: readonly ListPart[];
  readonly confirmed: ConfirmedColumns;
  readonly facts: RuleFacts;
  readonly identityKey: Uint8Array;
  readonly pseudonymKey: Uint8Array;
  /** Codes of dossiers that are linked to none. */
  readonly separated: readonly string[];
  /** Where rows wait until all of them have been read. */
  readonly spoolPath: string;
  readonly rowTypes: RowTypes;
  /** Where a thread writes by itself; null where only the server's own thread can. */
  readonly database: {
    readonly url: string;
    readonly schema: string;
    readonly connections: number;
  } | null;
  /** Rows of a chunk: one statement's writing blocks every request on PGlite. */
  readonly chunkRows: number;
}

/** What became of the list, before a row of it is stored. */
export interface Decision {
  /** Tells a repetition of the import that it has decided the same. */
  readonly digest: string;
  readonly rows: number;
  readonly agencies: readonly (string | null)[];
  readonly fields: readonly (string | null)[];
  /** Departments that the list names for the first time. */
  readonly departments: readonly (readonly [code: string, name: string])[];
  /** Of each agency with any: pairs of dossiers that somebody should look at. */
  readonly doubts: readonly DoubtCount[];
  /** Lines that are no dossiers. */
  readonly left: SealedLines | null;
}

export type ImportMessage =
  | { readonly kind: 'read'; readonly rows: number; readonly percent: number | null }
  | { readonly kind: 'decided'; readonly decision: Decision }
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'stored'; readonly rows: number }
  | { readonly kind: 'end' }
  | {
      readonly kind: 'refused';
      readonly code: 'file_empty' | ReturnType<typeof refusalCode>;
    };

/** Where storing begins, or begins again: the server's answer to the decision. */
export interface ResumePoint {
  /** The campaign's fields with the list's own among them. */
  readonly fields: readonly Field[];
  /** Numbers of the rows that an import before a crash has stored, ascending. */
  readonly stored: Int32Array;
}

/** What the server tells the thread: one order after another, each with its answers. */
export type ThreadMessage = { readonly order: ImportOrder } | { readonly answer: unknown } | 'stop';
