import type { FastifyInstance, FastifyReply } from 'fastify';

/** For what may be kept if the server is asked each time whether it is still so. */
export const REVALIDATED = 'no-cache';

/** Seconds until what was refused for now (503) may be asked for again. */
const RETRY_AFTER = '10';

/** Nothing from other hosts, no frame around a ballot, no camera. For pages and the worker. */
export const PAGE_POLICY = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const;

/** Where squares of paper are read; it is asked of the person all the same. */
export const CAMERA_POLICY = {
  ...PAGE_POLICY,
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
} as const;

/** Of an interviewer's telephone, which may also say where a hamlet is. */
export const FIELD_POLICY = {
  ...PAGE_POLICY,
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(self)',
} as const;

/** The preview of a form holds no ballot: the office shows it in a frame of its own page. */
export const FRAMED_POLICY = {
  ...PAGE_POLICY,
  'content-security-policy': PAGE_POLICY['content-security-policy'].replace(
    "frame-ancestors 'none'",
    "frame-ancestors 'self'",
  ),
} as const;

/** Data and files are no pages: what an agency uploads runs nothing, should a browser show it all the same. */
const DATA_POLICY = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
} as const;

/** On every reply, of any route: types are not guessed, and no address, which may be a link, goes along. */
export const EVERY_REPLY = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * The one place for the headers that every reply has. Nothing is kept by anybody unless its maker says so
 * (an endpoint by what it gives as `Kept`, a page by `REVALIDATED`, built files by their names), and never a refusal.
 */
export function guardReplies(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    guarded(reply);
    if (request.routeOptions.url?.startsWith('/api/')) reply.headers(DATA_POLICY);
    return payload;
  });
}

export function guarded(reply: FastifyReply): FastifyReply {
  reply.headers(EVERY_REPLY);
  if (reply.statusCode >= 400 || !reply.hasHeader('cache-control'))
    reply.header('cache-control', 'no-store');
  if (reply.statusCode === 503 && !reply.hasHeader('retry-after'))
    reply.header('retry-after', RETRY_AFTER);
  return reply;
}
