import type { Plan, SampleDesign } from '#contract/samples.ts';
import { tabulationOf } from '#contract/tabulation.ts';
import type { PlanStratum } from '#sampling/allocation/plan-rows.ts';
import { planRows } from '#sampling/allocation/plan-rows.ts';
import { planHash, planText } from '#sampling/draw/plan.ts';
import { SamplingError } from '#sampling/errors.ts';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { findPlan, planRowsOf, strataOf } from './queries.ts';

const CHUNK = 1000;

/** Locks the plan: from now on its hash is public and nothing of it changes. */
export async function publishPlan(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  design: SampleDesign,
): Promise<Plan> {
  if (await findPlan(db, campaignId)) throw problem('plan_published');
  await campaignAt(db, campaignId, 'frame_frozen');
  const strata = await strataOf(db, campaignId);
  const rows = feasibleRows(
    design,
    strata.map(({ code, agencyCode, population }) => ({
      stratum: code,
      agency: agencyCode,
      population,
    })),
  );
  const sha256 = planHash(planText(rows));
  const tabulation = JSON.stringify(tabulationOf(await questionnaireOf(db, campaignId)));
  const tabulationSha256 = sha256Text(tabulation);
  await db.transaction().execute(async (trx) => {
    const publishedAt = now();
    await trx
      .insertInto('samplePlan')
      .values({
        campaignId,
        design: JSON.stringify(design),
        sha256,
        publishedAt,
        publishedBy: by,
        tabulation,
        tabulationSha256,
      })
      .execute();
    for (let from = 0; from < rows.length; from += CHUNK) {
      await trx
        .insertInto('allocation')
        .values(
          rows.slice(from, from + CHUNK).map((row) => ({
            campaignId,
            stratum: row.stratum,
            sampleSize: row.sample,
            reserveSize: row.reserves,
          })),
        )
        .execute();
    }
    await record(trx, {
      at: publishedAt,
      staffId: by,
      act: 'plan_published',
      campaignId,
      details: { size: design.size, strata: rows.length, sha256, tabulationSha256 },
    });
  });
  return publishedPlan(db, campaignId);
}

function feasibleRows(design: SampleDesign, strata: readonly PlanStratum[]) {
  try {
    return planRows(design, strata);
  } catch (error) {
    if (!(error instanceof SamplingError)) throw error;
    const { sumLower, sumUpper } = error.details as Record<string, number>;
    if (error.name === 'InfeasibleLowerBound')
      throw problem('infeasible_lower', { a: sumLower ?? 0, b: design.size });
    if (error.name === 'InfeasibleUpperBound')
      throw problem('infeasible_upper', { a: sumUpper ?? 0, b: design.size });
    throw error;
  }
}

export async function publishedPlan(db: Db, campaignId: string): Promise<Plan> {
  const plan = await findPlan(db, campaignId);
  if (!plan) {
    await campaignAt(db, campaignId);
    throw problem('plan_not_published');
  }
  const rows = await planRowsOf(db, campaignId);
  return {
    ...plan,
    publishedAt: plan.publishedAt.toISOString(),
    drawAllowedFrom: plan.drawAllowedFrom.toISOString(),
    strata: rows.sort((a, b) => (a.stratum < b.stratum ? -1 : 1)),
  };
}
