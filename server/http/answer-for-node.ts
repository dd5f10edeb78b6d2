import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { problem } from '../problem.ts';

/**
 * What Node and the framework would answer by themselves, before any hook and so without the headers that
 * every reply has: an unknown expectation, no Host, and a request that comes while the server stops.
 */
export function answerForNode(app: FastifyInstance): void {
  let isStopping = false;
  // RFC 9110 §10.1.1: an expectation that the server does not know may be passed over.
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    app.server.emit('request', request, response),
  );
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.addHook('onRequest', async ({ raw }, reply) => {
    if (isStopping) {
      reply.header('connection', 'close');
      throw problem('service_starting');
    }
    // RFC 9112 §3.2.
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined)
      throw problem('request_invalid', { at: ['host'] });
  });
}
