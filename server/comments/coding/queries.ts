import { sql } from 'kysely';
import type { CodingView, CommentTheme, CommentTone } from '#contract/comment-coding.ts';
import type { Db } from '../../db/database.ts';

/** A coder has these before the eyes at once. */
const PAGE = 25;

export interface CodedComment {
  readonly id: string;
  readonly agencyCode: string | null;
  readonly text: string | null;
  readonly coders: readonly string[] | null;
  readonly themes: readonly CommentTheme[] | null;
  readonly tones: readonly CommentTone[] | null;
  readonly settledTheme: CommentTheme | null;
  readonly settledTone: CommentTone | null;
}

/** Every comment that is there or was decided, with its codes in the order of random ids of coders. */
const everyComment = (campaignId: string) => sql`
  select coalesce(comment.id, comment_review.comment_id) as id,
    coalesce(comment.agency_code, comment_review.agency_code) as agency_code,
    coalesce(comment.text, masked) as text, coders, themes, tones,
    comment_theme.theme as settled_theme, comment_theme.tone as settled_tone
  from (select * from comment where campaign_id = ${campaignId}) as comment
  full join (select * from comment_review where campaign_id = ${campaignId}) as comment_review
    on comment_review.comment_id = comment.id
  left join (select comment_id, array_agg(coder::text order by coder) as coders,
      array_agg(theme order by coder) as themes, array_agg(tone order by coder) as tones
    from comment_code where campaign_id = ${campaignId} group by comment_id) as codes
    on codes.comment_id = coalesce(comment.id, comment_review.comment_id)
  left join comment_theme on comment_theme.comment_id = coalesce(comment.id, comment_review.comment_id)`;

const conditionOf = (view: CodingView, coder: string) =>
  ({
    uncoded: sql`coders is null and text is not null`,
    second: sql`cardinality(coders) = 1 and not ${coder} = any(coders) and text is not null`,
    own: sql`${coder} = any(coders)`,
    differing: sql`cardinality(coders) = 2 and settled_theme is null
      and (themes[1] <> themes[2] or tones[1] <> tones[2])`,
  })[view];

export async function commentsToCode(
  db: Db,
  campaignId: string,
  view: CodingView,
  coder: string,
): Promise<CodedComment[]> {
  const { rows } = await sql<CodedComment>`
    with every as (${everyComment(campaignId)})
    select * from every where ${conditionOf(view, coder)} order by id limit ${PAGE}`.execute(db);
  return rows;
}

export async function codingCounts(
  db: Db,
  campaignId: string,
  coder: string,
): Promise<Record<CodingView, number>> {
  const { rows } = await sql<Record<CodingView, number>>`
    with every as (${everyComment(campaignId)})
    select (count(*) filter (where ${conditionOf('uncoded', coder)}))::int as uncoded,
      (count(*) filter (where ${conditionOf('second', coder)}))::int as second,
      (count(*) filter (where ${conditionOf('own', coder)}))::int as own,
      (count(*) filter (where ${conditionOf('differing', coder)}))::int as differing
    from every`.execute(db);
  return rows[0]!;
}

/** Codes outlive what was coded: read from themselves. */
export async function codedComments(db: Db, campaignId: string): Promise<CodedComment[]> {
  const { rows } = await sql<CodedComment>`
    select codes.comment_id as id, agency_code, null as text, coders, themes, tones,
      comment_theme.theme as settled_theme, comment_theme.tone as settled_tone
    from (select comment_id, min(agency_code) as agency_code,
        array_agg(coder::text order by coder) as coders,
        array_agg(theme order by coder) as themes, array_agg(tone order by coder) as tones
      from comment_code where campaign_id = ${campaignId} group by comment_id) as codes
    left join comment_theme on comment_theme.comment_id = codes.comment_id
    order by codes.comment_id`.execute(db);
  return rows;
}

export const findCodable = async (
  db: Db,
  campaignId: string,
  id: string,
): Promise<CodedComment | undefined> => {
  const { rows } = await sql<CodedComment>`
    with every as (${everyComment(campaignId)})
    select * from every where id = ${id}`.execute(db);
  return rows[0];
};

export const quotesOf = (db: Db, campaignId: string) =>
  db
    .selectFrom('commentQuote')
    .innerJoin('commentReview', 'commentReview.commentId', 'commentQuote.commentId')
    .innerJoin('publication', 'publication.campaignId', 'commentQuote.campaignId')
    .leftJoin('agency', 'agency.code', 'commentReview.agencyCode')
    .select(['agency.name as agencyName', 'masked'])
    .where('commentQuote.campaignId', '=', campaignId)
    .where('approvedBy', 'is not', null)
    .where('state', '=', 'released')
    .orderBy('commentQuote.commentId')
    .execute();
