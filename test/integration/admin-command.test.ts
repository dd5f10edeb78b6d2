// Truth: README “A forgotten password”: the server's owner is never locked out of it, and it is seen.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectPostgres } from '../../server/db/database.ts';
import { openEmbedded } from '../../server/db/open-embedded.ts';
import { firstAdministrator } from '../../server/staff/first-administrator.ts';
import { migratedDatabase, openPrepared } from '../database.ts';
import { PROGRAM_ENVIRONMENT, programOf } from '../program-environment.ts';

const root = join(import.meta.dirname, '../..');
let dataDir = '';
let databaseUrl: string | undefined;
const isEmbedded = process.env.TEST_DATABASE === 'pglite';
/** An agency's account is Home Affairs' to reopen. */
const CLOSED_CLERK = {
  id: randomUUID(),
  username: 'lan.ky',
  fullName: 'Hoàng Thị Lan',
  role: 'agency',
  agencyCode: '01981',
  isDisabled: true,
  passwordHash: 'forgotten',
  createdAt: new Date(),
} as const;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-admin-'));
  if (!isEmbedded) databaseUrl = await migratedDatabase();
  const db = databaseUrl ? connectPostgres(databaseUrl, 'public') : await openPrepared(dataDir);
  const config = { publicUrl: 'http://localhost:3000' };
  await firstAdministrator({ db, config, now: () => new Date() } as never);
  await db.updateTable('staff').set({ isDisabled: true, passwordHash: 'forgotten' }).execute();
  await db.insertInto('staff').values(CLOSED_CLERK).execute();
  // A program needs the embedded one's folder for itself.
  await db.destroy();
});
afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** The newest acts first. */
async function journal() {
  const db = databaseUrl
    ? connectPostgres(databaseUrl, 'public')
    : await openEmbedded(dataDir, 'tables');
  const acts = await db
    .selectFrom('activity')
    .select(['act', 'staffId', 'details'])
    .orderBy('id', 'desc')
    .limit(3)
    .execute();
  await db.destroy();
  return acts;
}

const admin = (...words: string[]) => adminOf(words, {});

async function adminOf(words: string[], settings: object) {
  const child = spawn(process.execPath, [...programOf('admin'), ...words], {
    cwd: root,
    env: {
      ...PROGRAM_ENVIRONMENT,
      DATA_DIR: dataDir,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...settings,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, said: output };
}

test('when every administrator is closed the owner of the server reopens one, and the journal says so', {
  timeout: 240_000,
}, async () => {
  const { code, said: output } = await admin('reset', 'quantri');
  expect(output).toContain('Đã mở lại tài khoản quantri');
  expect(output).toMatch(/quan-tri\/mat-khau#[A-Z2-7]{32}/);
  expect(code).toBe(0);
  expect(await admin('reset', 'lan.ky')).toMatchObject({
    code: 1,
    said: expect.stringContaining('Sở Nội vụ mở lại'),
  });
  const { code: listed, said: list } = await admin('list');
  expect(listed).toBe(0);
  expect(list).toMatch(/^quantri\thome_affairs\t-\tactive$/m);
  expect(list).toMatch(/^lan.ky\tagency\t01981\tclosed$/m);
});

test('the only administrator who forgot the password gets a link on the server’s machine, and the journal says so', {
  timeout: 240_000,
}, async () => {
  const { code, said: output } = await admin('reset', 'quantri');
  expect(code).toBe(0);
  expect(output).toMatch(/quan-tri\/mat-khau#[A-Z2-7]{32}/);
  expect(output).not.toContain('Đã mở lại');
  const renewed = {
    act: 'password_link_made',
    staffId: null,
    details: { account: 'quantri', isRenewal: true },
  };
  // The last two are of the account that was reopened.
  expect(await journal()).toMatchObject([
    renewed,
    renewed,
    { act: 'staff_enabled', staffId: null, details: { account: 'quantri' } },
  ]);
});

test('an account that is not there, and a command that is none, are told in words', {
  timeout: 240_000,
}, async () => {
  expect(await admin('reset', 'khong.co')).toMatchObject({
    code: 1,
    said: expect.stringContaining('khong.co'),
  });
  expect(await admin()).toMatchObject({
    code: 2,
    said: expect.stringContaining('reset <username>'),
  });
});

test('a schema that no server has filled is refused and not made', async () => {
  if (!databaseUrl) return;
  expect(await adminOf(['list'], { DATABASE_SCHEMA: 'mistyped' })).toMatchObject({
    code: 1,
    said: expect.stringContaining('DATABASE_SCHEMA mistyped: none of the program’s tables'),
  });
  const db = connectPostgres(databaseUrl, 'public');
  const { rows } = await sql`select from pg_namespace where nspname = 'mistyped'`.execute(db);
  await db.destroy();
  expect(rows).toEqual([]);
});

test('beside a running server on the embedded database it says to stop that first', {}, async () => {
  if (databaseUrl) return expect((await admin('list')).code).toBe(0);
  await writeFile(join(dataDir, 'process.lock'), String(process.pid));
  const { code, said: output } = await admin('list');
  await rm(join(dataDir, 'process.lock'));
  expect(code).toBe(1);
  expect(output).toMatch(/is in use by process \d+\. Stop it/);
});
