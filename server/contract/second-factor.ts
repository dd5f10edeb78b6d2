import * as z from 'zod/mini';
import { endpoint, POST_NAMES } from './endpoint.ts';
import { Count, Id } from './scalars.ts';

const Posts = z.array(z.enum(POST_NAMES)).check(z.maxLength(POST_NAMES.length));
const Password = z.string().check(z.minLength(1), z.maxLength(200));
/** Six digits of the telephone, or a recovery code as it is printed. */
export const FactorCode = z
  .string()
  .check(z.trim(), z.regex(/^(\d{6}|[A-Za-z2-7]{5}-?[A-Za-z2-7]{5})$/));

const OwnFactor = z.object({
  isOn: z.boolean(),
  /** By a rule of Home Affairs for the post. */
  isRequired: z.boolean(),
  recoveryCodesLeft: Count,
});
export type OwnFactor = z.output<typeof OwnFactor>;

export const getSecondFactor = endpoint({
  method: 'GET',
  path: '/api/session/second-factor',
  access: 'staff',
  isBeforeFactor: true,
  summary: "Whether one's own account has a second factor, and whether it must",
  reply: OwnFactor,
});

export const prepareSecondFactor = endpoint({
  method: 'POST',
  path: '/api/session/second-factor',
  access: 'staff',
  isBeforeFactor: true,
  summary: 'A new secret for an authenticator app, of force once a code of it was confirmed',
  body: z.object({ password: Password }),
  reply: z.object({ uri: z.string(), secret: z.string() }),
});

export const confirmSecondFactor = endpoint({
  method: 'POST',
  path: '/api/session/second-factor/confirmation',
  access: 'staff',
  isBeforeFactor: true,
  summary: 'Confirm the new secret by a code; gives the recovery codes, once',
  body: z.object({ code: z.string().check(z.trim(), z.regex(/^\d{6}$/)) }),
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
});

export const removeSecondFactor = endpoint({
  method: 'POST',
  path: '/api/session/second-factor/removal',
  access: 'staff',
  summary: "Switch one's own second factor off, where the post does not require it",
  body: z.object({ password: Password }),
  reply: OwnFactor,
});

export const resetSecondFactor = endpoint({
  method: 'DELETE',
  path: '/api/staff/:staffId/second-factor',
  access: ['home_affairs'],
  summary: 'Remove the second factor of somebody who lost it; the journal says by whom',
  params: z.object({ staffId: Id }),
  reply: z.object({}),
});

export const getFactorRule = endpoint({
  method: 'GET',
  path: '/api/second-factor-rule',
  access: ['home_affairs', 'auditor'],
  summary: 'Posts that must sign in with a second factor',
  reply: z.object({ posts: Posts }),
});

export const setFactorRule = endpoint({
  method: 'PUT',
  path: '/api/second-factor-rule',
  access: ['home_affairs'],
  summary: 'Say which posts must sign in with a second factor; their sessions without one end',
  body: z.object({ posts: Posts }),
  reply: z.object({ posts: Posts }),
});
