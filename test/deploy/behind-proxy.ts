import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { startServer } from '../chaos/kept-server.ts';
import { freePort } from '../postgres-server.ts';
import type { ReverseProxy } from './proxies.ts';

export interface ServerBehind {
  readonly port: number;
  written(): string;
  /** Ends as under systemd and starts again. */
  restart(): Promise<void>;
  end(): Promise<void>;
  stop(): Promise<void>;
}

/** On the embedded database, as `npm start` with the address that people see. */
export async function startBehind(folder: string, publicPort: number): Promise<ServerBehind> {
  const port = await freePort();
  const output: string[] = [];
  const settings = {
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    PUBLIC_URL: `https://localhost:${publicPort}`,
    LOG_LEVEL: 'info',
  };
  const start = () => startServer(settings, (words) => output.push(words));
  let server: ChildProcess = await start();
  const end = async () => {
    if (server.exitCode !== null) return;
    server.kill('SIGTERM');
    await once(server, 'exit');
  };
  return {
    port,
    written: () => output.join(''),
    async restart() {
      await end();
      server = await start();
    },
    end,
    stop: end,
  };
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Nobody's link; no file may have it afterwards. */
const TOKEN = 'ABCDEFGHIJKLMNOP';
const FORGED = 'X-Forwarded-For';
/** Tries of one name from one address before the pause, and from all addresses (server/staff/attempt-rules.ts). */
const [OWN_TRIES, ALL_TRIES] = [5, 10];

/** What a technician who copied the example would have to hear. */
export async function faultsBehind(proxy: ReverseProxy, server: ServerBehind): Promise<string[]> {
  const ask = asker(proxy, await readFile(proxy.certificate));
  const faults: string[] = [];
  const expect = (fault: string, isSo: boolean) => {
    if (!isSo) faults.push(fault);
  };
  const page = await ask(`/${TOKEN}`);
  expect(`a link gives ${page.status}`, page.status === 200);
  const { headers } = page;
  const transport = String(headers['strict-transport-security']);
  expect(`Strict-Transport-Security: ${transport}`, /^max-age=31536000$/.test(transport));
  expect('the referrer policy is lost', headers['referrer-policy'] === 'no-referrer');
  expect('the content policy is lost', /default-src/.test(`${headers['content-security-policy']}`));
  expect('a page of a link may be kept', headers['cache-control'] === 'no-store');
  const plain = await askPlain(proxy.plainPort, `/${TOKEN}`);
  expect(`http gives ${plain.status}`, plain.status === 301 || plain.status === 308);
  expect('http leads elsewhere', /^https:\/\/localhost/.test(String(plain.headers.location)));
  faults.push(...(await bodyFaults(ask)), ...(await addressFaults(ask)));
  await server.end();
  const [gone] = await Promise.all([ask(`/${TOKEN}`), server.restart()]);
  expect(`while the server was away: ${gone.status}`, [200, 502].includes(gone.status));
  const back = await ask(`/${TOKEN}`);
  expect(`after a restart: ${back.status}`, back.status === 200);
  expect('the proxy has written a link', !(await proxy.written()).includes(TOKEN));
  expect('the server has written a link', !server.written().includes(TOKEN));
  return faults;
}

type Ask = (path: string, asked?: Asked) => Promise<Reply>;

/** A list of many megabytes reaches the server, which refuses a stranger; so do its own limits. */
async function bodyFaults(ask: Ask): Promise<string[]> {
  const list = { method: 'PUT', body: Buffer.alloc(64 * 1024 * 1024, 'a') };
  const id = '00000000-0000-4000-8000-000000000000';
  const upload = await ask(`/api/campaigns/${id}/frame/01981/lists?fileName=a.csv`, {
    ...list,
    headers: { 'content-type': 'application/octet-stream' },
  });
  const crowded = await ask(`/api/responses/${id}`, {
    method: 'PUT',
    body: Buffer.alloc(4 * 1024 * 1024, ' '),
    headers: { 'content-type': 'application/json' },
  });
  return [
    ...(upload.text.includes('"code"') ? [] : [`a list of 64 MB: ${upload.status}`]),
    ...(crowded.status === 413 && crowded.text.includes('"code"')
      ? []
      : [`a submission of 4 MB: ${crowded.status}`]),
  ];
}

/** Who guesses and names another address each time is still one visitor. */
async function addressFaults(ask: Ask): Promise<string[]> {
  const body = Buffer.from(
    JSON.stringify({ username: 'nguoi.la', password: 'không đúng mật khẩu' }),
  );
  const statuses: number[] = [];
  for (let nth = 1; nth <= ALL_TRIES; nth += 1) {
    const headers = { 'content-type': 'application/json', [FORGED]: `203.0.113.${nth}` };
    statuses.push((await ask('/api/session', { method: 'POST', body, headers })).status);
  }
  const paused = statuses.indexOf(429);
  return paused === OWN_TRIES ? [] : [`guesses under forged addresses: ${statuses.join(' ')}`];
}

const asker =
  ({ port }: ReverseProxy, ca: Buffer): Ask =>
  (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const place = {
        host: '127.0.0.1',
        servername: 'localhost',
        port,
        path,
        method,
        ca,
        agent: false,
      };
      const length = body ? { 'content-length': String(body.length) } : {};
      const asked = request(
        { ...place, headers: { host: `localhost:${port}`, ...length, ...headers } },
        (reply) => {
          const parts: Buffer[] = [];
          reply.on('data', (part: Buffer) => parts.push(part)).once('error', reject);
          reply.once('end', () =>
            resolve({
              status: reply.statusCode ?? 0,
              headers: reply.headers,
              text: Buffer.concat(parts).toString(),
            }),
          );
          // The rest of a body that was refused is not asked for.
          asked.removeListener('error', reject).on('error', () => undefined);
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });

function askPlain(port: number, path: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = plainRequest({ host: '127.0.0.1', port, path, headers: { host: 'localhost' } });
    asked.on('error', reject).once('response', (reply) => {
      reply.resume();
      resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text: '' });
    });
    asked.end();
  });
}
