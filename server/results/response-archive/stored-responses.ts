import { sql } from 'kysely';
import type { Questionnaire } from '#contract/questionnaire.ts';
import type { CountedStratum } from '../../db/counted-strata.ts';
import { countedStrata } from '../../db/counted-strata.ts';
import type { Db } from '../../db/database.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import { shuffled } from '../../db/shuffled.ts';
import type { CampaignRow } from '../../db/tables/campaigns.ts';
import type { ResponseStratumRow } from '../queries.ts';
import { responseStrataOf } from '../queries.ts';

/** A counted response as it is stored, without its id. */
export interface ResponseRow {
  readonly stratum: string;
  /** question → value */
  readonly answers: Readonly<Record<string, number>>;
}

export interface StoredResponses {
  readonly questionnaire: Questionnaire;
  readonly threshold: number;
  readonly strata: readonly CountedStratum[];
  readonly responseStrata: readonly ResponseStratumRow[];
  /** Which response stratum a stratum of the frame became. */
  readonly members: readonly { readonly stratum: string; readonly responseStratum: string }[];
  readonly responses: readonly ResponseRow[];
}

/** All that a round keeps of its responses, in a new order each time: two makings cannot be laid side by side. */
export async function storedResponses(db: Db, campaign: CampaignRow): Promise<StoredResponses> {
  const { id: campaignId, disclosureThreshold: threshold } = campaign;
  const strata = await countedStrata(db, campaignId);
  const members = await db
    .selectFrom('responseStratumMember')
    .select(['stratum', 'responseStratum'])
    .where('campaignId', '=', campaignId)
    .orderBy('stratum')
    .execute();
  const { rows } = await sql<ResponseRow>`
    select response.stratum, coalesce(jsonb_object_agg(answer.question, answer.value)
      filter (where answer.question is not null), '{}') as answers
    from response left join answer on answer.response_id = response.id
    where response.campaign_id = ${campaignId}
    group by response.id, response.stratum`.execute(db);
  return {
    questionnaire: await questionnaireOf(db, campaignId),
    threshold,
    strata,
    responseStrata: await responseStrataOf(db, campaignId, strata),
    members,
    responses: shuffled(rows),
  };
}
