import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';

/** Calls endpoints over HTTP as one person would: with that person's cookie, or with none. */
export class Caller {
  readonly #address: string;
  readonly #network: string | undefined;
  #cookie = '';

  /** Through a proxy people come from networks of their own; without one all are this machine. */
  constructor(address: string, network?: string) {
    this.#address = address;
    this.#network = network;
  }

  async call<E extends Endpoint>(endpoint: E, input: Sent<E>, file?: Buffer): Promise<Replied<E>> {
    const reply = await this.fetch(endpoint, input, file);
    return endpoint.reply?.parse(await reply.json()) as Replied<E>;
  }

  /** The bare reply, for endpoints that answer with a file. */
  async fetch<E extends Endpoint>(endpoint: E, input: Sent<E>, file?: Buffer): Promise<Response> {
    const {
      params = {},
      query = {},
      body,
    } = input as Partial<Record<'params' | 'query' | 'body', Record<string, string>>>;
    const path = Object.entries(params).reduce(
      (path, [name, value]) => path.replace(`:${name}`, encodeURIComponent(value)),
      endpoint.path as string,
    );
    const payload = file ? new Uint8Array(file) : body && JSON.stringify(body);
    const reply = await fetch(`${this.#address}${path}?${new URLSearchParams(query)}`, {
      method: endpoint.method,
      headers: {
        ...(this.#cookie && { cookie: this.#cookie }),
        ...(this.#network && { 'x-forwarded-for': this.#network }),
        ...(payload && { 'content-type': file ? 'application/octet-stream' : 'application/json' }),
      },
      ...(payload && { body: payload }),
    });
    if (!reply.ok) throw new Error(`${endpoint.method} ${endpoint.path}: ${await reply.text()}`);
    const cookie = reply.headers.get('set-cookie')?.split(';')[0];
    if (cookie) this.#cookie = cookie;
    return reply;
  }
}
