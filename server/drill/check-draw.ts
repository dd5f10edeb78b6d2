import { text } from 'node:stream/consumers';
import { planHash, planText } from '#sampling/draw/plan.ts';
import { verifyDraw } from '#sampling/draw/verify.ts';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import type { Db } from '../db/database.ts';
import { frameText, planRowsOf, sampleLines } from '../samples/queries.ts';
import type { Finding } from './finding.ts';
import { absent, compared, unequal } from './finding.ts';

/** The plan's rows and tables give the hashes that were published before the draw. */
export async function checkPlan(db: Db, campaignId: string): Promise<Finding> {
  const plan = await db
    .selectFrom('samplePlan')
    .select(['sha256', 'tabulation', 'tabulationSha256'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!plan) return absent('plan', 'not published');
  const rows = await planRowsOf(db, campaignId);
  const tables = plan.tabulation === null ? null : sha256Text(plan.tabulation);
  const faults = [
    ...unequal('plan.tsv has another hash', planHash(planText(rows)) === plan.sha256),
    ...unequal('the plan of tables has another hash', tables === plan.tabulationSha256),
  ];
  return compared('plan', faults, `${rows.length} strata, ${plan.sha256.slice(0, 12)}…`);
}

/** The draw is repeated from its seed and gives the stored sample, ticket by ticket. */
export async function checkDraw(db: Db, campaignId: string): Promise<Finding> {
  const draw = await db
    .selectFrom('draw')
    .select(['seed', 'key', 'sampleSha256'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!draw) return absent('draw', 'not drawn');
  const sample = await text(sampleLines(db, campaignId));
  try {
    const plan = planText(await planRowsOf(db, campaignId));
    const frame = await frameText(db, campaignId);
    const verdict = verifyDraw({ seed: draw.seed, frame, plan, sample });
    const faults = [
      ...unequal(verdict.first ?? 'another sample', verdict.same),
      ...unequal('another key', verdict.key === draw.key),
      ...unequal('sample.tsv has another hash', sha256Text(sample) === draw.sampleSha256),
    ];
    return compared('draw', faults, `${verdict.lines} drawn, repeated from the seed`);
  } catch (error) {
    return compared('draw', [(error as Error).message], '');
  }
}
