import * as z from 'zod/mini';
import { endpoint, POST_NAMES } from './endpoint.ts';
import { Count, Id, Moment } from './scalars.ts';
import { NewAccount } from './staff.ts';

export const MOST_ACCOUNTS = 500;

/** What is wrong with a row of the workbook; with any of them nothing is made. */
export const ROW_FAULTS = [
  'name_missing',
  'post_unknown',
  'agency_missing',
  'agency_unknown',
  'agency_not_needed',
  'telephone_wrong',
  'email_wrong',
  'username_wrong',
  'username_taken',
  'twice',
  'exists',
] as const;
export type RowFault = (typeof ROW_FAULTS)[number];

export const BatchRow = z.object({
  /** Line of the sheet, as Excel shows it. */
  line: Count,
  fullName: z.string(),
  username: z.string(),
  post: z.nullable(z.enum(POST_NAMES)),
  agencyCode: z.nullable(z.string()),
  agencyName: z.nullable(z.string()),
  telephone: z.nullable(z.string()),
  email: z.nullable(z.string()),
  faults: z.array(z.enum(ROW_FAULTS)),
});
export type BatchRow = z.output<typeof BatchRow>;

export const downloadStaffTemplate = endpoint({
  method: 'GET',
  path: '/api/staff/batch/template.xlsx',
  access: ['home_affairs'],
  summary:
    'A workbook for many accounts: two lines for each agency of the newest round, names to be filled in',
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const readStaffFile = endpoint({
  method: 'PUT',
  path: '/api/staff/batch/reading',
  access: ['home_affairs'],
  summary: 'Read a workbook of accounts, row by row with what is wrong; keeps nothing',
  upload: true,
  reply: z.object({ rows: z.array(BatchRow) }),
});

export const addStaffBatch = endpoint({
  method: 'POST',
  path: '/api/staff/batch',
  access: ['home_affairs'],
  summary: 'Make many accounts with their one-time links, all or none',
  body: z.object({
    accounts: z.array(NewAccount).check(z.minLength(1), z.maxLength(MOST_ACCOUNTS)),
  }),
  reply: z.object({
    links: z.array(
      z.object({ staffId: Id, username: z.string(), link: z.string(), expiresAt: Moment }),
    ),
  }),
});
