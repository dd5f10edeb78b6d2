import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { ListScopeParams } from './list-scope.ts';
import { Exclusion } from './row-counts.ts';
import { AgencyCode, Count, Day, Page } from './scalars.ts';
import { text } from './written-text.ts';

/** A row that a rule keeps out of the frame: what its list says of the dossier, nothing of its owner. */
export const ExcludedRow = z.object({
  fileName: z.string(),
  /** As the spreadsheet shows them, from 1. */
  sheet: Count,
  line: Count,
  code: z.nullable(z.string()),
  agencyCode: z.nullable(AgencyCode),
  reason: Exclusion,
  field: z.nullable(z.string()),
  procedureName: z.nullable(z.string()),
  receivedOn: z.nullable(Day),
  returnedOn: z.nullable(Day),
});
export type ExcludedRow = z.output<typeof ExcludedRow>;

const Filter = { search: z.optional(text(100)), reason: z.optional(Exclusion) };

export const listExcludedRows = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/excluded-rows',
  access: ['home_affairs', 'agency'],
  summary:
    'Rows that rules keep out of the frame, each with its rule, 50 a page, by rule, code or procedure; the reading is recorded',
  params: ListScopeParams,
  query: z.extend(Page, Filter),
  reply: z.object({ rows: z.array(ExcludedRow), total: Count, page: Count }),
});

export const downloadExcludedRows = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/excluded-rows.csv',
  access: ['home_affairs', 'agency'],
  summary: 'The same as a table, all of them; the download is recorded',
  params: ListScopeParams,
  query: z.object(Filter),
  file: 'text/csv; charset=utf-8',
});
