import type { ControlledTransaction } from 'kysely';
import { sql } from 'kysely';
import { WrongSettings } from '../config.ts';
import type { Db } from '../db/database.ts';
import { knownMigrations, migrate } from '../db/migrate.ts';
import type { NewContent } from '../db/new-embedded.ts';
import type { Tables } from '../db/schema.ts';
import { tablesOf } from './dump-database.ts';
import type { DumpHeader } from './dump-lines.ts';
import { DamagedBackup, parseDumpLine } from './dump-lines.ts';
import type { ReadDump } from './read-dump.ts';
import { readDump } from './read-dump.ts';

/**
 * Loads a dump into an empty schema, or into a new one that has no more than its tables: the migrations that it was made
 * under, its rows in one transaction, then the migrations that came since. Needs the role that owns the tables.
 */
export async function loadDatabase(
  owner: Db,
  schema: string,
  lines: AsyncIterable<string>,
): Promise<ReadDump> {
  if (!(await isUnused(owner)))
    throw new WrongSettings(
      'Cơ sở dữ liệu đích đã có bảng. Bản sao chỉ được khôi phục vào chỗ trống: đặt DATABASE_SCHEMA hay DATA_DIR khác. / ' +
        'The database already has tables. A backup is restored into an empty one only: set another DATABASE_SCHEMA or DATA_DIR.',
    );
  let loading: Loading | undefined;
  try {
    const dump = await readDump(lines, {
      async begin(header) {
        await migrate(owner, schema, migrationsOf(header, await knownMigrations()));
        loading = await beginLoading(owner);
      },
      rows: (table, rows) => insertRows(loading!, table, rows),
    });
    await endLoading(loading!, dump);
    await migrate(owner, schema);
    await analyze(owner);
    return dump;
  } catch (error) {
    await loading?.trx
      .rollback()
      .execute()
      .catch(() => undefined);
    throw error;
  }
}

/** Of the schema's own tables: the whole database has the catalogue too, and perhaps other provinces. */
async function analyze(owner: Db): Promise<void> {
  const tables = await tablesOf(owner);
  await sql`analyze ${sql.join(tables.map((table) => sql.table(table)))}`.execute(owner);
}

/** No server has started on it: the first start writes its mark and an account, every act its line. */
async function isUnused(owner: Db): Promise<boolean> {
  const tables = await tablesOf(owner);
  if (tables.length === 0) return true;
  if (!tables.includes('key_mark')) return false;
  for (const table of ['key_mark', 'staff', 'campaign', 'activity']) {
    const { rows } = await sql`select from ${sql.table(table)} limit 1`.execute(owner);
    if (rows.length > 0) return false;
  }
  return true;
}

/** What a new embedded database has at once for a backup: the tables are kept for this version's migrations alone. */
export async function contentFor(lines: AsyncIterable<string>): Promise<NewContent> {
  for await (const line of lines) {
    const first = parseDumpLine(line);
    if (first.kind !== 'header') break;
    return first.header.migrations.join() === (await knownMigrations()).join()
      ? 'tables'
      : 'nothing';
  }
  return 'nothing';
}

function migrationsOf({ migrations }: DumpHeader, known: readonly string[]): readonly string[] {
  const unknown = migrations.filter((name) => !known.includes(name));
  if (unknown.length === 0) return migrations;
  throw new WrongSettings(
    `Bản sao do một phiên bản mới hơn tạo ra (${unknown.at(-1)}): hãy cài phiên bản ấy. / ` +
      `This backup was made by a newer version (${unknown.at(-1)}): install that one.`,
  );
}

interface Loading {
  readonly trx: ControlledTransaction<Tables>;
  readonly tables: readonly string[];
  readonly references: readonly Reference[];
  readonly dropped: Set<Reference>;
  /** Which take rows: their guards are off, and they refer to no other table. */
  readonly opened: Set<string>;
}

