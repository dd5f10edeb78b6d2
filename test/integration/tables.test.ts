// Truth: the migrated database itself, as its catalogue tells it.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../server/db/database.ts';
import { COLUMNS } from '../../server/frames/store/row-array.ts';
import { freshDatabase } from '../database.ts';

let db: Db;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.destroy());

test('the tables are those of the data dictionary', async () => {
  const { rows } = await sql<{ line: string }>`
    select table_name || '.' || column_name || ' ' || data_type
      || case when is_nullable = 'NO' then ' not null' else '' end as line
    from information_schema.columns
    where table_schema = current_schema() and table_name not like 'migration%'
    order by table_name, ordinal_position`.execute(db);
  await expect(`${rows.map((row) => row.line).join('\n')}\n`).toMatchFileSnapshot(
    '../golden/tables.txt',
  );
});

test('tables of which many rows are written at once have the columns that are written, in this order', async () => {
  const names = { boolean: 'bool', integer: 'int4', bigint: 'int8' } as Record<string, string>;
  for (const [table, columns] of Object.entries(COLUMNS)) {
    const { rows } = await sql<{ column: string; type: string }>`
      select column_name as "column", udt_name as type from information_schema.columns
      where table_schema = current_schema() and table_name = ${table}
      order by ordinal_position`.execute(db);
    expect(rows).toEqual(
      Object.entries(columns).map(([name, type]) => ({
        column: name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
        type: names[type] ?? type,
      })),
    );
  }
});

test('every table says what it is for', async () => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'r' and c.relname not like 'migration%'
      and obj_description(c.oid, 'pg_class') is null`.execute(db);
  expect(rows).toEqual([]);
});

test('all 34 provinces and 3,321 communes are there, and names that differ by a mark are two', async () => {
  const counts = await db
    .selectFrom('agency')
    .select(({ fn }) => fn.countAll<number>().as('agencies'))
    .executeTakeFirst();
  const provinces = await db.selectFrom('province').selectAll().execute();
  const alike = await db
    .selectFrom('agency')
    .select(['code', 'name'])
    .where('code', 'in', ['02143', '05665'])
    .orderBy('code')
    .execute();
  expect(counts?.agencies).toBe(3321);
  expect(provinces).toHaveLength(34);
  expect(alike).toEqual([
    { code: '02143', name: 'Xã Văn Lang' },
    { code: '05665', name: 'Xã Văn Lăng' },
  ]);
});

// A sealed ballot knows the batch of who took it, which the count empties; an answer knows its stratum.
test('no path of columns leads from a counted answer to a person', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name in ('ballot', 'response', 'answer', 'comment')
    order by 1`.execute(db);
  expect(rows.map((row) => row.name)).toEqual([
    'answer.question',
    'answer.response_id',
    'answer.value',
    'ballot.batch_id',
    'ballot.campaign_id',
    'ballot.id',
    'ballot.sealed',
    'ballot.voiding_id',
    'comment.agency_code',
    'comment.campaign_id',
    'comment.id',
    'comment.text',
    'response.campaign_id',
    'response.id',
    'response.stratum',
  ]);
});
