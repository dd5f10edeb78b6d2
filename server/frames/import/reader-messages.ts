import type { refusalCode } from '../../lists/read/refusal-code.ts';
import type { ListRead } from './read-rows.ts';
import type { RowBatch } from './row-batch.ts';

/** What the thread that reads a list tells the one that keeps its rows. */
export type ReaderMessage =
  | { readonly kind: 'batch'; readonly batch: RowBatch; readonly percent: number | null }
  | { readonly kind: 'read'; readonly read: ListRead }
  | { readonly kind: 'refused'; readonly code: ReturnType<typeof refusalCode> };
