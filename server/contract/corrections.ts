import * as z from 'zod/mini';
import { endpoint, LIST_READERS } from './endpoint.ts';
import { ColumnRole } from './list-preview.ts';
import { ListScopeParams } from './list-scope.ts';
import { Fault, RowCounts } from './row-counts.ts';
import { Count, Id, Moment } from './scalars.ts';
import { text, verbatim } from './written-text.ts';

/** What is wrong with the faulty cell, for a sentence in plain words. */
export const FAULT_CAUSES = [
  'misaligned',
  'empty',
  'no_letters',
  'no_such_day',
  'in_future',
  'no_such_agency',
  'other_agency',
  'no_phone_number',
  'no_such_status',
] as const;
export const FaultCause = z.enum(FAULT_CAUSES);
export type FaultCause = z.output<typeof FaultCause>;

export const CORRECTION_KINDS = ['row', 'alike', 'upload', 'again'] as const;

export const Cell = text(2000);
const StoredCell = verbatim(2000);
export const Heading = z.object({
  column: Count,
  heading: z.string(),
  role: z.nullable(ColumnRole),
});

/** Rows with the same wrong value in the same column: one fix may serve for all. Never a person's cell. */
const WrongValue = z.object({ column: Count, heading: z.string(), value: z.string(), rows: Count });

export const Correction = z.object({
  correctionId: Id,
  kind: z.enum(CORRECTION_KINDS),
  fault: z.nullable(Fault),
  rows: Count,
  corrected: Count,
  by: z.string(),
  at: Moment,
  undoneAt: z.nullable(Moment),
  undoneBy: z.nullable(z.string()),
});
export type Correction = z.output<typeof Correction>;

export const CorrectionGroups = z.object({
  /** Of the scope: rows = accepted + merged + excluded + inError. */
  counts: RowCounts,
  /** The list in force that these rows came with; null where no list is in force. */
  fileId: z.nullable(Id),
  fileName: z.nullable(z.string()),
  /** Rows of this list in error; the scope's other lists are corrected in their own place. */
  rows: Count,
  groups: z.array(
    z.object({ fault: Fault, rows: Count, noted: Count, values: z.array(WrongValue) }),
  ),
  /** Rows that an earlier list had too, corrected there. */
  correctedBefore: Count,
  /** The newest first; the first that is not undone can be undone. */
  corrections: z.array(Correction),
});
export type CorrectionGroups = z.output<typeof CorrectionGroups>;

export const CorrectionResult = z.object({
  correctionId: z.nullable(Id),
  /** Rows that were changed, and their outcome now. */
  rows: Count,
  accepted: Count,
  merged: Count,
  excluded: Count,
  inError: Count,
  /** Of an uploaded file: rows as they were, and rows that are not among those to correct. */
  unchanged: Count,
  unknown: Count,
});
export type CorrectionResult = z.output<typeof CorrectionResult>;

export const getCorrections = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections',
  access: LIST_READERS,
  summary: 'Rows in error by what is wrong with them, the most first; an observer sees counts only',
  params: ListScopeParams,
  reply: CorrectionGroups,
});

const Alike = z.object({
  fileId: Id,
  fault: Fault,
  column: Count,
  value: StoredCell,
  to: Cell,
});

export const previewAlike = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections/alike/preview',
  access: ['home_affairs', 'agency'],
  summary: 'How many rows one fix would reach, and how many it would correct; nothing changes',
  params: ListScopeParams,
  body: Alike,
  reply: z.object({ rows: Count, corrected: Count, excluded: Count, inError: Count }),
});

export const correctAlike = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections/alike',
  access: ['home_affairs', 'agency'],
  summary: 'Correct all rows that have the same wrong value in the same column',
  params: ListScopeParams,
  body: Alike,
  reply: CorrectionResult,
});

export const correctAgain = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections/again',
  access: ['home_affairs', 'agency'],
  summary: 'Correct rows as the same rows of an earlier list were corrected',
  params: ListScopeParams,
  body: z.object({ fileId: Id }),
  reply: CorrectionResult,
});

export const undoCorrection = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections/undo',
  access: ['home_affairs', 'agency'],
  summary: 'Take back the newest correction that is not taken back yet',
  params: ListScopeParams,
  body: z.object({ correctionId: Id }),
  reply: z.object({ rows: Count }),
});
