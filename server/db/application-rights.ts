import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Written once: the application may add rows to them and read them, and nothing else. */
const WRITTEN_ONCE = [
  'province',
  'agency_succession',
  'key_mark',
  'journal_link',
  'daily_head',
  'frame',
  'stratum',
  'sample_plan',
  'allocation',
  'draw',
  'sample_unit',
  'reserve_release',
  'response_stratum',
  'response_stratum_member',
  'response',
  'answer',
  'paradata',
  'group_figure',
  'field_figure',
  'withheld_cells',
  'publication',
  'earlier_figure',
  'remark',
  'terms_change',
  'staff_phone_decision',
  'erasure_certificate',
  'recheck_total',
] as const;

/** Rows stay, and of them these columns may change. */
const CHANGING_COLUMNS: Readonly<Record<string, string>> = {
  frame_unit: 'person_id, procedure_name, returned_on',
  acceptance_signature: 'in_force',
  acceptance_decision: 'in_force',
  activity: 'times, last_at, details',
  voiding: 'state, witness, decided_at, decided_by, ballots',
  recheck: 'seed, draw_key, sample_sha256, witnesses, drawn_at, drawn_by',
};

/** They get a new file: the box after the count, comments after the erasure. */
const EMPTIED = ['ballot', 'draft', 'keying', 'comment'] as const;

/**
 * Least rights of the role that the application uses, where another one owns the tables: it cannot alter or
 * drop a table, switch a guard off, or change what is frozen, drawn, counted or published. Given anew after
 * each migration, so that no table is forgotten: what is in no list above may be read, added to, changed
 * and deleted from.
 */
export async function grantApplicationRights(
  owner: Db,
  schema: string,
  application: string,
): Promise<void> {
  const role = sql.id(application);
  await owner.transaction().execute(async (trx) => {
    const run = (statement: ReturnType<typeof sql>) => statement.execute(trx);
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = ${schema}`.execute(trx);
    await run(sql`revoke create on schema ${sql.id(schema)} from public`);
    await run(sql`grant usage on schema ${sql.id(schema)} to ${role}`);
    await run(sql`grant usage on all sequences in schema ${sql.id(schema)} to ${role}`);
    for (const { name } of rows) {
      const table = sql.table(name);
      await run(sql`revoke all on ${table} from ${role}`);
      await run(sql`grant ${sql.raw(rightsOn(name))} on ${table} to ${role}`);
    }
  });
}

function rightsOn(table: string): string {
  if (table.startsWith('migration')) return 'select';
  const columns = CHANGING_COLUMNS[table];
  if (columns) return `select, insert, update (${columns})`;
  if (WRITTEN_ONCE.some((name) => name === table)) return 'select, insert';
  const all = 'select, insert, update, delete';
  return EMPTIED.some((name) => name === table) ? `${all}, truncate` : all;
}
