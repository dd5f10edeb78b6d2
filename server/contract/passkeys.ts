import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { Id, Moment } from './scalars.ts';
import { SignedIn } from './staff.ts';
import { Line } from './written-text.ts';

export const MOST_PASSKEYS = 10;

/** Bytes as the Web Authentication API writes them in JSON. */
const Bytes = (longest: number) =>
  z.string().check(z.minLength(1), z.maxLength(longest), z.regex(/^[A-Za-z0-9_-]+$/));
const Password = z.string().check(z.minLength(1), z.maxLength(200));
const Transports = z.array(z.string().check(z.regex(/^[a-z-]{2,20}$/))).check(z.maxLength(8));
const Known = z.object({
  id: Bytes(1400),
  type: z.literal('public-key'),
  transports: z.optional(Transports),
});
const Params = z.object({ passkeyId: Id });

export const Passkey = z.object({
  id: Id,
  name: z.string(),
  madeAt: Moment,
  lastUsedAt: z.nullable(Moment),
});
export type Passkey = z.output<typeof Passkey>;
const Passkeys = z.object({ passkeys: z.array(Passkey) });

export const listPasskeys = endpoint({
  method: 'GET',
  path: '/api/session/passkeys',
  access: 'staff',
  isBeforeFactor: true,
  summary: "Passkeys of one's own account",
  reply: Passkeys,
});

export const preparePasskey = endpoint({
  method: 'POST',
  path: '/api/session/passkeys/options',
  access: 'staff',
  isBeforeFactor: true,
  summary: 'What a browser needs to make a new passkey, good for five minutes',
  body: z.object({ password: Password }),
  reply: z.object({
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal('public-key') })),
    timeout: z.number(),
    attestation: z.literal('none'),
    excludeCredentials: z.array(Known),
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.boolean(),
      userVerification: z.literal('required'),
    }),
  }),
});

/** `startRegistration` of the browser's library gives it. */
export const NewPasskey = z.object({
  id: Bytes(1400),
  rawId: Bytes(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z._default(z.object({}), {}),
  response: z.object({
    clientDataJSON: Bytes(4000),
    attestationObject: Bytes(20_000),
    transports: z._default(Transports, []),
  }),
});

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/session/passkeys',
  access: 'staff',
  isBeforeFactor: true,
  summary: "Add the new passkey to one's own account; other sessions of it end",
  body: z.object({ name: Line, passkey: NewPasskey }),
  reply: Passkeys,
});

export const removePasskey = endpoint({
  method: 'POST',
  path: '/api/session/passkeys/:passkeyId/removal',
  access: 'staff',
  summary: "Remove a passkey of one's own account",
  params: Params,
  body: z.object({ password: Password }),
  reply: Passkeys,
});

export const askForPasskey = endpoint({
  method: 'POST',
  path: '/api/session/passkey/options',
  access: 'public',
  summary: 'A challenge for a passkey, good for five minutes and one sign-in',
  reply: z.object({
    challenge: z.string(),
    rpId: z.string(),
    timeout: z.number(),
    userVerification: z.literal('required'),
  }),
});

export type NewPasskey = z.output<typeof NewPasskey>;

/** `startAuthentication` of the browser's library gives it. */
export const PasskeyAnswer = z.object({
  id: Bytes(1400),
  rawId: Bytes(1400),
  type: z.literal('public-key'),
  clientExtensionResults: z._default(z.object({}), {}),
  response: z.object({
    clientDataJSON: Bytes(4000),
    authenticatorData: Bytes(2000),
    signature: Bytes(2000),
  }),
});

export type PasskeyAnswer = z.output<typeof PasskeyAnswer>;

export const signInWithPasskey = endpoint({
  method: 'POST',
  path: '/api/session/passkey',
  access: 'public',
  bodyLimit: 16 * 1024,
  summary: 'Sign in with a passkey: no user name, no password',
  body: PasskeyAnswer,
  reply: SignedIn,
});
