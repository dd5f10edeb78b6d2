import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Campaign, CampaignTerms } from '#contract/campaigns.ts';
import { asked } from '#contract/questionnaire.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { heldCampaignAt } from '../db/hold-campaign.ts';
import { holdProvince } from '../db/hold-province.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { findCampaign } from './queries.ts';
import { questionnaires } from './questionnaires.ts';

export async function openCampaign(
  { db, now, config }: Deps,
  by: string,
  terms: CampaignTerms,
): Promise<Campaign> {
  const values = await valuesOf(db, config.dataDir, terms);
  const id = await db.transaction().execute(async (trx) => {
    await holdProvince(trx, terms.provinceCode);
    const same = await sameDraft(trx, terms);
    if (same) return same;
    const id = randomUUID();
    await trx
      .insertInto('campaign')
      .values({ ...values, id, createdAt: now() })
      .execute();
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'campaign_opened',
      campaignId: id,
      details: { year: terms.year, slipPrinting: terms.slipPrinting },
    });
    return id;
  });
  return shown(db, id);
}

/** One that is the same in every term, as a second press at the same moment asks for it, is the one that is there already. */
async function sameDraft(trx: Db, terms: CampaignTerms): Promise<string | undefined> {
  const drafts = await trx
    .selectFrom('campaign')
    .select('id')
    .where('provinceCode', '=', terms.provinceCode)
    .where('name', '=', terms.name)
    .where('stage', '=', 'draft')
    .execute();
  for (const { id } of drafts) {
    const campaign: Partial<Campaign> | undefined = await findCampaign(trx, id);
    const names = Object.keys(terms) as (keyof CampaignTerms)[];
    if (campaign && names.every((name) => isDeepStrictEqual(campaign[name], terms[name])))
      return id;
  }
  return undefined;
}

export async function changeCampaign(
  { db, now, config }: Deps,
  by: string,
  id: string,
  terms: CampaignTerms,
) {
  const values = await valuesOf(db, config.dataDir, terms);
  await db.transaction().execute(async (trx) => {
    const { stage } = await heldCampaignAt(trx, id);
    if (stage !== 'draft') throw problem('campaign_not_draft', { stage });
    await trx.updateTable('campaign').set(values).where('id', '=', id).execute();
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'campaign_changed',
      campaignId: id,
      details: { slipPrinting: terms.slipPrinting },
    });
  });
  return shown(db, id);
}

/** The questionnaire is copied in as it is asked: a later version never changes an old round. */
async function valuesOf(db: Db, dataDir: string, terms: CampaignTerms) {
  const questionnaire = (await questionnaires(dataDir)).get(terms.questionnaireVersion);
  if (!questionnaire) throw problem('questionnaire_not_found');
  const province = await db
    .selectFrom('province')
    .select('code')
    .where('code', '=', terms.provinceCode)
    .executeTakeFirst();
  if (!province) throw problem('province_not_found');
  return { ...terms, questionnaire: JSON.stringify(asked(questionnaire, terms.questionnairePart)) };
}

async function shown(db: Db, id: string): Promise<Campaign> {
  const campaign = await findCampaign(db, id);
  if (!campaign) throw problem('campaign_not_found');
  return campaign;
}
