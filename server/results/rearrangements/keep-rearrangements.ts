import type { Rearrangement } from '#contract/rearrangements.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdCampaign } from '../../db/hold-campaign.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { declaredOf, roundBefore } from './rounds-compared.ts';

/** All that is declared of a round, in place of what was declared before. */
export async function keepRearrangements(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  rearrangements: readonly Rearrangement[],
): Promise<Record<never, never>> {
  const declaredAt = now();
  await db.transaction().execute(async (trx) => {
    await holdCampaign(trx, campaignId);
    const campaign = await campaignAt(trx, campaignId);
    if (campaign.stage === 'published') throw problem('results_published');
    const before = await roundBefore(trx, campaign);
    if (!before) throw problem('rearrangements_no_round_before');
    await check(trx, campaign.provinceCode, rearrangements);
    await trx.deleteFrom('agencyRearrangement').where('campaignId', '=', campaignId).execute();
    const rows = rearrangements.flatMap(({ earlierCode, into, since, decree }) =>
      into.map((agencyCode) => ({
        ...{ campaignId, earlierCampaignId: before.campaignId, earlierCode, agencyCode },
        ...{ since, decree, declaredAt, declaredBy: by },
      })),
    );
    if (rows.length > 0) await trx.insertInto('agencyRearrangement').values(rows).execute();
    const details = { agencies: rearrangements.length, rows: rows.length };
    const act = 'rearrangements_kept';
    await record(trx, { at: declaredAt, staffId: by, act, campaignId, details });
  });
  return {};
}

async function check(
  db: Db,
  provinceCode: string,
  rearrangements: readonly Rearrangement[],
): Promise<void> {
  const earlier = rearrangements.map(({ earlierCode }) => earlierCode);
  const isPlain =
    new Set(earlier).size === earlier.length &&
    rearrangements.every(({ into }) => new Set(into).size === into.length);
  if (!isPlain) throw problem('request_invalid');
  const same = rearrangements.find(
    ({ earlierCode, into }) => into.length === 1 && into[0] === earlierCode,
  );
  if (same) throw problem('rearrangement_changes_nothing', { agency: same.earlierCode });
  const codes = [...new Set([...earlier, ...rearrangements.flatMap(({ into }) => into)])];
  if (codes.length === 0) return;
  const known = await db
    .selectFrom('agency')
    .select('code')
    .where('provinceCode', '=', provinceCode)
    .where('code', 'in', codes)
    .execute();
  if (known.length < codes.length) throw problem('agency_not_found');
}

/** For the screen: what is declared, and the agencies that can be chosen. */
export async function keptRearrangements(db: Db, campaignId: string) {
  const campaign = await campaignAt(db, campaignId);
  const earlier = (await roundBefore(db, campaign)) ?? null;
  const frames = await db
    .selectFrom('stratum')
    .select(['campaignId', 'agencyCode'])
    .distinct()
    .where('campaignId', 'in', [campaignId, ...(earlier ? [earlier.campaignId] : [])])
    .execute();
  const inFrame = new Set(frames.map((frame) => `${frame.campaignId} ${frame.agencyCode}`));
  const agencies = await db
    .selectFrom('agency')
    .select(['code', 'name'])
    .where('provinceCode', '=', campaign.provinceCode)
    .orderBy('name')
    .execute();
  const declared = await declaredOf(db, campaignId);
  return {
    earlier,
    isFixed: campaign.stage === 'published',
    rearrangements: declared.map(({ code, since, decree, into }) => {
      return { earlierCode: code, into: into.map((agency) => agency.code), since, decree };
    }),
    agencies: agencies.map(({ code, name }) => ({
      code,
      name,
      isEarlier: inFrame.has(`${earlier?.campaignId} ${code}`),
      isLater: inFrame.has(`${campaignId} ${code}`),
    })),
  };
}
