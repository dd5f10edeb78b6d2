import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { problem } from '../problem.ts';

const DRAIN_MS = 1000;
const LOOK_MS = 20;

/**
 * What Node and the framework would do by themselves, before any hook and so without the headers that every
 * reply has: an unknown expectation, no Host, and the end of connections while the server stops.
 */
export function answerForNode(app: FastifyInstance): void {
  // RFC 9110 §10.1.1: an expectation that the server does not know may be passed over.
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    app.server.emit('request', request, response),
  );
  app.addHook('onRequest', async ({ raw }) => {
    // RFC 9112 §3.2.
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined)
      throw problem('request_invalid', { at: ['host'] });
  });
  endConnections(app);
}

/**
 * The server answers all that comes until it has stopped. Closing it cuts idle connections, on which a request
 * may be on its way: for a second before, each reply ends its connection (RFC 9112 §9.6), so that few are left.
 */
function endConnections(app: FastifyInstance): void {
  let isStopping = false;
  app.addHook('onSend', async (_request, reply, payload) => {
    if (isStopping) reply.header('connection', 'close');
    return payload;
  });
  app.addHook('preClose', async () => {
    isStopping = true;
    const connections = promisify(app.server.getConnections.bind(app.server));
    const until = performance.now() + DRAIN_MS;
    while (app.server.listening && performance.now() < until && (await connections()) > 0)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  });
}
