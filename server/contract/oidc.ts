import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { Id } from './scalars.ts';
import { SignedIn } from './staff.ts';

export const getOidc = endpoint({
  method: 'GET',
  path: '/api/session/oidc',
  access: 'public',
  summary: 'Name of the identity provider, where the server has one',
  reply: z.object({ name: z.nullable(z.string()) }),
});

export const beginOidc = endpoint({
  method: 'POST',
  path: '/api/session/oidc',
  access: 'public',
  summary: 'Address of the identity provider for one sign-in, begun in this browser',
  reply: z.object({ address: z.string() }),
});

export const finishOidc = endpoint({
  method: 'POST',
  path: '/api/session/oidc/return',
  access: 'public',
  summary: 'Sign in with what the identity provider sent back',
  body: z.object({ query: z.string().check(z.maxLength(3000)) }),
  reply: SignedIn,
});

export const setOidcSubject = endpoint({
  method: 'PUT',
  path: '/api/staff/:staffId/oidc-subject',
  access: ['home_affairs'],
  summary:
    'Say which person of the identity provider an account belongs to; its office is notified',
  params: z.object({ staffId: Id }),
  body: z.object({
    subject: z.nullable(
      z.string().check(z.trim(), z.minLength(1), z.maxLength(255), z.regex(/^[\x20-\x7e]+$/)),
    ),
  }),
  reply: z.object({}),
});
