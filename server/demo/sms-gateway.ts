import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod/mini';
import type { GatewayConfig } from '../gateway-config.ts';

const Message = z.object({ id: z.string(), to: z.string(), text: z.string() });
const MOST_SHOWN = 20;

/**
 * A sender of messages as provinces rent them, on this machine: it takes each message once and sends nothing out. What
 * came last can be looked at in a browser.
 */
export async function openGateway() {
  const taken = new Map<string, z.output<typeof Message>>();
  const secret = randomBytes(16).toString('hex');
  const server = createServer(async (request, reply) => {
    if (request.method === 'GET') {
      const last = [...taken.values()].slice(-MOST_SHOWN).reverse();
      const lines = last.map(({ to, text }) => `${to}  ${text}`);
      reply.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
      reply.end(`${taken.size} SMS\n\n${lines.join('\n')}\n`);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isKnown = request.headers.authorization === `Bearer ${secret}`;
    const message = Message.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    if (isKnown && message.success) taken.set(message.data.id, message.data);
    reply.writeHead(isKnown && message.success ? 202 : 400).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config: GatewayConfig = {
    url: `${address}/send`,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: '{"id":"{{id}}","to":"{{phone}}","text":"{{text}}"}',
    phone: '84',
    perSecond: 100,
    dropsRepeats: true,
    attempts: 8,
    retrySeconds: 1,
    timeoutSeconds: 20,
    hours: [0, 24],
  };
  return { config, address, taken: () => taken.size, close: () => server.close() };
}
