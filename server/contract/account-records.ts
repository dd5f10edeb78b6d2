import * as z from 'zod/mini';
import { endpoint, ROLES } from './endpoint.ts';
import { Count, Id, Moment } from './scalars.ts';
import { JournalRow } from './staff.ts';

export const OPEN_TASKS = [
  'approvals_asked',
  'approvals_to_decide',
  'lists_to_hand_in',
  'visits',
  'devices',
  'duties',
  'link_notices',
] as const;
export type OpenTask = (typeof OPEN_TASKS)[number];

/** What an account may do and did, for handing over and for who looks into it later. */
export const AccountRecord = z.object({
  account: z.object({
    id: Id,
    username: z.string(),
    fullName: z.string(),
    role: z.enum(ROLES),
    isLead: z.boolean(),
    agencyCode: z.nullable(z.string()),
    agencyName: z.nullable(z.string()),
    isDisabled: z.boolean(),
    madeAt: Moment,
    lastUsedAt: z.nullable(Moment),
    hasSecondFactor: z.boolean(),
    passkeys: Count,
  }),
  /** Who had the account before, the latest first. */
  holders: z.array(
    z.object({ username: z.string(), fullName: z.string(), from: Moment, until: Moment }),
  ),
  /** One line of the table of rights each. */
  rights: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      summary: z.string(),
      isOwnAgencyOnly: z.boolean(),
    }),
  ),
  /** Rounds that are not published yet. */
  rounds: z.array(z.object({ id: Id, name: z.string() })),
  tasks: z.array(z.object({ task: z.enum(OPEN_TASKS), count: Count })),
  /** All acts since the account was made, by kind. */
  counts: z.array(z.object({ act: z.string(), times: Count, firstAt: Moment, lastAt: Moment })),
  /** The newest of them. */
  acts: z.array(JournalRow),
});
export type AccountRecord = z.output<typeof AccountRecord>;

export const getOwnRecord = endpoint({
  method: 'GET',
  path: '/api/session/record',
  access: 'staff',
  summary: "What one's own account may do and did, for handing over",
  reply: AccountRecord,
});

export const getAccountRecord = endpoint({
  method: 'GET',
  path: '/api/staff/:staffId/record',
  access: ['home_affairs', 'auditor'],
  summary: 'What an account may do and did, for handing over',
  params: z.object({ staffId: Id }),
  reply: AccountRecord,
});
