/**
 * Truth: Prometheus' text format 0.0.4; sd_listen_fds(3), a socket that outlives the server; RFC 9112 §9.6, a server
 * that says `close` before it ends a connection; and “a secret, a token or a personal datum in a log” never.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migratedDatabase } from '../database.ts';
import { freePort } from '../postgres-server.ts';
import { PROGRAM_ENVIRONMENT } from '../program-environment.ts';

const TOKEN = 'ABCDEFGHIJKLMNOP';
const USERNAME = 'nguoi.la.mat';
let folder = '';
let port = 0;
let metricsPort = 0;
/** Holds the listening socket, as systemd does, and starts the server on it anew whenever it ends. */
let supervisor: ChildProcess;
const printed: string[] = [];
const output = () => printed.join('');
const pids = () => [...output().matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid));

const SUPERVISOR = `
run() { sh -c 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$NODE" server/main.ts' & pid=$!; echo "pid $pid"; wait $pid; echo "ended $?"; }
run; run`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-operation-'));
  metricsPort = await freePort();
  const socket = createServer();
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve));
  port = (socket.address() as AddressInfo).port;
  const { fd } = (socket as unknown as { _handle: { fd: number } })._handle;
  supervisor = spawn('/bin/sh', ['-c', SUPERVISOR], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'pipe', fd],
    env: {
      ...PROGRAM_ENVIRONMENT,
      NODE: process.execPath,
      DATA_DIR: join(folder, 'data'),
      ROUND_KEYS_MIRROR: join(folder, 'mirror'),
      METRICS_PORT: String(metricsPort),
      SLOW_QUERY_MS: '1',
      LOG_LEVEL: 'info',
      DATABASE_URL: await migratedDatabase(),
    },
  });
  for (const stream of [supervisor.stdout, supervisor.stderr])
    stream?.on('data', (chunk) => printed.push(String(chunk)));
  socket.close();
  // Waits in the kernel's queue until the server takes it.
  expect((await ask('/api/health')).status).toBe(200);
});
afterAll(async () => {
  for (const pid of pids()) kill(pid);
  supervisor?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Has ended.
  }
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };

function ask(path: string, agent?: Agent, parts: readonly string[] = []): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const method = parts.length > 0 ? 'POST' : 'GET';
    const length = { 'content-length': Buffer.byteLength(parts.join('')) };
    const headers = method === 'POST' ? { ...JSON_TYPE, ...length } : {};
    const asked = request({ port, path, method, headers, agent }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.once('error', reject);
      reply.once('end', () =>
        resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    asked.once('error', reject);
    const [first, ...rest] = parts;
    if (first) asked.write(first);
    if (rest.length === 0) asked.end();
    else setTimeout(() => asked.end(rest.join('')), 600);
  });
}

const metricsText = async (path = '/metrics') => {
  const reply = await fetch(`http://127.0.0.1:${metricsPort}${path}`);
  return {
    status: reply.status,
    type: reply.headers.get('content-type'),
    text: await reply.text(),
  };
};

test('health tells a stranger in words what works, and a mirror that was unplugged', async () => {
  const { text } = await ask('/api/health');
  expect(JSON.parse(text)).toEqual({
    status: 'ready',
    parts: {
      database: 'ok',
      migrations: 'ok',
      queue: 'ok',
      disk: 'ok',
      keys: 'ok',
      mirror: 'ok',
    },
  });
  await rename(join(folder, 'mirror'), join(folder, 'unplugged'));
  const degraded = await ask('/api/health');
  expect(degraded.status).toBe(200);
  expect(JSON.parse(degraded.text)).toMatchObject({
    status: 'degraded',
    parts: { mirror: 'failing' },
  });
  await rename(join(folder, 'unplugged'), join(folder, 'mirror'));
});

test('metrics have a port of their own, and count requests by the template of the route', async () => {
  const tried = JSON.stringify({ username: USERNAME, password: 'không đúng mật khẩu' });
  expect((await ask(`/${TOKEN}`)).status).toBe(200);
  expect((await ask('/api/invitation', undefined, [JSON.stringify({ token: TOKEN })])).status).toBe(
    404,
  );
  expect((await ask('/api/session', undefined, [tried])).status).toBe(401);
  expect((await ask('/metrics')).text).not.toContain('sipas_');
  expect((await metricsText('/api/health')).status).toBe(404);
  const { type, text } = await metricsText();
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
  const value = (line: string) => {
    const found = text.split('\n').find((row) => row.startsWith(`${line} `));
    return Number(found?.slice(line.length + 1));
  };
  const count = 'sipas_http_request_duration_seconds_count';
  expect(value(`${count}{method="POST",route="/api/session",status="401"}`)).toBe(1);
  expect(value(`${count}{method="GET",route="/api/health",status="200"}`)).toBeGreaterThan(1);
  expect(value('sipas_responses_received')).toBe(0);
  expect(value('sipas_imports_pending')).toBe(0);
  expect(value('sipas_disk_free_bytes')).toBeGreaterThan(1e6);
  expect(value('sipas_journal_unsealed_seconds')).toBeGreaterThanOrEqual(0);
  expect(value('sipas_backup_age_seconds')).toBeNaN();
  expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  expect(text).toMatch(/^sipas_database_connections\{state="idle"\} \d/m);
  expect(text).not.toContain(TOKEN);
  expect(text).not.toContain(USERNAME);
});

test('the log has slow statements without a value, and none whose time tells when somebody opened or answered', async () => {
  const lines = output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const slow = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'slow query');
  expect(slow.length).toBeGreaterThan(0);
  for (const { statement, milliseconds } of slow) {
    expect(milliseconds).toBeGreaterThanOrEqual(1);
    expect(statement).not.toMatch(/\b(?:ballot|draft|invitation)\b/);
  }
  for (const value of [TOKEN, USERNAME, 'mật khẩu']) expect(lines.join()).not.toContain(value);
});

test('a restart under load loses no request: those under way end, new ones wait for the next server', {}, async () => {
  const [first] = pids();
  const statuses = new Map<number, number>();
  const lost: string[] = [];
  let isOver = false;
  const count = (reply: Promise<Reply>) =>
    reply.then(
      ({ status }) => void statuses.set(status, (statuses.get(status) ?? 0) + 1),
      (error: Error) => void lost.push(error.message),
    );
  const visitor = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!isOver) await count(ask('/api/published', agent));
    agent.destroy();
  };
  const visitors = Array.from({ length: 8 }, visitor);
  // Half of a body has arrived when the server gets SIGTERM.
  const upload = ask('/api/invitation', undefined, ['{"token":', `"${TOKEN}"}`]);
  await expect.poll(() => statuses.get(200) ?? 0).toBeGreaterThan(50);
  process.kill(first!, 'SIGTERM');
  expect((await upload).status).toBe(404);
  await expect.poll(() => pids().length).toBe(2);
  const before = statuses.get(200)!;
  await expect.poll(() => statuses.get(200)!).toBeGreaterThan(before + 50);
  isOver = true;
  await Promise.all(visitors);
  expect(output()).toMatch(/^ended 0$/m);
  expect(lost).toEqual([]);
  expect([...statuses.keys()]).toEqual([200]);
});
