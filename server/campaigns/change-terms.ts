import { addDays, dayOf, listsDueOn } from '#contract/calendar.ts';
import type { NewTerm } from '#contract/terms-changes.ts';
import type { Db } from '../db/database.ts';
import { heldCampaignAt } from '../db/hold-campaign.ts';
import { namedAgency } from '../db/named-agency.ts';
import { withSecondPerson } from '../db/second-person.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';
import { noteTermsChange } from '../db/terms-changes.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

const RUNNING = ['frame_open', 'frame_frozen', 'drawn', 'collecting'] as const;
const LEAST_RETENTION_DAYS = 7;

interface Changed {
  readonly agencyCode: string | null;
  readonly earlier: string;
  readonly later: string;
}

const flat = (change: NewTerm): Record<string, string> =>
  Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value ?? '']));

/** One term of a running round, in one transaction with its reason. Of two at once the second changes what the first has left. */
export async function changeTerms(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  change: NewTerm,
  reason: string,
): Promise<void> {
  const { term } = change;
  const request = { ...flat(change), reason };
  const asking = { campaignId, act: 'change_terms', request, staffId: by } as const;
  await withSecondPerson({ db, now }, asking, (confirm) =>
    db.transaction().execute(async (trx) => {
      const campaign = await heldCampaignAt(trx, campaignId, ...RUNNING);
      const changed = await apply(trx, campaign, change, dayOf(now()));
      if (changed.earlier === changed.later) throw problem('nothing_changed');
      await confirm(trx);
      await noteTermsChange(trx, { ...changed, campaignId, term, reason }, by, now());
    }),
  );
}

function apply(trx: Db, campaign: CampaignRow, change: NewTerm, today: string): Promise<Changed> {
  if (change.term === 'collect_to') return postponeClosing(trx, campaign, change.day, today);
  if (change.term === 'hotline') return setLine(trx, campaign, 'hotline', change.hotline);
  if (change.term === 'hotline_hours')
    return setLine(trx, campaign, 'hotlineHours', change.hotlineHours);
  if (change.term === 'office_name') return setOfficeName(trx, campaign, change);
  return setListsDueOn(trx, campaign, change);
}

/** The announced day of the erasure stays: what the closing gains the keeping loses. */
async function postponeClosing(
  trx: Db,
  { id, collectTo, retentionDays }: CampaignRow,
  day: string,
  today: string,
): Promise<Changed> {
  if (day <= collectTo || day < today) throw problem('closing_not_later', { collectTo });
  const gained = (Date.parse(day) - Date.parse(collectTo)) / 86_400_000;
  const left = retentionDays - gained;
  if (left < LEAST_RETENTION_DAYS)
    throw problem('closing_too_late', {
      latest: addDays(collectTo, Math.max(0, retentionDays - LEAST_RETENTION_DAYS)),
    });
  await trx
    .updateTable('campaign')
    .set({ collectTo: day, retentionDays: left })
    .where('id', '=', id)
    .execute();
  return { agencyCode: null, earlier: collectTo, later: day };
}

async function setLine(
  trx: Db,
  campaign: CampaignRow,
  column: 'hotline' | 'hotlineHours',
  later: string,
): Promise<Changed> {
  const changed = { [column]: later };
  await trx.updateTable('campaign').set(changed).where('id', '=', campaign.id).execute();
  return { agencyCode: null, earlier: campaign[column], later };
}

async function setOfficeName(
  trx: Db,
  campaign: CampaignRow,
  { agencyCode, officeName }: { readonly agencyCode: string | null; readonly officeName: string },
): Promise<Changed> {
  if (agencyCode === null) {
    await trx.updateTable('campaign').set({ officeName }).where('id', '=', campaign.id).execute();
    return { agencyCode, earlier: campaign.officeName, later: officeName };
  }
  const agency = await namedAgency(trx, campaign.provinceCode, agencyCode);
  await trx.updateTable('agency').set({ officeName }).where('code', '=', agencyCode).execute();
  return { agencyCode, earlier: agency.officeName ?? campaign.officeName, later: officeName };
}

async function setListsDueOn(
  trx: Db,
  campaign: CampaignRow,
  { agencyCode, day }: { readonly agencyCode: string; readonly day: string },
): Promise<Changed> {
  if (campaign.stage !== 'frame_open')
    throw problem('stage_not_allowed', { stage: campaign.stage, needed: ['frame_open'] });
  await namedAgency(trx, campaign.provinceCode, agencyCode);
  const place = { campaignId: campaign.id, agencyCode };
  const before = await trx
    .selectFrom('agencyDeadline')
    .select('listsDueOn')
    .where('campaignId', '=', campaign.id)
    .where('agencyCode', '=', agencyCode)
    .executeTakeFirst();
  await trx
    .insertInto('agencyDeadline')
    .values({ ...place, listsDueOn: day })
    .onConflict((conflict) =>
      conflict.columns(['campaignId', 'agencyCode']).doUpdateSet({ listsDueOn: day }),
    )
    .execute();
  return { agencyCode, earlier: before?.listsDueOn ?? listsDueOn(campaign), later: day };
}
