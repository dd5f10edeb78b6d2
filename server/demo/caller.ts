import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';

/** Idle ones end soon: a server that stops waits a second for them. */
const connections = new Agent({ keepAlive: true, timeout: 100 });

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly content: Buffer;
}

/** Calls endpoints over HTTP as one person would: with that person's cookies, or with none. */
export class Caller {
  readonly #address: string;
  readonly #network: string | undefined;
  readonly #cookies = new Map<string, string>();

  /** Through a proxy people come from networks of their own; without one all are this machine. */
  constructor(address: string, network?: string) {
    this.#address = address;
    this.#network = network;
  }

  async call<E extends Endpoint>(endpoint: E, input: Sent<E>, file?: Buffer): Promise<Replied<E>> {
    const { content } = await this.send(endpoint, input, file);
    return endpoint.reply?.parse(JSON.parse(content.toString('utf8'))) as Replied<E>;
  }

  /** For endpoints that answer with a file. */
  async download<E extends Endpoint>(endpoint: E, input: Sent<E>): Promise<Buffer> {
    return (await this.send(endpoint, input)).content;
  }

  protected async send<E extends Endpoint>(
    endpoint: E,
    input: Sent<E>,
    file?: Buffer,
  ): Promise<Reply> {
    const {
      params = {},
      query = {},
      body,
    } = input as Partial<Record<'params' | 'query' | 'body', Record<string, string>>>;
    const path = Object.entries(params).reduce(
      (path, [name, value]) => path.replace(`:${name}`, encodeURIComponent(value)),
      endpoint.path as string,
    );
    const payload = file ?? (body && JSON.stringify(body));
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const headers = {
      ...(cookie && { cookie }),
      ...(this.#network && { 'x-forwarded-for': this.#network }),
      ...(payload && { 'content-type': file ? 'application/octet-stream' : 'application/json' }),
    };
    const address = `${this.#address}${path}?${new URLSearchParams(query)}`;
    const reply = await ask(address, endpoint.method, headers, payload);
    if (reply.status >= 400)
      throw new Error(`${endpoint.method} ${endpoint.path}: ${reply.content}`);
    for (const set of reply.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.#cookies.set(name, value);
    }
    return reply;
  }
}

/** `fetch` takes twice the processor time, and keeps its connections for itself. */
const ask = (
  address: string,
  method: string,
  headers: Record<string, string>,
  payload?: Buffer | string,
) =>
  new Promise<Reply>((resolve, reject) => {
    const sent = request(address, { method, headers, agent: connections }, (reply) => {
      const { statusCode: status = 0, headers } = reply;
      buffer(reply).then((content) => resolve({ status, headers, content }), reject);
    });
    sent.on('error', reject);
    sent.end(payload);
  });
