// Truth: README “What we do not trade away” 5: each refusal says what to do now; and “Run it”: a start that was cut short is
// begun again by the same command.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { filled, removeUnfinished } from '../../server/db/unfinished-folder.ts';
import { openPrepared } from '../database.ts';
import { PROGRAM_ENVIRONMENT, programOf } from '../program-environment.ts';

let parent = '';
let child: ChildProcess | undefined;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sipas-starts-'));
});
afterEach(() => child?.kill('SIGKILL'));
afterAll(() => rm(parent, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

function start(settings: object) {
  const started = spawn(process.execPath, programOf('start'), {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...PROGRAM_ENVIRONMENT, PORT: '0', ...settings },
  });
  child = started;
  const written: string[] = [];
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (chunk) => written.push(String(chunk)));
  return { started, output: () => written.join(''), ended: once(started, 'exit') };
}

async function refusal(settings: object) {
  const { output, ended } = start(settings);
  const [code] = await ended;
  expect(code).toBe(1);
  expect(output()).not.toMatch(/^ +at /m);
  return output();
}

test('a first start that is killed while it makes the database is begun again by the next', async () => {
  const DATA_DIR = join(parent, 'killed');
  const first = start({ DATA_DIR });
  while (!existsSync(join(DATA_DIR, 'database/base')) && first.started.exitCode === null)
    await pause(5);
  first.started.kill('SIGKILL');
  await first.ended;
  expect(first.output()).toBe('');
  expect(existsSync(join(DATA_DIR, 'database.unfinished'))).toBe(true);
  const again = start({ DATA_DIR });
  await expect.poll(() => again.output() || again.started.exitCode).toMatch(/mat-khau#/);
  expect(existsSync(join(DATA_DIR, 'database.unfinished'))).toBe(false);
});

test('a folder that somebody put in the place of a killed start’s is left alone', async () => {
  const folder = join(parent, 'database');
  const killed = filled(folder, () => Promise.reject(new Error('killed')));
  await expect(killed).rejects.toThrow('killed');
  await rename(folder, `${folder}-half`);
  await mkdir(folder);
  await removeUnfinished(folder);
  expect(existsSync(folder)).toBe(true);
  await expect(filled(folder, () => Promise.reject(new Error('killed')))).rejects.toThrow();
  await removeUnfinished(folder);
  expect(existsSync(folder)).toBe(false);
  expect(existsSync(`${folder}.unfinished`)).toBe(false);
});

test('a port that is taken, a file in the place of the folder and a database that is away are said in words', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const DATA_DIR = join(parent, 'refused');
  await (await openPrepared(DATA_DIR)).destroy();
  expect(await refusal({ DATA_DIR, PORT: String(port) })).toMatch(
    /Another program uses this port: stop it, or set PORT/,
  );
  taken.close();
  const file = join(parent, 'file');
  await writeFile(file, '');
  expect(await refusal({ DATA_DIR: file })).toMatch(/cannot be made or written \(EEXIST\)/);
  const DATABASE_URL = `postgres://sipas:x@127.0.0.1:${port}/sipas`;
  expect(await refusal({ DATA_DIR, DATABASE_URL })).toMatch(/PostgreSQL cannot be reached: check/);
});

test('a database of a newer version is refused and not changed, and a damaged one called so', async () => {
  const DATA_DIR = join(parent, 'newer');
  const db = await openPrepared(DATA_DIR);
  await sql`insert into migration (name, timestamp) values ('2999-01-01-01-later', '')`.execute(db);
  await db.destroy();
  expect(await refusal({ DATA_DIR })).toMatch(
    /made by a newer version \(2999-01-01-01-later\): run that one, or restore the backup/,
  );
  await writeFile(join(DATA_DIR, 'database/global/pg_control'), '');
  expect(await refusal({ DATA_DIR })).toMatch(/cannot be opened \(.*restore a backup into another/);
});
