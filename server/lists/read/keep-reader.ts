import { statSync } from 'node:fs';
import type { FileKind } from './sheet-row.ts';

/** A clerk who has seen how a list is understood imports it, and hands in the next. */
export const READERS_IDLE_MS = 60_000;
/** What a larger list has filled stays a thread's: its memory is given back with it. */
const LARGEST_KEPT = 1024 * 1024;

/**
 * Whether a thread may read another list after this one. What reads BIFF8 keeps the formats of numbers that a workbook
 * defines, and reads those of the next one by them.
 */
export const mayStayAfter = (path: string, kind: FileKind): boolean =>
  kind !== 'xls' && statSync(path).size <= LARGEST_KEPT;
