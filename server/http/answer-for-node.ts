import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { problem } from '../problem.ts';
import { refuseTunnel } from './errors.ts';

const LOOKS = 50;
const LOOK_MS = 20;

/**
 * What Node and the framework would do by themselves, before any hook and so without the headers that every
 * reply has: an unknown expectation, no Host or a wrong one, CONNECT, and the end of connections while the server stops.
 */
export function answerForNode(app: FastifyInstance): void {
  // RFC 9110 §10.1.1: an expectation that the server does not know may be passed over.
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    app.server.emit('request', request, response),
  );
  app.server.on('connect', (_request: IncomingMessage, socket: Socket) => refuseTunnel(socket));
  app.addHook('onRequest', async ({ raw }) => {
    if (!hasValidHost(raw)) throw problem('request_invalid', { at: ['host'] });
  });
  endConnections(app);
}

/** RFC 3986 §3.2.2: a name, an address in brackets, and a port. */
const HOST = /^(?:\[[\da-f:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?$/i;

/** RFC 9112 §3.2: one of them, of one form. Node keeps the first of several, where a proxy may have taken the last. */
function hasValidHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter(
    (_, place) => place % 2 === 1 && rawHeaders[place - 1]?.toLowerCase() === 'host',
  );
  if (hosts.length === 0) return httpVersion !== '1.1';
  return hosts.length === 1 && HOST.test(hosts[0]!);
}

/**
 * The server answers all that comes until it has stopped. Closing it cuts idle connections, on which a request
 * may be on its way: for a second before, each reply ends its connection (RFC 9112 §9.6), so that few are left.
 * The second is counted in looks: by the clock, on a starved machine it is over before a visitor has had a turn.
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
    for (let look = 0; look < LOOKS; look += 1) {
      if (!app.server.listening || (await connections()) === 0) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  });
}
