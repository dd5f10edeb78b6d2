import { randomUUID } from 'node:crypto';
import type { ContactWave, MessageState, WaveTerms } from '#contract/contact.ts';
import { MESSAGE_STATES, MOST_UNREADABLE } from '#contract/contact.ts';
import { waveValue } from '#contract/contact-ways.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import { withSecondPerson } from '../../db/second-person.ts';
import { campaignAt } from '../../db/stage.ts';
import type { CampaignRow } from '../../db/tables/campaigns.ts';
import { noteTermsChange } from '../../db/terms-changes.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { linkOf } from '../secret-code.ts';
import { requireFitting } from './message-text.ts';
import { openCases, recipientsOf } from './recipients.ts';

const ANY_TOKEN = 'A'.repeat(16);

export async function addWave(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  { reason, ...terms }: WaveTerms & { readonly reason?: string | undefined },
): Promise<{ id: string }> {
  const campaign = await campaignAt(db, campaignId, 'drawn', 'collecting');
  if (terms.day < campaign.collectFrom || terms.day > campaign.collectTo)
    throw problem('wave_outside_collection', {
      from: campaign.collectFrom,
      to: campaign.collectTo,
    });
  const agencies = await openCases(db, campaignId)
    .innerJoin('agency', 'agency.code', 'invitation.agencyCode')
    .select('agency.name')
    .distinct()
    .execute();
  const link = linkOf(campaign.host, ANY_TOKEN);
  requireFitting(
    terms,
    agencies.map(({ name }) => ({ link, agencyName: name, collectTo: campaign.collectTo })),
  );
  const id = randomUUID();
  const wave = { ...terms, isForUnreached: terms.isForUnreached ?? false };
  const change = { campaign, earlier: '', later: waveValue(wave), text: terms.text, reason, by };
  await asChangeOfTerms({ db, now }, change, async (trx) => {
    const created = { id, campaignId, createdAt: now(), createdBy: by };
    await trx
      .insertInto('contactWave')
      .values({ ...wave, ...created })
      .execute();
    const { day, way } = terms;
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'wave_planned',
      campaignId,
      details: { day, way },
    });
  });
  return { id };
}

export async function removeWave(
  { db, now }: Deps,
  by: string,
  { campaignId, waveId }: WavePlace,
  reason: string | undefined,
): Promise<void> {
  const campaign = await campaignAt(db, campaignId);
  const { day, way, text, isForUnreached } = await waveAt(db, { campaignId, waveId });
  const earlier = waveValue({ day, way, isForUnreached });
  const change = { campaign, earlier, later: '', text, reason, by };
  await asChangeOfTerms({ db, now }, change, async (trx) => {
    const used = await trx
      .selectFrom('contactMessage')
      .select('id')
      .where('waveId', '=', waveId)
      .limit(1)
      .executeTakeFirst();
    if (used) throw problem('wave_gone_out');
    const { numDeletedRows } = await trx
      .deleteFrom('contactWave')
      .where('id', '=', waveId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) throw problem('not_found');
    const details = { day, way };
    await record(trx, { at: now(), staffId: by, act: 'wave_removed', campaignId, details });
  });
}

interface PlanChange {
  readonly campaign: Pick<CampaignRow, 'id' | 'stage'>;
  readonly earlier: string;
  readonly later: string;
  readonly text: string;
  readonly reason: string | undefined;
  readonly by: string;
}

/** While answers come in, a changed plan is a changed term: with a reason, and a second person where the round asks for one. */
async function asChangeOfTerms(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { campaign, earlier, later, text, reason, by }: PlanChange,
  work: (trx: Db) => Promise<void>,
): Promise<void> {
  // Begun or closed meanwhile, another rule holds for the plan.
  const inStage = async (trx: Db) => {
    await keepStage(trx, campaign.id, campaign.stage);
    await work(trx);
  };
  if (campaign.stage !== 'collecting') return db.transaction().execute(inStage);
  if (reason === undefined) throw problem('change_without_reason');
  const campaignId = campaign.id;
  const term = 'contact_plan' as const;
  const request = { term, earlier, later, text, reason };
  const asking = { campaignId, act: 'change_terms', request, staffId: by } as const;
  await withSecondPerson({ db, now }, asking, (confirm) =>
    db.transaction().execute(async (trx) => {
      await inStage(trx);
      await confirm(trx);
      const change = { campaignId, term, agencyCode: null, earlier, later, reason };
      await noteTermsChange(trx, change, by, now());
    }),
  );
}

export interface WavePlace {
  readonly campaignId: string;
  readonly waveId: string;
}

export async function waveAt(db: Db, { campaignId, waveId }: WavePlace) {
  const wave = await db
    .selectFrom('contactWave')
    .selectAll()
    .where('id', '=', waveId)
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!wave) throw problem('not_found');
  return wave;
}

export async function contactPlan(deps: Deps, campaignId: string): Promise<ContactWave[]> {
  const { db } = deps;
  const campaign = await campaignAt(db, campaignId);
  const waves = await db
    .selectFrom('contactWave')
    .select(['id', 'day', 'way', 'text', 'isForUnreached', 'state'])
    .where('campaignId', '=', campaignId)
    .orderBy('day')
    .orderBy('way')
    .execute();
  const counts = await db
    .selectFrom('contactMessage')
    .select(({ fn }) => ['waveId', 'state', fn.countAll<number>().as('messages')])
    .where('campaignId', '=', campaignId)
    .groupBy(['waveId', 'state'])
    .execute();
  const isOpen = campaign.stage === 'drawn' || campaign.stage === 'collecting';
  const plan: ContactWave[] = [];
  for (const wave of waves) {
    const own = counts.filter(({ waveId }) => waveId === wave.id);
    plan.push({
      ...wave,
      ...(isOpen ? await countLeft(deps, campaign, wave) : { recipients: 0 }),
      messages: Object.fromEntries(
        MESSAGE_STATES.map((state) => [
          state,
          own.find((row) => row.state === state)?.messages ?? 0,
        ]),
      ) as Record<MessageState, number>,
    });
  }
  return plan;
}

/** Whom the wave would go to now: a case on one of its lists, or with a message that has left, gets no second one. */
async function countLeft(
  deps: Deps,
  campaign: { readonly id: string; readonly host: string },
  wave: Parameters<typeof recipientsOf>[2],
): Promise<Pick<ContactWave, 'recipients' | 'unreadable'>> {
  const gone = await deps.db
    .selectFrom('contactMessage')
    .select('invitationId')
    .where('waveId', '=', wave.id)
    .where('state', '!=', 'waiting')
    .execute();
  const reached = new Set(gone.map(({ invitationId }) => invitationId));
  const { recipients, unreadable } = await recipientsOf(deps, campaign, wave);
  return {
    recipients: recipients.filter(({ invitationId }) => !reached.has(invitationId)).length,
    ...(unreadable.length > 0 && { unreadable: unreadable.slice(0, MOST_UNREADABLE) }),
  };
}
