import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import type { Office } from '../office.ts';
import { freePort } from '../postgres-server.ts';
import { OPEN_DAY } from '../scenario-collecting.ts';
import { pause } from './chance.ts';
import { startServer } from './kept-server.ts';
import { officeBeside, openDatabase } from './province.ts';

/** One address, in turn the processes that are there, as a reverse proxy does; what it cannot reach is a 502. */
async function roundRobin(ports: readonly number[]) {
  let turn = 0;
  const pass = (asked: IncomingMessage, body: Buffer, reply: ServerResponse, left: number) => {
    const { method, url: path, headers } = asked;
    const port = ports[turn++ % ports.length]!;
    const forwarded = request({ port, host: '127.0.0.1', method, path, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => reply.destroy()).pipe(reply);
    });
    forwarded.on('error', ({ code }: NodeJS.ErrnoException) => {
      // Sent to a process that ended meanwhile it may have been done: that is for the citizen's phone to repeat.
      if (code === 'ECONNREFUSED' && left > 0) pass(asked, body, reply, left - 1);
      else if (reply.headersSent) reply.destroy();
      else reply.writeHead(502).end();
    });
    forwarded.end(body);
  };
  const server = createServer(async (asked, reply) => {
    // The connection may have ended meanwhile.
    const body = await buffer(asked).catch(() => undefined);
    if (body) pass(asked, body, reply, ports.length);
    else reply.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type TwoProcesses = Awaited<ReturnType<typeof openTwoProcesses>>;

/** PostgreSQL, what `prepare` puts into it, and two server processes on it with one folder behind one address. */
export async function openTwoProcesses<T>(
  prepare: (office: Office) => Promise<T>,
  { isDurable = false, shared }: { isDurable?: boolean; shared?: string } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-processes-'));
  // The database's account must pass through.
  await chmod(folder, 0o755);
  const postgres = await openDatabase(folder, isDurable, shared);
  const { databaseUrl } = postgres;
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const openOffice = () => officeBeside(databaseUrl, dataDir);
  const first = await openOffice();
  const prepared = await prepare(first);
  await first.close();

  const ports = [await freePort(), await freePort()];
  const clockAhead = String(Date.parse(OPEN_DAY) - Date.now());
  const output: string[] = [];
  const start = (place: number): Promise<ChildProcess> =>
    startServer(
      {
        PORT: String(ports[place]),
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
        LOG_LEVEL: 'error',
        CLOCK_AHEAD: clockAhead,
      },
      (chunk) => output.push(chunk),
    );
  const servers = await Promise.all([start(0), start(1)]);
  const proxy = await roundRobin(ports);
  const kill = (place: number) =>
    new Promise<void>((done) => {
      const server = servers[place]!;
      if (server.exitCode !== null || server.signalCode !== null) return done();
      server.once('exit', () => done());
      server.kill('SIGKILL');
    });
  return {
    prepared,
    servers,
    address: proxy.address,
    addressOf: (place: number) => `http://127.0.0.1:${ports[place]}`,
    databaseUrl,
    log: () => output.join(''),
    kill,
    async restart(place: number) {
      await kill(place);
      servers[place] = await start(place);
    },
    /** Ends both and opens the office beside the same database and keys. */
    async office(): Promise<Office> {
      await Promise.all([kill(0), kill(1)]);
      return openOffice();
    },
    async query(text: string) {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        return (await client.query(text)).rows;
      } finally {
        await client.end();
      }
    },
    async close() {
      proxy.close();
      await Promise.all([kill(0), kill(1)]);
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As the page's outbox: the same submission until there is a receipt. Gives its code, and how often it was sent. */
export async function sendUntilReceived(address: string, body: object) {
  const path = `${address}/api/responses/${randomUUID()}`;
  for (let attempts = 1; ; attempts += 1) {
    const reply = await fetch(path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined);
    const text = await reply?.text().catch(() => undefined);
    if (reply?.ok && text) return { code: (JSON.parse(text) as { code: string }).code, attempts };
    if (reply && reply.status < 500 && reply.status !== 429)
      throw new Error(`${reply.status} ${text}`);
    await pause(20);
  }
}
