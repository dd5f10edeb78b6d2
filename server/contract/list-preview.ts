import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { ListScopeParams } from './list-scope.ts';
import { COLUMN_ROLES, SHEET_STATES } from './list-words.ts';
import { Count, Id } from './scalars.ts';
import { FileName } from './written-text.ts';

export const ColumnRole = z.enum(COLUMN_ROLES);
export type ColumnRole = z.output<typeof ColumnRole>;

export const ListParams = z.extend(ListScopeParams, { fileId: Id });

export const Column = z.object({
  index: Count,
  heading: z.string(),
  role: z.nullable(ColumnRole),
  samples: z.array(z.string()),
});
export type Column = z.output<typeof Column>;

/** Fonts and code pages from before Unicode in which lists are still written, and UTF-8 that was read as one of these. */
export const LegacyFontName = z.enum([
  'tcvn3',
  'vni',
  'windows-1258',
  'utf-8-as-1252',
  'utf-8-as-1258',
]);

export const SheetState = z.enum(SHEET_STATES);
export type SheetState = z.output<typeof SheetState>;

/** Where the agency of a sheet's rows is named when no column does. */
export const AgencySource = z.enum(['sheet_name', 'title']);
export type AgencySource = z.output<typeof AgencySource>;

export const SheetPreview = z.object({
  /** Which tab, from 0. */
  sheet: Count,
  name: z.string(),
  /** Rows with a value, headings among them; null where nobody has counted. */
  rows: z.nullable(Count),
  state: SheetState,
  /** Read unless a person leaves it. */
  isTaken: z.boolean(),
  headingRows: z.array(Count),
  columns: z.array(Column),
  /** Roles without which the sheet cannot be read. */
  missing: z.array(ColumnRole),
  /** The agency that is named above its headings. */
  title: z.nullable(z.string()),
});
export type SheetPreview = z.output<typeof SheetPreview>;

/** Cells of a column whose value is not in the file: formulas that were never calculated, or that failed. */
export const ColumnGaps = z.object({
  sheet: Count,
  column: Count,
  formulas: Count,
  errors: Count,
  /** The first of them, as a spreadsheet names it: E17. */
  first: z.string(),
});
export type ColumnGaps = z.output<typeof ColumnGaps>;

export const ListPreview = z.object({
  fileId: Id,
  fileName: z.string(),
  /** 1-based rows of the sheet that hold the headings; two when they are merged. */
  headingRows: z.array(Count),
  columns: z.array(Column),
  rows: z.array(z.array(z.string())),
  /** Roles without which the list cannot be read and that no column has yet. */
  missing: z.array(ColumnRole),
  /** The suspected font, with cells as stored in the file and as read: a person confirms it. */
  legacyFont: z.nullable(
    z.object({
      name: LegacyFontName,
      before: z.array(z.string()),
      after: z.array(z.string()),
    }),
  ),
  /** Columns of days that another Excel has turned round, day for month: a person says which is right. */
  swappedDays: z.nullable(
    z.object({
      roles: z.array(ColumnRole),
      before: z.array(z.string()),
      after: z.array(z.string()),
    }),
  ),
  /** Days of the first rows that are read otherwise than written. */
  dayRepairs: z.array(
    z.object({
      role: ColumnRole,
      kind: z.enum(['century', 'future_birth']),
      before: z.string(),
      after: z.nullable(z.string()),
    }),
  ),
  /** The agency has confirmed these headings before: there is nothing to look at. */
  isRemembered: z.boolean(),
  /** It begins with a dossier: its columns are guessed by their cells, and its first row is read too. */
  lacksHeadings: z.boolean(),
  /** The tab to which headings and columns belong, from 0. */
  sheet: Count,
  /** Every tab of a workbook, this one among them. */
  sheets: z.array(SheetPreview),
  gaps: z.array(ColumnGaps),
  /** Where the sheets name their agencies, of a province's workbook in which no column does. */
  agencySources: z.array(AgencySource),
});
export type ListPreview = z.output<typeof ListPreview>;

/** A million dossiers as CSV are 370 MB. */
export const LIST_MB = 600;

export const uploadList = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists',
  access: ['home_affairs', 'agency'],
  summary:
    'Upload a dossier list (XLSX, XLS, ODS, CSV or a table saved as a page) and see how its columns are understood',
  params: ListScopeParams,
  query: z.object({ fileName: FileName }),
  upload: true,
  reply: ListPreview,
});

export const previewList = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId/preview',
  access: ['home_affairs', 'agency'],
  summary: 'Preview of an uploaded list, with the headings in another row',
  params: ListParams,
  query: z.object({ headingRow: z.optional(z.string().check(z.regex(/^\d{1,3}$/))) }),
  reply: ListPreview,
});
