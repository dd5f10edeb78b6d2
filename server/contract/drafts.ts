import * as z from 'zod/mini';
import { DRAFT_BYTES } from './draft-seal.ts';
import { endpoint } from './endpoint.ts';
import { Token } from './invitations.ts';
import { Count } from './scalars.ts';

/** Base 64 of a draft that `draft-seal.ts` sealed. */
export const SealedDraft = z
  .string()
  .check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(4 * Math.ceil(DRAFT_BYTES / 3)));

/** Follows from the link and the device's own continuation code: the link alone does not give it. */
export const DraftName = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/**
 * `base` is the revision that the sender had merged. Where another phone has written since, the refusal
 * `draft_outdated` brings `revision` and `sealed` of the newer one: open, merge, send again.
 */
export const keepDraft = endpoint({
  method: 'PUT',
  path: '/api/draft',
  access: 'public',
  summary:
    'Keep a sealed draft of an open invitation under its secret name; refused with the newer one if there is one',
  bodyLimit: DRAFT_BYTES * 2,
  body: z.object({ token: Token, name: DraftName, base: Count, sealed: SealedDraft }),
  reply: z.object({ revision: Count }),
});

export const readDraft = endpoint({
  method: 'POST',
  path: '/api/draft',
  access: 'public',
  summary:
    'The sealed draft under a secret name; revision 0 when there is none, whatever else is kept',
  body: z.object({ token: Token, name: DraftName }),
  reply: z.object({ revision: Count, sealed: z.nullable(SealedDraft) }),
});

/** After the receipt, after declining, or because the person wants it gone; whatever the invitation's state. */
export const eraseDraft = endpoint({
  method: 'POST',
  path: '/api/draft/erase',
  access: 'public',
  summary: 'Erase the sealed draft under a name; nothing is said about whether there was one',
  body: z.object({ name: DraftName }),
  reply: z.object({}),
});
