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
/**
 * A page with all its parts is some twenty requests, and nobody reads ten pages a second. A browser asks for it by up to six
 * connections.
 */
const OF_NETWORK = { burst: 20, everyMs: 100 };
const OF_CONNECTION = { burst: 5, everyMs: 500 };

interface Waiting {
  readonly reply: FastifyReply;
  readonly socket: Socket;
  readonly work: () => void;
}

/** Twice what public readers have (`serve`). What is written has no more than a turn: commits of many cost little more than one. */
const READERS = 8;

type Enter = (request: FastifyRequest, reply: FastifyReply, work: () => void) => void;

/** While nobody else comes. Lookups of one turn of the loop are one statement (`createBatcher`); let in one by one each had its own. */
const TOGETHER = 4;

/** Who writes waits for no reader. */
export function takeTurns(): Enter {
  const [reads, writes] = [new FairTurns(READERS), new FairTurns(Number.POSITIVE_INFINITY)];
  return (request, reply, work) =>
    (request.method === 'GET' ? reads : writes).enter(request, reply, work);
}

/** A reply that takes longer is somebody else's wait, for a table or a slow reader. */
const PLACE_MS = 50;

/** While somebody who has so much of the allowance left has asked so lately, turns are so far apart: 250 a second beside citizens. */
const LIGHT = 0.5;
const LATELY_MS = 100;
const APART_MS = 4;

/**
 * Fair queueing (Nagle 1985, RFC 970; Demers, Keshav and Shenker 1989): who asks now and then is answered at once. What
 * others ask beyond their allowance waits in a line for each of them, and each turn lets one request
 * in, the clients by turns, while one of the places is free. Nothing is refused; while nobody else comes, many
 * people behind one address, or programs, are let in as fast as the loop turns, a few at a time.
 */
class FairTurns {
  readonly #networks = new Allowances<string>(OF_NETWORK);
  readonly #connections = new Allowances<Socket>(OF_CONNECTION);
  readonly #lines = new Map<Client, Set<Waiting>>();
  readonly #ahead = new WeakMap<Socket, number>();
  #free: number;
  #isDue = false;
  #lightAt = Number.NEGATIVE_INFINITY;

  constructor(places: number) {
    this.#free = places;
  }

  /** `work` at once, or at the client's turn; never, where the connection has ended by then. */
  enter(request: FastifyRequest, reply: FastifyReply, work: () => void): void {
    const client = clientOf(request);
    const left = this.#lines.has(client) ? undefined : this.#take(client);
    if (left !== undefined) {
      if (left >= LIGHT) this.#lightAt = performance.now();
      work();
      return;
    }
    const waiting = { reply, socket: request.raw.socket, work };
    this.#join(client, waiting);
    reply.raw.once('close', () => this.#leave(client, waiting));
  }

  #take(client: Client): number | undefined {
    return typeof client === 'string'
      ? this.#networks.take(client)
      : this.#connections.take(client);
  }

  #join(client: Client, waiting: Waiting): void {
    const ahead = this.#count(waiting, 1);
    if (ahead > MOST_AHEAD) waiting.socket.destroy();
    const line = this.#lines.get(client) ?? new Set();
    this.#lines.set(client, line.add(waiting));
    this.#expectTurn();
  }

  #expectTurn(): void {
    if (this.#isDue || this.#lines.size === 0 || this.#free === 0) return;
    this.#isDue = true;
    const turn = (requests: number) => {
      this.#isDue = false;
      for (let nth = 0; nth < requests && this.#free > 0; nth += 1) this.#next();
      this.#expectTurn();
    };
    if (performance.now() - this.#lightAt < LATELY_MS) setTimeout(turn, APART_MS, 1);
    else setImmediate(turn, TOGETHER);
  }

  #next(): void {
    const [first] = this.#lines;
    if (!first) return;
    const [client, line] = first;
    const [waiting] = line;
    this.#leave(client, waiting!);
    // The others have their turns before this client's next.
    if (this.#lines.delete(client)) this.#lines.set(client, line);
    this.#takePlace(waiting!);
    waiting!.work();
  }

  #takePlace({ reply }: Waiting): void {
    this.#free -= 1;
    let isHeld = true;
    const leave = () => {
      if (isHeld) this.#free += 1;
      isHeld = false;
      clearTimeout(timer);
      this.#expectTurn();
    };
    const timer = setTimeout(leave, PLACE_MS);
    reply.raw.once('close', leave);
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
