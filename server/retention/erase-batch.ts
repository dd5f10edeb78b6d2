import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { ErasedRows } from './erased-rows.ts';
import { walkByIndex } from './walk-by-index.ts';

export interface Place {
  readonly campaignId: string;
  /** The campaign, or one of its lists. */
  readonly owner: string;
  /** The last keys of the batch before; null at the beginning. */
  readonly after: readonly unknown[] | null;
}

/**
 * One batch in one transaction with its count and how far it came, so that a process killed at any moment
 * has counted what it erased, and the next one continues there. Gives the keys it came to, null at the end.
 */
export const eraseBatch = (
  db: Db,
  rows: ErasedRows,
  place: Place,
  size: number,
): Promise<readonly unknown[] | null> =>
  db.transaction().execute(async (trx) => {
    await walkByIndex(trx);
    const { rows: came } = await batch(rows, place, size).execute(trx);
    return came[0]?.after ?? null;
  });

function batch(
  rows: ErasedRows,
  { campaignId, owner, after }: Place,
  size: number,
): RawBuilder<{ after: unknown[] }> {
  const column = (name: string) => sql.ref(`${rows.table}.${name}`);
  const keys = sql.join(rows.keys.map(column));
  const left = rows.left ? sql`and ${sql.raw(rows.left)}` : sql``;
  const beyond = after ? sql`and (${keys}) > (${sql.join(after)})` : sql``;
  return sql`
    with chosen as materialized (
      select ${keys} from ${sql.table(rows.table)}
      where ${column(rows.of)} = ${owner} ${left} ${beyond}
      order by ${keys} limit ${size}
    ), gone as (
      ${change(rows, owner)} returning 1
    ), came as (
      select jsonb_build_array(${sql.join(rows.keys.map((key) => sql.ref(key)))}) as after from chosen
      order by ${sql.join(rows.keys.map((key) => sql`${sql.ref(key)} desc`))} limit 1
    )
    update campaign_erasure set
      counts = counts || jsonb_build_object(${rows.kind}::text,
        coalesce((counts ->> ${rows.kind}::text)::bigint, 0) + (select count(*) from gone)),
      reached = jsonb_build_object('kind', ${rows.kind}::text, 'owner', ${owner}::text, 'after', after)
    from came where campaign_id = ${campaignId}
    returning after
  `;
}

/** `nth` numbers the rows of the batch in the order of their keys. */
function change(rows: ErasedRows, owner: string): RawBuilder<unknown> {
  const table = sql.table(rows.table);
  const same = sql.join(
    rows.keys.map((key) => sql`${sql.ref(`${rows.table}.${key}`)} = ${sql.ref(`batch.${key}`)}`),
    sql` and `,
  );
  const condition = sql`${sql.ref(`${rows.table}.${rows.of}`)} = ${owner} and ${same}`;
  const numbered = sql`(select chosen.*, row_number() over () as nth from chosen) as batch`;
  return rows.emptied
    ? sql`update ${table} set ${sql.raw(rows.emptied)} from ${numbered} where ${condition}`
    : sql`delete from ${table} using chosen as batch where ${condition}`;
}
