import type { FastifyReply, FastifyRequest } from 'fastify';
import { reportedAs } from '../http/errors.ts';
import { PAGE_POLICY } from '../http/headers.ts';

interface Refused {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly built: string;
}

/**
 * The built page in place of one that could not be written: it says in its own words that there is nothing here, or asks
 * again. What cannot be the name of a round (400) is no round's; what could not be read now may be there in a moment.
 */
export function refusePage({ request, reply, built }: Refused, error: Error): FastifyReply {
  const { status } = reportedAs(request, error);
  const isAbsent = status === 404 || status === 400;
  reply.code(isAbsent ? 404 : 503).headers(PAGE_POLICY);
  return reply.type('text/html; charset=utf-8').send(built);
}
