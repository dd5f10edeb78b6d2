/**
 * Truth: PostgreSQL itself (42501, insufficient_privilege), asked under the role that a server has. The
 * embedded database has one role only; there the guards alone refuse, which the start says.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../server/db/database.ts';
import { freshDatabase } from '../database.ts';

const isEmbedded = process.env.TEST_DATABASE === 'pglite';
let db: Db;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.destroy());

const OF_AN_OWNER = [
  ['switch a guard off', 'alter table frame disable trigger user'],
  ['drop a guard', 'drop trigger frame_never_changes on frame'],
  ['drop a table', 'drop table frame_unit cascade'],
  ['make a table', 'create table anything (line text)'],
  ['make a function', "create function anything() returns int language sql as 'select 1'"],
  [
    'replace a guard',
    `create or replace function refuse_change() returns trigger
    language plpgsql as $$ begin return new; end $$`,
  ],
  ['change a frozen hash', "update frame set sha256 = repeat('0', 64)"],
  ['change a plan', "update sample_plan set design = '{}'"],
  ['take somebody out of the sample', 'delete from sample_unit'],
  ['change a stratum', 'update frame_unit set stratum = stratum'],
  ['change a counted answer', 'update answer set value = 5'],
  ['delete a counted response', 'delete from response'],
  ['change what was published', "update publication set results = '{}'"],
  ['change a group’s figure', 'update group_figure set share = 1'],
  ['delete from the journal', 'delete from activity'],
  ['change an act of the journal', "update activity set act = 'signed_in'"],
  ['empty the journal', 'truncate activity'],
  ['change who signed', "update acceptance_signature set signer_name = 'Khác'"],
  ['delete a signature', 'delete from acceptance_signature'],
  ['change what a migration was', "update migration set name = 'x'"],
  ['write into the guards of others', 'set session_replication_role = replica'],
] as const;

if (isEmbedded)
  test('on the embedded database the server is the owner of its tables', async () => {
    const { rows } = await sql<{ name: string }>`
      select tableowner as name from pg_tables where schemaname = current_schema()
      except select current_user`.execute(db);
    expect(rows).toEqual([]);
  });
else
  test.each(OF_AN_OWNER)('the server’s role on PostgreSQL may not %s', async (_, statement) => {
    await expect(sql.raw(statement).execute(db)).rejects.toMatchObject({ code: '42501' });
  });
