import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyInstance } from 'fastify';
import { problem, refusalOf } from '../problem.ts';

/** Every error leaves as `{ code, details }`; what is our fault keeps its text to the log. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalOf(error) ?? refusalOfRequest(error);
    if (refusal)
      return reply.code(refusal.status).send({ code: refusal.code, details: refusal.details });
    const incident = randomBytes(4).toString('hex').toUpperCase();
    // Neither the address nor the message: both may hold a person's link or name.
    request.log.error(
      { incident, route: request.routeOptions.url, at: placeOf(error) },
      'internal',
    );
    return reply.code(500).send({ code: 'internal', details: { incident } });
  });
  app.setNotFoundHandler((_request, reply) => {
    const refusal = problem('not_found');
    return reply.code(refusal.status).send({ code: refusal.code, details: {} });
  });
}

/** What the framework itself refuses: a body that is no JSON, too large, or of an unknown kind. */
function refusalOfRequest(error: FastifyError) {
  if (error.statusCode === 413) return problem('file_too_large', { limitMb: 1 });
  if (error.statusCode && error.statusCode < 500)
    return problem('request_invalid', { at: ['body'] });
  return undefined;
}

/** The stack without its first line, which is the message. */
const placeOf = (error: Error) =>
  `${error.name} ${(error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .join('')}`;
