import * as z from 'zod/mini';
import { endpoint, ROLES } from './endpoint.ts';
import { AgencyCode, Count, Day, Id, LinkMaker, Moment, Sha256 } from './scalars.ts';
import { FactorCode } from './second-factor.ts';
import { Line, STORABLE } from './written-text.ts';

const Username = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.regex(/^[a-z0-9][a-z0-9._-]{2,39}$/));
const Password = z.string().check(z.minLength(10), z.maxLength(200));
const LinkToken = z.string().check(z.regex(/^[A-Z2-7]{32}$/));

export const Staff = z.object({
  id: Id,
  username: z.string(),
  fullName: z.string(),
  role: z.enum(ROLES),
  /** At the head of the role: Home Affairs' approver, an agency's leader. */
  isLead: z.boolean(),
  agencyCode: z.nullable(z.string()),
  agencyName: z.nullable(z.string()),
});
export type Staff = z.output<typeof Staff>;

/** Who is signed in. */
export const SignedIn = z.extend(Staff, {
  /** Nothing can be done before the second factor is set up. */
  isFactorDue: z.boolean(),
});
export type SignedIn = z.output<typeof SignedIn>;

/** Of the office, for reminders by telephone; never shown outside Home Affairs. */
const Telephone = z.nullable(z.string().check(z.trim(), z.regex(/^\+?\d[\d .]{7,19}$/)));

const Email = z.nullable(
  z.string().check(z.trim(), z.maxLength(120), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)),
);

export const StaffAccount = z.extend(Staff, {
  telephone: z.nullable(z.string()),
  email: z.nullable(z.string()),
  hasPassword: z.boolean(),
  isDisabled: z.boolean(),
  hasSecondFactor: z.boolean(),
  /** The account has gone to another person; what this one did keeps the name. */
  handedOverAt: z.nullable(Moment),
});

/** The link is shown once, to the person who made the account; it chooses one password and is spent. */
const PasswordLink = z.object({ staffId: Id, link: z.string(), expiresAt: Moment });

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  access: 'public',
  summary: 'Sign in with a user name and a password',
  body: z.object({
    username: Username,
    password: z.string().check(z.minLength(1), z.maxLength(200)),
    code: z.optional(FactorCode),
  }),
  reply: SignedIn,
});

export const whoAmI = endpoint({
  method: 'GET',
  path: '/api/session',
  access: 'staff',
  isBeforeFactor: true,
  summary: 'Who is signed in',
  reply: SignedIn,
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  access: 'public',
  summary:
    'Sign out; where the identity provider let the account in, the address at which its session ends too',
  reply: z.object({ address: z.nullable(z.string()) }),
});

export const choosePassword = endpoint({
  method: 'POST',
  path: '/api/password',
  access: 'public',
  summary: 'Choose a password with a one-time link',
  body: z.object({ token: LinkToken, password: Password }),
  reply: SignedIn,
});

export const lookUpPasswordLink = endpoint({
  method: 'POST',
  path: '/api/password-link',
  access: 'public',
  summary: 'Whose password a one-time link chooses; spends nothing',
  body: z.object({ token: LinkToken }),
  reply: z.object({
    username: z.string(),
    fullName: z.string(),
    agencyName: z.nullable(z.string()),
  }),
});

export const listStaff = endpoint({
  method: 'GET',
  path: '/api/staff',
  access: ['home_affairs', 'auditor'],
  summary: 'All accounts',
  reply: z.object({ staff: z.array(StaffAccount) }),
});

export const NewAccount = z.object({
  username: Username,
  fullName: Line,
  role: z.enum(ROLES),
  isLead: z._default(z.boolean(), false),
  agencyCode: z.optional(z.nullable(AgencyCode)),
  telephone: z._default(Telephone, null),
  email: z._default(Email, null),
});

export const addStaff = endpoint({
  method: 'POST',
  path: '/api/staff',
  access: ['home_affairs'],
  summary: 'Make an account and its one-time password link',
  body: NewAccount,
  reply: PasswordLink,
});

export const renewPasswordLink = endpoint({
  method: 'POST',
  path: '/api/staff/:staffId/password-link',
  access: ['home_affairs'],
  summary: 'Make a new one-time password link for an account',
  params: z.object({ staffId: Id }),
  reply: PasswordLink,
});

export const setStaffDisabled = endpoint({
  method: 'PUT',
  path: '/api/staff/:staffId/disabled',
  access: ['home_affairs'],
  summary: 'Close or reopen an account',
  params: z.object({ staffId: Id }),
  body: z.object({ isDisabled: z.boolean() }),
  reply: z.object({}),
});

