import * as z from 'zod/mini';
import { Cell, CorrectionResult, FaultCause, Heading } from './corrections.ts';
import { endpoint } from './endpoint.ts';
import { ListScopeParams } from './list-scope.ts';
import { Fault } from './row-counts.ts';
import { Count, Id, Page } from './scalars.ts';
import { text } from './written-text.ts';

/** A workbook that a person can go through; the rows after these come once these are corrected. */
export const ROWS_OF_FILE = 20_000;

const FaultParams = z.extend(ListScopeParams, { fault: Fault });
const RowParams = z.extend(ListScopeParams, {
  rowNumber: z.string().check(z.regex(/^\d{1,9}$/)),
});

export const CorrectableRowShown = z.object({
  rowNumber: Count,
  /** Sheet of the workbook, from 1, and its row. */
  sheet: Count,
  line: Count,
  cells: z.array(z.string()),
  fault: Fault,
  column: Count,
  cause: FaultCause,
  /** Rows of the group with the same value in this column, this one among them; 1 where each is its own. */
  alike: Count,
  /** What is wrong besides: all of it can be corrected at once. */
  further: z.array(z.object({ fault: Fault, column: Count, cause: FaultCause })),
  note: z.nullable(z.string()),
  revision: Count,
});
export type CorrectableRowShown = z.output<typeof CorrectableRowShown>;

export const listCorrectableRows = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections/faults/:fault',
  access: ['home_affairs', 'agency'],
  summary: 'Rows of one kind, 20 a page, with the headings of their file; the reading is recorded',
  params: FaultParams,
  query: Page,
  reply: z.object({
    fileId: Id,
    headings: z.array(Heading),
    rows: z.array(CorrectableRowShown),
    total: Count,
    page: Count,
  }),
});

export const correctRow = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections/rows/:rowNumber',
  access: ['home_affairs', 'agency'],
  summary: 'Correct cells of one row; it is read again at once',
  params: RowParams,
  body: z.object({
    fileId: Id,
    revision: Count,
    cells: z.array(z.object({ column: Count, value: Cell })).check(z.minLength(1), z.maxLength(60)),
  }),
  reply: CorrectionResult,
});

export const noteCorrectableRow = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections/rows/:rowNumber/note',
  access: ['home_affairs', 'agency'],
  summary: 'Say why a row cannot be corrected: it stays in error, with the note',
  params: RowParams,
  body: z.object({ fileId: Id, note: text(500) }),
  reply: z.object({ noted: z.boolean() }),
});

export const downloadCorrectableRows = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections/rows.xlsx',
  access: ['home_affairs', 'agency'],
  summary: 'All rows in error in the layout of their file, each with its place and what to correct',
  params: ListScopeParams,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const uploadCorrectableRows = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/corrections/rows',
  access: ['home_affairs', 'agency'],
  summary: 'Take in the file of rows in error, corrected; rows that are still wrong stay',
  params: ListScopeParams,
  upload: true,
  reply: CorrectionResult,
});
