import { sql } from 'kysely';
import type {
  CheckedAgency,
  CheckedDoor,
  CheckedTaker,
  RecheckRecord,
} from '#contract/rechecks.ts';
import type { Mode } from '#contract/responses.ts';
import type { TakerDoor } from '#contract/voidings.ts';
import { intervalClopperPearson } from '#sampling/intervals/clopper-pearson.ts';
import { markedContradictions } from '#sampling/quality/recheck.ts';
import type { Db } from '../../db/database.ts';
import { takerNames } from '../takers/taker-names.ts';

interface Tally {
  readonly drawn: number;
  readonly confirmed: number;
  readonly contradicted: number;
  readonly notReached: number;
}

/** What is public of each draw, and nothing else. */
export async function recheckRecords(db: Db, campaignId: string): Promise<RecheckRecord[]> {
  const rows = await db
    .selectFrom('recheck')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('number')
    .execute();
  return rows.map(({ preparedAt, drawnAt, witnesses, ...row }) => ({
    ...row,
    preparedAt: preparedAt.toISOString(),
    drawnAt: drawnAt?.toISOString() ?? null,
    witnesses: witnesses ?? [],
  }));
}

export async function checkedDoors(db: Db, campaignId: string): Promise<CheckedDoor[]> {
  const rows = await talliesBy<{ door: Mode }>(db, campaignId, sql`door`);
  return rows.map((row) => withInterval(row));
}

/** By who took the answers. Of those marked people look at more; nothing follows by itself. */
export async function checkedTakers(db: Db, campaignId: string): Promise<CheckedTaker[]> {
  type Row = { door: TakerDoor; takerId: string };
  const rows = await talliesBy<Row>(db, campaignId, sql`door, taker_id`, sql`taker_id is not null`);
  const names = await takerNames(db, campaignId);
  return withMarks(rows).map((row) => ({ ...row, takerName: names.get(row.takerId) ?? '' }));
}

export async function checkedAgencies(db: Db, campaignId: string): Promise<CheckedAgency[]> {
  const rows = await talliesBy<{ agencyCode: string }>(db, campaignId, sql`agency_code`);
  const agencies = await db.selectFrom('agency').select(['code', 'name']).execute();
  const names = new Map(agencies.map(({ code, name }) => [code, name]));
  return withMarks(rows).map((row) => ({ ...row, agencyName: names.get(row.agencyCode) ?? '' }));
}

export async function countWaiting(db: Db, campaignId: string): Promise<number> {
  const rows = await talliesBy(db, campaignId, sql`campaign_id`, sql`not is_voided`);
  return rows.reduce(
    (sum, row) => sum + row.drawn - row.confirmed - row.contradicted - row.notReached,
    0,
  );
}

/** Cases that were voided since count: what was found about them is why. */
async function talliesBy<Key extends object = object>(
  db: Db,
  campaignId: string,
  key: ReturnType<typeof sql>,
  condition = sql`true`,
): Promise<(Key & Tally)[]> {
  const { rows } = await sql<Key & Tally>`
    select ${key}, count(*) as drawn, count(*) filter (where outcome = 'confirmed') as confirmed,
      count(*) filter (where outcome = 'contradicted') as contradicted,
      count(*) filter (where outcome = 'not_reached') as not_reached
    from recheck_case where campaign_id = ${campaignId} and position is not null and ${condition}
    group by ${key} order by ${key}`.execute(db);
  return rows;
}

function withInterval<T extends Tally>(row: T) {
  const reached = row.confirmed + row.contradicted;
  const interval = reached > 0 ? intervalClopperPearson(row.contradicted / reached, reached) : null;
  return { ...row, interval: interval && { lower: interval.lower, upper: interval.upper } };
}

function withMarks<T extends Tally>(rows: readonly T[]) {
  const marks = markedContradictions(
    rows.map(({ confirmed, contradicted }) => ({
      reached: confirmed + contradicted,
      contradicted,
    })),
  );
  return rows.map((row, i) => ({ ...withInterval(row), isMarked: marks[i]! }));
}

/** At the count: totals by door stay when the cases go. */
export async function keepRecheckTotals(trx: Db, campaignId: string): Promise<void> {
  await sql`
    insert into recheck_total (campaign_id, door, drawn, confirmed, contradicted, not_reached)
    select campaign_id, door, count(*), count(*) filter (where outcome = 'confirmed'),
      count(*) filter (where outcome = 'contradicted'),
      count(*) filter (where outcome is distinct from 'confirmed' and outcome is distinct from 'contradicted')
    from recheck_case where campaign_id = ${campaignId} and position is not null
    group by campaign_id, door`.execute(trx);
}
