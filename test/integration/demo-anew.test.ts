// Truth: server/demo.ts: a folder and a schema of its own, which each run begins anew; README “Run it”: it leaves the server running.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { connectPostgres } from '../../server/db/database.ts';
import { beginAnew } from '../../server/demo/begin-anew.ts';
import { migratedDatabase } from '../database.ts';

let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-anew-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('a demonstration beside one that runs is refused and takes nothing from it', async () => {
  await writeFile(join(dataDir, 'process.lock'), String(process.ppid));
  await writeFile(join(dataDir, 'kept'), 'rows');
  await expect(beginAnew(readConfig({ DATA_DIR: dataDir }))).rejects.toThrow(
    /is in use by process/,
  );
  expect(await readFile(join(dataDir, 'kept'), 'utf8')).toBe('rows');
});

test('the next one begins with an empty folder and without the schema of before', async () => {
  await rm(join(dataDir, 'process.lock'));
  const DATABASE_URL = await migratedDatabase();
  const schema = `demo_${process.pid}`;
  const db = connectPostgres(DATABASE_URL, 'public');
  const schemas = async () =>
    (await sql`select from pg_namespace where nspname = ${schema}`.execute(db)).rows.length;
  try {
    await sql`create schema ${sql.id(schema)}`.execute(db);
    await sql`create table ${sql.table(`${schema}.left_over`)} (id int)`.execute(db);
    const settings = { DATA_DIR: dataDir, DATABASE_URL, DATABASE_SCHEMA: schema };
    const unlock = await beginAnew(readConfig(settings));
    expect(await readdir(dataDir)).toEqual(['process.lock']);
    expect(await schemas()).toBe(0);
    await unlock();
  } finally {
    await db.destroy();
  }
  expect(await readdir(dataDir)).toEqual([]);
});
