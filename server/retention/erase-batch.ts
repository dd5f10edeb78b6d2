import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { ErasedRows } from './erased-rows.ts';

export interface Place {
  readonly campaignId: string;
  /** The campaign, or one of its lists. */
  readonly owner: string;
  /** The last keys of the batch before; undefined at the beginning. */
  readonly after: readonly unknown[] | undefined;
}

/**
 * One batch in one statement with its count, so that a process killed at any moment has counted what it
 * erased and erased what it counted. Gives the keys it came to, or nothing at the end.
 */
export async function eraseBatch(
  db: Db,
  rows: ErasedRows,
  { campaignId, owner, after }: Place,
  size: number,
): Promise<readonly unknown[] | undefined> {
  const table = sql.table(rows.table);
  const column = (name: string) => sql.ref(`${rows.table}.${name}`);
  const keys = sql.join(rows.keys.map(column));
  const left = rows.left ? sql`and ${sql.raw(rows.left)}` : sql``;
  const beyond = after ? sql`and (${keys}) > (${sql.join(after)})` : sql``;
  const { rows: came } = await sql<Record<string, unknown>>`
    with chosen as (
      select ${keys}, row_number() over (order by ${keys}) as nth from ${table}
      where ${column(rows.of)} = ${owner} ${left} ${beyond}
      order by ${keys} limit ${size}
    ), gone as (
      ${change(rows, owner)} returning 1
    ), noted as (
      update campaign_erasure set counts = counts || jsonb_build_object(${rows.kind}::text,
        coalesce((counts ->> ${rows.kind}::text)::bigint, 0) + (select count(*) from gone))
      where campaign_id = ${campaignId} and exists (select from gone)
    )
    select ${sql.join(rows.keys.map((key) => sql.ref(`chosen.${key}`)))} from chosen
    order by nth desc limit 1
  `.execute(db);
  return came[0] && Object.values(came[0]);
}

function change(rows: ErasedRows, owner: string): RawBuilder<unknown> {
  const table = sql.table(rows.table);
  const same = sql.join(
    rows.keys.map((key) => sql`${sql.ref(`${rows.table}.${key}`)} = ${sql.ref(`chosen.${key}`)}`),
    sql` and `,
  );
  const which = sql`${sql.ref(`${rows.table}.${rows.of}`)} = ${owner} and ${same}`;
  return rows.emptied
    ? sql`update ${table} set ${sql.raw(rows.emptied)} from chosen where ${which}`
    : sql`delete from ${table} using chosen where ${which}`;
}
