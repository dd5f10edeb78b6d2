import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
}

export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** What one slice of a load gave. Clocks run by the wall: waiting is what a phone feels. */
export interface Slice {
  readonly replies: readonly Reply[];
  readonly milliseconds: readonly number[];
  readonly seconds: number;
}

const CONNECTIONS = 64;

/** Phones one after the other on each of some connections that stay open; none asks twice. */
export class Phones {
  readonly #agent: Agent;
  readonly #connections: number;
  readonly #port: number;
  constructor(port: number, connections = CONNECTIONS) {
    this.#port = port;
    this.#connections = connections;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async send(asks: readonly Ask[]): Promise<Slice> {
    const replies: Reply[] = [];
    const milliseconds: number[] = [];
    let next = 0;
    const line = async () => {
      while (next < asks.length) {
        const index = next;
        next += 1;
        const began = performance.now();
        replies[index] = await this.#one(asks[index]!);
        milliseconds[index] = performance.now() - began;
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: this.#connections }, line));
    return { replies, milliseconds, seconds: (performance.now() - began) / 1000 };
  }

  #one({ method, path, body }: Ask): Promise<Reply> {
    const payload = body ? JSON.stringify(body) : '';
    return new Promise((resolve) => {
      const fail = (error: Error) => resolve({ status: 0, body: error.message });
      const outgoing = request(
        {
          agent: this.#agent,
          host: '127.0.0.1',
          port: this.#port,
          method,
          path,
          headers: {
            'accept-encoding': 'gzip, br',
            ...(body && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(payload),
            }),
          },
        },
        (incoming) => {
          const parts: Buffer[] = [];
          incoming.on('data', (part: Buffer) => parts.push(part));
          incoming.once('error', fail);
          incoming.once('end', () =>
            resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
          );
        },
      );
      outgoing.once('error', fail);
      outgoing.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