export const handOverAccount = endpoint({
  method: 'POST',
  path: '/api/staff/:staffId/handover',
  access: ['home_affairs'],
  summary:
    'Give an account to another person: all ways in of the first end, the second gets a link',
  params: z.object({ staffId: Id }),
  body: z.object({
    fullName: Line,
    telephone: z._default(Telephone, null),
    email: z._default(Email, null),
  }),
  reply: PasswordLink,
});

export const LinkNotice = z.object({
  id: Id,
  account: z.string(),
  name: z.string(),
  isOwn: z.boolean(),
  isRenewal: z.boolean(),
  ...LinkMaker,
  madeAt: Moment,
  usedAt: z.nullable(Moment),
});
export type LinkNotice = z.output<typeof LinkNotice>;

export const listLinkNotices = endpoint({
  method: 'GET',
  path: '/api/session/link-notices',
  access: 'staff',
  summary:
    "Password links that somebody else made for accounts of one's own office, until confirmed",
  reply: z.object({ notices: z.array(LinkNotice) }),
});

export const confirmLinkNotices = endpoint({
  method: 'POST',
  path: '/api/session/link-notices',
  access: 'staff',
  summary: 'Confirm to know of these links',
  body: z.object({ ids: z.array(Id).check(z.maxLength(50)) }),
  reply: z.object({ notices: z.array(LinkNotice) }),
});

export const JOURNAL_KINDS = ['acts', 'reads', 'accounts', 'all'] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

export const JournalRow = z.object({
  id: Count,
  at: Moment,
  /** Reading the same thing within the hour is one row: how often, and when last. */
  times: Count,
  lastAt: z.nullable(Moment),
  isRead: z.boolean(),
  act: z.string(),
  by: z.nullable(z.string()),
  /** Two people may bear one name; a user name is one person's. */
  byUsername: z.nullable(z.string()),
  /** A renewed link, made by somebody else, gave the account its password before this act. */
  renewed: z.nullable(z.object({ ...LinkMaker, madeAt: Moment, usedAt: Moment })),
  campaignId: z.nullable(Id),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type JournalRow = z.output<typeof JournalRow>;

const DailyHead = z.object({
  day: Day,
  /** Sealed on this day. */
  acts: Count,
  /** Null: no act was sealed on this day. */
  position: z.nullable(Count),
  sha256: z.nullable(Sha256),
  /** Null: of today, or a gap. */
  storedAt: z.nullable(Moment),
});
export type DailyHead = z.output<typeof DailyHead>;

export const getJournalHead = endpoint({
  method: 'GET',
  path: '/api/activity/head',
  access: ['home_affairs', 'observer', 'data_protection', 'auditor', 'technician'],
  summary:
    'Hash over all acts until now, and at the end of each of the last days, to be printed, signed and compared later',
  reply: z.object({
    position: Count,
    sha256: z.nullable(Sha256),
    sealedAt: z.nullable(Moment),
    days: z.array(DailyHead),
  }),
});

export const downloadJournalHead = endpoint({
  method: 'GET',
  path: '/api/activity/head.pdf',
  access: ['home_affairs', 'observer', 'data_protection', 'auditor', 'technician'],
  summary:
    'The same as a sheet to sign and keep: heads as stored at the end of 31 days, the last of them this one',
  query: z.object({ day: z._default(z.nullable(Day), null) }),
  file: 'application/pdf',
});

const Search = z.nullable(z.string().check(z.trim(), z.maxLength(100), STORABLE));
export const JournalFilter = z.object({
  kind: z._default(z.enum(JOURNAL_KINDS), 'all'),
  campaignId: z._default(z.nullable(Id), null),
  /** User name of who acted. */
  by: z._default(Search, null),
  from: z._default(z.nullable(Day), null),
  to: z._default(z.nullable(Day), null),
  /** In the words of an act, in its details and in names. */
  search: z._default(Search, null),
});
export type JournalFilter = z.output<typeof JournalFilter>;

export const downloadActivity = endpoint({
  method: 'GET',
  path: '/api/activity.xlsx',
  access: ['home_affairs', 'observer', 'data_protection', 'auditor'],
  summary: 'The journal as a workbook, filtered as on the screen, from the oldest act on',
  query: JournalFilter,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const listActivity = endpoint({
  method: 'GET',
  path: '/api/activity',
  access: ['home_affairs', 'observer', 'data_protection', 'auditor'],
  summary: 'Who did what, newest first, page by page; no personal data of citizens',
  query: z.extend(JournalFilter, {
    before: z._default(
      z.nullable(z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number))),
      null,
    ),
  }),
  reply: z.object({
    acts: z.array(JournalRow),
    /** `before` of the next page; null at the end. */
    next: z.nullable(Count),
  }),
});
