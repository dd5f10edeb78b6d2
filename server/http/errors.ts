import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import type { Refusal } from '../problem.ts';
import { problem, refusalOf } from '../problem.ts';

/** Every error leaves as `{ code, details }`; what is our fault keeps its text to the log. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<Error>((error, request, reply) => {
    const { status, code, details } = reportedAs(request, error);
    if (status === 503) reply.header('retry-after', '10');
    return reply.code(status).send({ code, details });
  });
  app.setNotFoundHandler((_request, reply) => {
    const refusal = problem('not_found');
    return reply.code(refusal.status).send({ code: refusal.code, details: {} });
  });
}

/** The refusal that an error is to those who asked; what is our fault gets a number that the log has too. */
export function reportedAs(request: FastifyRequest, error: Error): Refusal {
  const refusal = refusalOf(error) ?? refusalOfRequest(error as FastifyError);
  if (refusal) return refusal;
  const incident = randomBytes(4).toString('hex').toUpperCase();
  // Neither the address nor the message: both may hold a person's link or name.
  request.log.error({ incident, route: request.routeOptions.url, at: placeOf(error) }, 'internal');
  return problem('internal', { incident });
}

/** What the framework itself refuses: a body that is no JSON, too large, or of an unknown kind. */
function refusalOfRequest(error: FastifyError) {
  if (error.statusCode === 413) return problem('request_too_large');
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
