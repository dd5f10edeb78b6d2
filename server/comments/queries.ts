import { sql } from 'kysely';
import type { CommentState } from '#contract/comments.ts';
import { countedStrata } from '../db/counted-strata.ts';
import type { Db } from '../db/database.ts';

export interface ReviewedComment {
  readonly id: string;
  readonly agencyCode: string | null;
  readonly agencyName: string | null;
  readonly state: CommentState;
  readonly original: string | null;
  readonly masked: string | null;
  readonly quote: 'proposed_by_you' | 'proposed' | 'approved' | null;
}

/** A reader has these before the eyes at once. */
const PAGE = 25;

/** Of one state, by the comments' random ids; after the erasure what was decided is all there is. */
export async function commentsIn(
  db: Db,
  campaignId: string,
  state: CommentState,
  reader: string,
): Promise<ReviewedComment[]> {
  const { rows } = await sql<ReviewedComment>`
    with every as (
      select coalesce(comment.id, comment_id) as id,
        coalesce(comment.agency_code, comment_review.agency_code) as agency_code,
        coalesce(state, 'waiting') as state, comment.text as original, masked
      from (select * from comment where campaign_id = ${campaignId}) as comment
      full join (select * from comment_review where campaign_id = ${campaignId}) as comment_review
        on comment_id = comment.id
    )
    select every.*, agency.name as agency_name,
      case when approved_by is not null then 'approved' when proposed_by = ${reader} then 'proposed_by_you'
        when proposed_by is not null then 'proposed' end as quote
    from every left join agency on agency.code = every.agency_code
      left join comment_quote on comment_quote.comment_id = every.id
    where state = ${state} order by id limit ${PAGE}`.execute(db);
  return rows;
}

export async function countsByState(
  db: Db,
  campaignId: string,
): Promise<Record<CommentState, number>> {
  const { rows } = await sql<Record<CommentState, number>>`
    select (select count(*) from comment where campaign_id = ${campaignId} and not exists (
        select 1 from comment_review where comment_id = comment.id)) as waiting,
      count(*) filter (where state = 'released') as released,
      count(*) filter (where state = 'withheld') as withheld
    from comment_review where campaign_id = ${campaignId}`.execute(db);
  return rows[0]!;
}

/** Two who decide at once wait for each other here. */
export const lockComment = (trx: Db, campaignId: string, id: string) =>
  trx
    .selectFrom('comment')
    .select(['id', 'agencyCode'])
    .where('campaignId', '=', campaignId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const releasedOf = async (
  db: Db,
  campaignId: string,
  agencyCode: string,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('commentReview')
    .select('masked')
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .where('state', '=', 'released')
    .execute();
  return rows.flatMap(({ masked }) => (masked === null ? [] : [masked]));
};

export async function responsesOf(db: Db, campaignId: string, agencyCode: string): Promise<number> {
  const strata = await countedStrata(db, campaignId);
  return strata
    .filter((stratum) => stratum.agencyCode === agencyCode)
    .reduce((sum, { respondents }) => sum + respondents, 0);
}
