import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long the server waits for whom. A large list on a bad network passes; a body that drips does not. */
export interface Patience {
  /** Between two looks at what is under way. */
  readonly every: number;
  /** Bytes that a body must bring meanwhile, after the first two looks: 500 a second. */
  readonly bytes: number;
  /** Looks at a signed-in person's stalled upload, or at a reply that nobody reads: a minute. */
  readonly stillLooks: number;
  /** Connections; where there are more, the idle one or else the one waited for longest makes room. */
  readonly connections: number;
}

export const PATIENCE: Patience = { every: 5000, bytes: 2500, stillLooks: 12, connections: 4000 };

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
  looks: number;
  still: number;
  read: number;
  written: number;
}

/**
 * Headers must be there in time (`headersTimeout`); bodies and replies must move on, however long they take.
 * A client that waits for the server is never cut; a client that the server waits for is.
 */
export function cutSlowClients(server: Server, patience: Patience): void {
  server.headersTimeout = 2 * patience.every;
  server.requestTimeout = 0;
  const exchanges = new Set<Exchange>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const exchange = { request, response, socket, looks: 0, still: 0, read: 0, written: 0 };
    exchanges.add(exchange);
    response.once('close', () => {
      if (request.complete || socket.destroyed) exchanges.delete(exchange);
    });
  });
  const timer = setInterval(() => {
    for (const exchange of exchanges) {
      if (isOver(exchange)) exchanges.delete(exchange);
      else if (isTooSlow(exchange, patience)) exchange.socket.destroy();
    }
  }, patience.every).unref();
  server.once('close', () => clearInterval(timer));
  keepRoom(server, patience, exchanges);
}

const isOver = ({ request, response, socket }: Exchange): boolean =>
  socket.destroyed || (request.complete && response.closed);

function isTooSlow(exchange: Exchange, { bytes, stillLooks }: Patience): boolean {
  const { request, response, socket } = exchange;
  const [more, sent] = [socket.bytesRead - exchange.read, socket.bytesWritten - exchange.written];
  exchange.read = socket.bytesRead;
  exchange.written = socket.bytesWritten;
  exchange.looks += 1;
  const isBodyDue = isBodyAwaited(exchange);
  const isStill = isBodyDue ? more < bytes : socket.writableLength > 0 && sent === 0;
  exchange.still = isStill && exchange.looks > 2 ? exchange.still + 1 : 0;
  // Only who is signed in has an upload read; all others have been refused by now.
  const isPatient = !isBodyDue || (isFile(request) && !response.writableEnded);
  return exchange.still >= (isPatient ? stillLooks : 1);
}

const isBodyAwaited = ({ request }: Exchange): boolean =>
  !request.complete && request.readableLength === 0;

const isFile = ({ headers }: IncomingMessage): boolean =>
  headers['content-type'] === 'application/octet-stream';

/**
 * Idle connections are cheap to open and cost a descriptor and some 10 kB each; so do those that have begun
 * to send, or do not read: they give way where none is idle, an upload last. Who waits for the server stays.
 */
function keepRoom(
  server: Server,
  { connections, every }: Patience,
  exchanges: ReadonlySet<Exchange>,
): void {
  /** Since when; the longest first. */
  const idle = new Map<Socket, number>();
  let open = 0;
  const makeRoom = (newcomer: Socket) => {
    const [longest] = idle;
    // A new connection is about to send its request.
    const isLong = longest && performance.now() - longest[1] > every / 5;
    const missed = isLong ? longest[0] : leastMissed(exchanges);
    (missed ?? longest?.[0] ?? newcomer).destroy();
  };
  server.on('connection', (socket: Socket) => {
    open += 1;
    if (open > connections) makeRoom(socket);
    idle.set(socket, performance.now());
    socket.once('close', () => {
      open -= 1;
      idle.delete(socket);
    });
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    idle.delete(socket);
    response.once('close', () => {
      if (!socket.destroyed) idle.set(socket, performance.now());
    });
  });
}

/** Of those for whom the server waits the oldest. */
function leastMissed(exchanges: ReadonlySet<Exchange>): Socket | undefined {
  let upload: Socket | undefined;
  for (const exchange of exchanges) {
    const { request, socket } = exchange;
    if (isOver(exchange) || !(isBodyAwaited(exchange) || socket.writableLength > 0)) continue;
    if (!isFile(request)) return socket;
    upload ??= socket;
  }
  return upload;
}
