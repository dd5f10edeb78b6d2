import type { ListScope } from '#contract/list-scope.ts';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import { namedAgency } from '../db/named-agency.ts';
import { campaignAt } from '../db/stage.ts';
import { problem } from '../problem.ts';

export type Scope = ListScope;

/** The campaign of a list, whatever its stage; its scope must be an agency of the campaign's province. */
export async function campaignOf(db: Db, campaignId: string, scope: Scope) {
  const campaign = await campaignAt(db, campaignId);
  if (scope !== null) await namedAgency(db, campaign.provinceCode, scope);
  return campaign;
}

/** The same, while lists may still come and go. */
export async function openCampaignOf(db: Db, campaignId: string, scope: Scope) {
  const campaign = await campaignOf(db, campaignId, scope);
  await refuseErased(db, campaignId);
  if (campaign.stage === 'draft') throw problem('frame_not_open');
  if (campaign.stage !== 'frame_open') throw await frozen(db, campaignId);
  return campaign;
}

async function frozen(db: Db, campaignId: string) {
  const frame = await db
    .selectFrom('frame')
    .select('frozenAt')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  return problem('frame_frozen', frame ? { at: frame.frozenAt.toISOString() } : {});
}
