import { sql } from 'kysely';
import type { NodeSums, ValueCount } from '#sampling/satisfaction-index/node-totals.ts';
import type { Db } from '../db/database.ts';

export interface CriterionPath {
  readonly question: string;
  readonly factor: string;
  readonly part: string;
  readonly total: string;
}

/** Folds the answers to one row per stratum × factor, part and total; criteria come with `valueCounts`. */
export async function nodeSums(
  db: Db,
  campaignId: string,
  paths: readonly CriterionPath[],
  satisfiedFrom: number,
): Promise<NodeSums[]> {
  const column = (name: keyof CriterionPath) => paths.map((path) => path[name]);
  const { rows } = await sql<NodeSums>`
    with criterion as (
      select * from unnest(${column('question')}::text[], ${column('factor')}::text[],
        ${column('part')}::text[], ${column('total')}::text[]) as c (question, factor, part, total)
    ), by_factor as (
      select r.id, r.stratum, c.factor, c.part, c.total, count(*) as x,
        count(*) filter (where a.value >= ${satisfiedFrom}) as y, sum(a.value) as s
      from response r join answer a on a.response_id = r.id join criterion c on c.question = a.question
      where r.campaign_id = ${campaignId}
      group by r.id, r.stratum, c.factor, c.part, c.total
    ), by_node as (
      select stratum, factor as node, x, y, s from by_factor
      union all
      select stratum, part, sum(x), sum(y), sum(s) from by_factor group by id, stratum, part
      union all
      select stratum, total, sum(x), sum(y), sum(s) from by_factor group by id, stratum, total
    )
    select stratum, node, count(*) as answered, sum(x) as x, sum(y) as y, sum(s) as s,
      sum(x * x) as xx, sum(x * y) as xy, sum(y * y) as yy, sum(x * s) as xs, sum(s * s) as ss
    from by_node group by stratum, node`.execute(db);
  return rows;
}

/** How often each value was chosen, by stratum and criterion. */
export async function valueCounts(
  db: Db,
  campaignId: string,
  questions: readonly string[],
): Promise<ValueCount[]> {
  const { rows } = await sql<ValueCount>`
    select r.stratum, a.question, a.value, count(*) as answers
    from response r join answer a on a.response_id = r.id
    where r.campaign_id = ${campaignId} and a.question = any(${questions}::text[])
    group by r.stratum, a.question, a.value`.execute(db);
  return rows;
}
