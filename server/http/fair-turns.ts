import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from './address.ts';
import { Allowances } from './allowances.ts';

/**
 * Browsers and proxies send the next request after the reply. Of one that sends more ahead, Node keeps each with its
 * reply; it may be cut (RFC 9112 §9.3.2).
 */
const MOST_AHEAD = 100;

/** Programs of this machine, and a proxy that does not say for whom it asks, are known by their connections alone. */
type Client = Socket | string;

interface Waiting {
  readonly socket: Socket;
  readonly work: () => void;
}

/**
 * Fair queueing (Nagle 1985, RFC 970; Demers, Keshav and Shenker 1989): who asks now and then is answered at once. What
 * others ask beyond their allowance waits in a line for each of them, and each turn of the event loop lets one request
 * in, the clients by turns. Nothing is refused and no turn is left unused: many people behind one address, or a program that
 * works alone, are as fast as before while nobody else comes.
 */
export class FairTurns {
  readonly #allowances = new Allowances<Client>();
  readonly #lines = new Map<Client, Set<Waiting>>();
  readonly #ahead = new WeakMap<Socket, number>();

  /** `work` at once, or at the client's turn; never, where the connection has ended by then. */
  enter(request: FastifyRequest, reply: FastifyReply, work: () => void): void {
    const client = clientOf(request);
    if (!this.#lines.has(client) && this.#allowances.take(client)) {
      work();
      return;
    }
    const waiting = { socket: request.raw.socket, work };
    this.#join(client, waiting);
    reply.raw.once('close', () => this.#leave(client, waiting));
  }

  #join(client: Client, waiting: Waiting): void {
    const ahead = this.#count(waiting, 1);
    if (ahead > MOST_AHEAD) waiting.socket.destroy();
    if (this.#lines.size === 0) setImmediate(() => this.#next());
    const line = this.#lines.get(client) ?? new Set();
    this.#lines.set(client, line.add(waiting));
  }

  #next(): void {
    const [first] = this.#lines;
    if (!first) return;
    const [client, line] = first;
    const [waiting] = line;
    this.#leave(client, waiting!);
    // The others have their turns before this client's next.
    if (this.#lines.delete(client)) this.#lines.set(client, line);
    if (this.#lines.size > 0) setImmediate(() => this.#next());
    waiting!.work();
  }

  #leave(client: Client, waiting: Waiting): void {
    const line = this.#lines.get(client);
    if (!line?.delete(waiting)) return;
    this.#count(waiting, -1);
    if (line.size === 0) this.#lines.delete(client);
  }

  #count({ socket }: Waiting, more: number): number {
    const ahead = (this.#ahead.get(socket) ?? 0) + more;
    this.#ahead.set(socket, ahead);
    return ahead;
  }
}

function clientOf(request: FastifyRequest): Client {
  const { socket } = request.raw;
  const isUnnamed = request.ip === socket.remoteAddress && LOOPBACK.test(request.ip);
  return isUnnamed ? socket : networkOf(request);
}

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;
