import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import {
  AgencySource,
  ColumnRole,
  LegacyFontName,
  ListParams,
  SheetState,
} from './list-preview.ts';
import { RowCounts } from './row-counts.ts';
import { Count, Id, Moment } from './scalars.ts';

/** How far an import has come: the first reading, the storing, the counting and comparing. */
export const ImportProgress = z.object({
  step: z.enum(['reading', 'storing', 'comparing']),
  rows: Count,
  /** Of this step, where it is known. */
  percent: z.nullable(Count),
});
export type ImportProgress = z.output<typeof ImportProgress>;

/** It would have been read, and a person has left it. */
const LeftByPerson = z.literal('left');

export const ListFile = z.extend(RowCounts, {
  fileId: Id,
  fileName: z.string(),
  state: z.enum(['uploaded', 'importing', 'held', 'imported', 'failed', 'cancelled']),
  /** While importing. */
  progress: z.nullable(ImportProgress),
  problem: z.nullable(z.string()),
  /** Lines between and below its dossiers that are none, with the first as an example; told of one list only. */
  leftLines: z.nullable(
    z.object({
      between: Count,
      below: Count,
      sheetName: z.string(),
      line: Count,
      text: z.nullable(z.string()),
    }),
  ),
  /** Tabs of a workbook that are no part of the list. */
  leftSheets: z.array(
    z.object({
      name: z.string(),
      rows: z.nullable(Count),
      state: z.union([SheetState, LeftByPerson]),
    }),
  ),
  uploadedAt: Moment,
  byteCount: z.int(),
});
export type ListFile = z.output<typeof ListFile>;

export const importList = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId/import',
  access: ['home_affairs', 'agency'],
  summary: 'Read the list with these columns; it replaces the earlier list of the same scope',
  params: ListParams,
  body: z.object({
    /** None where the list has no headings. */
    headingRows: z.array(Count).check(z.maxLength(4)),
    columns: z.array(z.object({ index: Count, role: ColumnRole })),
    /** The font of the preview as a person has confirmed it; `none`: the cells are right as stored. */
    legacyFont: z.optional(z.union([LegacyFontName, z.literal('none')])),
    /** Where days look turned round: turn them back, or read them as written. */
    swappedDays: z.optional(z.enum(['repair', 'keep'])),
    /**
     * The tabs that are read; headings and columns above are those of the first. Columns of another are as in the preview
     * unless they are given. Without this, all are read that the preview takes.
     */
    sheets: z.optional(
      z
        .array(
          z.object({
            sheet: Count,
            headingRows: z.optional(z.array(Count).check(z.maxLength(4))),
            columns: z.optional(z.array(z.object({ index: Count, role: ColumnRole }))),
          }),
        )
        .check(z.maxLength(250)),
    ),
    agencyFrom: z.optional(AgencySource),
  }),
  reply: ListFile,
});

export const getList = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId',
  access: ['home_affairs', 'agency'],
  summary: 'How far an import has come',
  params: ListParams,
  reply: ListFile,
});

export const cancelImport = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId/cancel',
  access: ['home_affairs', 'agency'],
  summary: 'Stop an import before its list is in force; the list before it stays as it was',
  params: ListParams,
  reply: ListFile,
});
