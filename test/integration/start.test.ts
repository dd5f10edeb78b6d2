// Truth: README's promise of the two commands: health, one-time link, clean end, a second start, a refused second
// process; and POSIX modes: nothing in the data folder is for anybody but the server's account.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freePort } from '../postgres-server.ts';
import { PROGRAM_ENVIRONMENT } from '../program-environment.ts';

const root = join(import.meta.dirname, '../..');
let dataDir = '';
/** The second disk. */
let mirror = '';
let port = 0;
let databaseUrl: string | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-start-'));
  mirror = `${dataDir}-mirror`;
  await mkdir(join(dataDir, 'packs/tyz'), { recursive: true });
  port = await freePort();
  if (process.env.TEST_DATABASE === 'postgres') databaseUrl = await emptyDatabase();
});
afterAll(async () => {
  for (const folder of [dataDir, mirror, `${mirror}-unplugged`])
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function emptyDatabase() {
  const server = inject('postgresUrl');
  const name = `start_${Date.now()}`;
  const admin = new pg.Client({ connectionString: `${server}/postgres` });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  return `${server}/${name}`;
}

function startServer(onPort = port) {
  // Under the widest umask that there is.
  const child = spawn('/bin/sh', ['-c', `umask 000; exec "${process.execPath}" server/main.ts`], {
    cwd: root,
    env: {
      ...PROGRAM_ENVIRONMENT,
      PORT: String(onPort),
      DATA_DIR: dataDir,
      ROUND_KEYS_MIRROR: mirror,
      ...(databaseUrl && { DATABASE_URL: databaseUrl, DATABASE_SCHEMA: 'thai_nguyen' }),
    },
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk) => output.push(String(chunk)));
  child.stderr.on('data', (chunk) => output.push(String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, said: () => output.join(''), ended };
}

async function untilReady(server: { child: ChildProcess; said: () => string }) {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (server.child.exitCode !== null) throw new Error(server.said());
    const reply = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
    if (reply?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not ready: ${server.said()}`);
}

const signIn = (username: string, password: string) =>
  fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });

/** All that is in the data folder, and of it what other accounts of the machine may read, change or enter. */
async function openToOthers() {
  const names = await readdir(dataDir, { recursive: true });
  const paths = [dataDir, ...names.map((name) => join(dataDir, name))];
  const modes = await Promise.all(paths.map(async (path) => (await lstat(path)).mode));
  return { paths: paths.length, open: paths.filter((_, place) => (modes[place]! & 0o077) !== 0) };
}

/** What the next new folder is copied from has nothing of this one. */
async function checkKeptDatabases() {
  const kept = join(root, 'node_modules/.cache/empty-database');
  const files = (await readdir(kept)).filter((name) => name.endsWith('.tar'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const content = await readFile(join(kept, name));
    expect(content.includes('pg_attribute')).toBe(true);
    expect(content.includes('quantri')).toBe(false);
  }
}

test('the platform starts, keeps what it was told over a restart, and ends cleanly', {
  timeout: 240_000,
}, async () => {
  const first = startServer();
  await untilReady(first);
  await expect.poll(first.said).toMatch(/mat-khau#[A-Z2-7]{32}/);
  expect(first.said()).toContain('Gói ngôn ngữ tyz chưa dùng được: không đọc được');
  const token = /mat-khau#([A-Z2-7]{32})/.exec(first.said())?.[1];
  const chosen = await fetch(`http://127.0.0.1:${port}/api/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: 'mười ký tự trở lên' }),
  });
  expect(chosen.status).toBe(200);

  if (!databaseUrl) {
    const second = startServer(await freePort());
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/đang được tiến trình \d+ dùng/);
  }

  const { paths, open } = await openToOthers();
  expect(paths).toBeGreaterThan(databaseUrl ? 3 : 900);
  expect(open).toEqual([]);
  if (!databaseUrl) await checkKeptDatabases();
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  // A disk that is not mounted, and a key of version 0.1.0.
  await rename(mirror, `${mirror}-unplugged`);
  const bare = join(dataDir, 'keys', `ballot-${randomUUID()}.key`);
  await writeFile(bare, 'ab'.repeat(32), { mode: 0o600 });
  // As a restored backup may leave it.
  await chmod(dataDir, 0o777);
  await chmod(join(dataDir, 'keys'), 0o755);
  await chmod(join(dataDir, 'keys/master.key'), 0o644);
  // Published pages as a server keeps them, what the province may add, and what it laid aside.
  for (const name of ['public', 'questionnaires', 'database.before']) {
    await mkdir(join(dataDir, name), { recursive: true, mode: 0o700 });
    if (name !== 'database.before') await chmod(join(dataDir, name), 0o755);
  }
  const again = startServer();
  await untilReady(again);
  expect((await openToOthers()).open).toEqual([]);
  expect(again.said()).toMatch(/1 keys of rounds are wrapped now. Delete ballot-\*\.key/);
  expect(again.said()).toContain('The mirror of the round keys (ROUND_KEYS_MIRROR) cannot be');
  await expect(access(bare)).rejects.toThrow();
  expect(again.said()).toContain('5 files and folders were open to other accounts');
  expect((await signIn('quantri', 'mười ký tự trở lên')).status).toBe(200);
  expect(again.said()).not.toMatch(/mat-khau#/);
  again.child.kill('SIGTERM');
  expect(await again.ended).toBe(0);
});

test('a folder for every account is no data folder, and stays open to them', async () => {
  await chmod(dataDir, 0o1777);
  const common = startServer();
  expect(await common.ended).toBe(1);
  expect(common.said()).toContain('is a folder for every account: set DATA_DIR to a folder');
  expect((await lstat(dataDir)).mode & 0o7777).toBe(0o1777);
});

test('a setting that makes no sense is refused in one line', async () => {
  const wrong = startServer(70_000);
  expect(await wrong.ended).toBe(1);
  expect(wrong.said()).toMatch(/^PORT: .*65535/m);
});
