import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { DumpHeader, DumpSums, TableSum } from './dump-lines.ts';
import { FORMAT, rowsOf } from './dump-lines.ts';

export type WriteLines = (lines: string) => Promise<void>;

const PAGE = 2000;

/**
 * Writes all rows of a database as they were at one moment. Each row is PostgreSQL's own text of it, so it
 * is the same on both databases, and reading it back gives the same row. No dead row and no transaction
 * number comes along, as with a copy of the files. The tables are locked against a TRUNCATE first, as by
 * pg_dump: it would empty them for this transaction too.
 */
export async function dumpDatabase(db: Db, madeAt: Date, write: WriteLines): Promise<DumpSums> {
  const tables = await tablesOf(db);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      await sql`lock table ${sql.join(tables.map((table) => sql.table(table)))}
        in access share mode`.execute(trx);
      await setTextForms(trx);
      await write(`${JSON.stringify(await headerOf(trx, madeAt))}\n`);
      const sums = new Map<string, TableSum>();
      for (const table of tables) sums.set(table, await dumpTable(trx, table, write));
      await write(`${JSON.stringify({ tables: sums.size, rows: rowsOf(sums) })}\n`);
      return sums;
    });
}

/** Of the province's schema; the migrations' own two are made by migrating. */
export async function tablesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = current_schema() and tablename not in ('migration', 'migration_lock')
    order by tablename`.execute(db);
  return rows.map(({ name }) => name);
}

/** So that the text of a row is the same whatever the server's settings are, and exact. */
async function setTextForms(trx: Db): Promise<void> {
  for (const setting of [
    "datestyle = 'ISO'",
    "timezone = 'UTC'",
    "intervalstyle = 'postgres'",
    "bytea_output = 'hex'",
    'extra_float_digits = 1',
  ])
    await sql.raw(`set local ${setting}`).execute(trx);
}

async function headerOf(trx: Db, madeAt: Date): Promise<DumpHeader> {
  const { rows: migrations } = await sql<{ name: string }>`
    select name from migration order by name`.execute(trx);
  const { rows: sequences } = await sql<{ name: string; last: number | null }>`
    select sequencename as name, last_value as last from pg_sequences
    where schemaname = current_schema() order by sequencename`.execute(trx);
  return {
    format: FORMAT,
    madeAt: madeAt.toISOString(),
    migrations: migrations.map(({ name }) => name),
    sequences: Object.fromEntries(
      sequences.flatMap(({ name, last }) => (last === null ? [] : [[name, last]])),
    ),
  };
}

async function dumpTable(trx: Db, table: string, write: WriteLines): Promise<TableSum> {
  await write(`${JSON.stringify({ table })}\n`);
  const name = sql.id(table);
  await sql`declare dumped no scroll cursor for select ${name}::text as line from ${name}`.execute(
    trx,
  );
  const hash = createHash('sha256');
  let count = 0;
  for (let fetched = PAGE; fetched === PAGE; ) {
    const { rows } = await sql<{ line: string }>`
      fetch forward ${sql.lit(PAGE)} from dumped`.execute(trx);
    fetched = rows.length;
    if (fetched === 0) break;
    const lines = rows.map(({ line }) => `${JSON.stringify(line)}\n`).join('');
    hash.update(lines);
    count += rows.length;
    await write(lines);
  }
  await sql`close dumped`.execute(trx);
  const sum = { rows: count, sha256: hash.digest('hex') };
  await write(`${JSON.stringify({ end: table, ...sum })}\n`);
  return sum;
}
