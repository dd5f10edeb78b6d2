import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayConfig } from '../server/gateway-config.ts';

export interface TakenMessage {
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

/** What happens to a request: taken and answered, or a fault before or after it was taken. */
export type GatewayFault =
  | 'none'
  | 'cut_before'
  | 'cut_after'
  | 'busy'
  | 'broken'
  | 'hang'
  | 'refuse';

export interface SmsGateway {
  readonly server: Server;
  readonly config: GatewayConfig;
  /** Distinct messages that went out to people, in order; a repeat of an id sends nothing. */
  readonly taken: readonly TakenMessage[];
  readonly requests: () => number;
  readonly authorized: () => boolean;
  release(): void;
  close(): Promise<void>;
}

/** A sender of the kind that provinces rent: JSON over HTTP, drops repeats of an idempotency key. */
export async function openSmsGateway(
  faultOf: (request: number, message: TakenMessage) => GatewayFault = () => 'none',
  changes: Partial<GatewayConfig> = {},
): Promise<SmsGateway> {
  const taken: TakenMessage[] = [];
  let requests = 0;
  let isAuthorized = true;
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const message = JSON.parse(Buffer.concat(chunks).toString('utf8')) as TakenMessage;
    requests += 1;
    isAuthorized &&= request.headers.authorization === 'Bearer gateway-secret-0123456789';
    const fault = faultOf(requests, message);
    const isTaken = fault === 'none' || fault === 'cut_after' || fault === 'hang';
    if (isTaken && !taken.some(({ id }) => id === message.id)) taken.push(message);
    if (fault === 'hang') return;
    if (fault === 'cut_before' || fault === 'cut_after') return void request.socket.destroy();
    const status = { busy: 429, broken: 500, refuse: 400, none: 202 }[fault];
    reply.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    taken,
    requests: () => requests,
    authorized: () => isAuthorized,
    config: {
      url: `http://127.0.0.1:${port}/send`,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer gateway-secret-0123456789',
        'idempotency-key': '{{id}}',
      },
      body: '{"id":"{{id}}","to":"{{phone}}","text":"{{text}}"}',
      phone: '84',
      perSecond: 100,
      dropsRepeats: true,
      attempts: 8,
      retrySeconds: 0,
      timeoutSeconds: 5,
      hours: [8, 20],
      reportSecret: 'report-secret-0123456789',
      ...changes,
    },
    release: () => server.closeAllConnections(),
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