interface Reference {
  readonly table: string;
  readonly target: string;
  readonly name: string;
  readonly definition: string;
}

/** What the migrations have put into tables is gone. */
async function beginLoading(owner: Db): Promise<Loading> {
  const trx = await owner.startTransaction().execute();
  const { rows: references } = await sql<Reference>`
    select relation.relname as "table", target.relname as target, conname as name,
      pg_get_constraintdef(found.oid) as definition
    from pg_constraint as found join pg_class as relation on relation.oid = conrelid
      join pg_class as target on target.oid = confrelid
    where contype = 'f' and relation.relnamespace = current_schema()::regnamespace`.execute(trx);
  const tables = await tablesOf(trx);
  const loading = {
    trx,
    tables,
    references,
    dropped: new Set<Reference>(),
    opened: new Set<string>(),
  };
  const filled = [...(await countRows(loading))].flatMap(([table, rows]) => (rows ? table : []));
  await dropReferences(loading, ({ target }) => filled.includes(target));
  for (const table of filled) await openTable(loading, table);
  if (filled.length > 0)
    await sql`truncate ${sql.join(filled.map((table) => sql.table(table)))}`.execute(trx);
  return loading;
}

/** Most tables have no row in most backups: to change all 130 was more than half of a small restore. */
async function openTable(loading: Loading, table: string): Promise<void> {
  if (loading.opened.has(table)) return;
  loading.opened.add(table);
  await dropReferences(loading, (reference) => reference.table === table);
  await sql`alter table ${sql.table(table)} disable trigger user`.execute(loading.trx);
}

async function dropReferences(
  { trx, references, dropped }: Loading,
  isMeant: (reference: Reference) => boolean,
): Promise<void> {
  const meant = references.filter((reference) => isMeant(reference) && !dropped.has(reference));
  for (const [table, own] of Map.groupBy(meant, (reference) => reference.table)) {
    const changes = own.map(({ name }) => sql`drop constraint ${sql.id(name)}`);
    await sql`alter table ${sql.table(table)} ${sql.join(changes)}`.execute(trx);
  }
  for (const reference of meant) dropped.add(reference);
}

async function countRows({ trx, tables }: Loading): Promise<Map<string, number>> {
  const counts = tables.map(
    (table) => sql`select ${sql.lit(table)} as name, count(*) as rows from ${sql.table(table)}`,
  );
  const { rows } = await sql<{ name: string; rows: number }>`
    ${sql.join(counts, sql` union all `)}`.execute(trx);
  return new Map(rows.map((counted) => [counted.name, counted.rows]));
}

/** A row's text is read as a value of the table's own type. */
async function insertRows(loading: Loading, table: string, rows: readonly string[]): Promise<void> {
  await openTable(loading, table);
  const name = sql.id(table);
  await sql`insert into ${name} overriding system value
    select * from unnest(${rows}::${name}[])`.execute(loading.trx);
}

/** Making a reference again checks every row of it. */
async function endLoading(loading: Loading, dump: ReadDump): Promise<void> {
  const { trx, opened, dropped } = loading;
  for (const [table, rows] of await countRows(loading))
    if (rows !== (dump.sums.get(table)?.rows ?? 0))
      throw new DamagedBackup(`${table}: not as many rows as were written`);
  for (const [table, own] of Map.groupBy(dropped, (reference) => reference.table)) {
    const changes = own.map(
      ({ name, definition }) => sql`add constraint ${sql.id(name)} ${sql.raw(definition)}`,
    );
    await sql`alter table ${sql.table(table)} ${sql.join(changes)}`.execute(trx);
  }
  for (const table of opened)
    await sql`alter table ${sql.table(table)} enable trigger user`.execute(trx);
  for (const [sequence, last] of Object.entries(dump.header.sequences))
    await sql`select setval(${sequence}::regclass, ${last}::bigint)`.execute(trx);
  await trx.commit().execute();
}
