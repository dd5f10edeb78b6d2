import * as z from 'zod/mini';
import { endpoint, ROLES } from './endpoint.ts';
import { Id, Line, Moment, UnitCode } from './scalars.ts';

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
  unitCode: z.nullable(z.string()),
  unitName: z.nullable(z.string()),
});
export type Staff = z.output<typeof Staff>;

export const StaffAccount = z.extend(Staff, {
  hasPassword: z.boolean(),
  isDisabled: z.boolean(),
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
  }),
  reply: Staff,
});

export const whoAmI = endpoint({
  method: 'GET',
  path: '/api/session',
  access: 'staff',
  summary: 'Who is signed in',
  reply: Staff,
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  access: 'public',
  summary: 'Sign out',
  reply: z.object({}),
});

export const choosePassword = endpoint({
  method: 'POST',
  path: '/api/password',
  access: 'public',
  summary: 'Choose a password with a one-time link',
  body: z.object({ token: LinkToken, password: Password }),
  reply: Staff,
});

export const listStaff = endpoint({
  method: 'GET',
  path: '/api/staff',
  access: ['home_affairs'],
  summary: 'All accounts',
  reply: z.object({ staff: z.array(StaffAccount) }),
});

export const addStaff = endpoint({
  method: 'POST',
  path: '/api/staff',
  access: ['home_affairs'],
  summary: 'Make an account and its one-time password link',
  body: z.object({
    username: Username,
    fullName: Line,
    role: z.enum(ROLES),
    unitCode: z.optional(z.nullable(UnitCode)),
  }),
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

export const listActivity = endpoint({
  method: 'GET',
  path: '/api/activity',
  access: ['home_affairs', 'observer'],
  summary: 'Who did what, newest first; no personal data',
  reply: z.object({
    acts: z.array(
      z.object({
        at: Moment,
        act: z.string(),
        by: z.nullable(z.string()),
        campaignId: z.nullable(Id),
        details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      }),
    ),
  }),
});
