import { randomUUID } from 'node:crypto';
import type { MessageState } from '#contract/contact.ts';
import { WITH_LINK } from '#contract/contact.ts';
import { record } from '../../db/activity.ts';
import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { sendersOf } from './message-sender.ts';
import type { WavePlace } from './plan-waves.ts';
import { waveAt } from './plan-waves.ts';
import { recipientsOf } from './recipients.ts';

/** The list of whom a wave reaches now; made again at will, each time recorded with its purpose. */
export async function makeContactList(deps: Deps, by: string, place: WavePlace, purpose: string) {
  const { db, now } = deps;
  const campaign = await campaignAt(db, place.campaignId, 'drawn', 'collecting');
  const wave = await waveAt(db, place);
  const { recipients } = await recipientsOf(deps, campaign, wave);
  await db.transaction().execute(async (trx) => {
    // A list that somebody only looks at goes to nobody.
    if (purpose !== 'check')
      await noteMessages(
        trx,
        deps,
        place,
        recipients.map(({ invitationId }) => invitationId),
        'listed',
      );
    const { day, way } = wave;
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'contact_list_made',
      campaignId: place.campaignId,
      details: { day, way, people: recipients.length, purpose },
    });
  });
  return { wave, recipients, campaign };
}

/** Sends through the gateway or the mail server: every open case gets one message of a wave, whatever was sent or stopped before. */
export async function startSending(
  deps: Deps,
  by: string,
  place: WavePlace,
): Promise<{ messages: number }> {
  const { db, now, config } = deps;
  const campaign = await campaignAt(db, place.campaignId, 'collecting');
  const wave = await waveAt(db, place);
  if (!WITH_LINK.includes(wave.way)) throw problem('wave_not_sendable');
  if (!sendersOf(config).some(({ ways }) => ways.includes(wave.way)))
    throw problem(wave.way === 'email' ? 'mail_not_set' : 'gateway_not_set');
  const { recipients } = await recipientsOf(deps, campaign, wave);
  return db.transaction().execute(async (trx) => {
    const ids = recipients.map(({ invitationId }) => invitationId);
    const messages = await noteMessages(trx, deps, place, ids, 'waiting');
    await trx
      .updateTable('contactWave')
      .set({ state: 'sending' })
      .where('id', '=', place.waveId)
      .execute();
    const details = { day: wave.day, way: wave.way, people: messages };
    const { campaignId } = place;
    await record(trx, { at: now(), staffId: by, act: 'wave_sent', campaignId, details });
    return { messages };
  });
}

export async function stopSending(
  { db, now }: Deps,
  by: string,
  campaignId: string,
): Promise<{ stopped: number }> {
  await campaignAt(db, campaignId);
  return db.transaction().execute(async (trx) => {
    const stopped = await trx
      .updateTable('contactWave')
      .set({ state: 'stopped' })
      .where('campaignId', '=', campaignId)
      .where('state', '=', 'sending')
      .returning('id')
      .execute();
    if (stopped.length > 0)
      await record(trx, { at: now(), staffId: by, act: 'sending_stopped', campaignId });
    return { stopped: stopped.length };
  });
}

/** A case has one message of a wave: who is on it already gets no second one. */
async function noteMessages(
  trx: Db,
  { now }: Pick<Deps, 'now'>,
  { campaignId, waveId }: WavePlace,
  invitationIds: readonly string[],
  state: Extract<MessageState, 'listed' | 'waiting'>,
): Promise<number> {
  let noted = 0;
  const [dueAt, changedAt] = [now(), now()];
  for (const ids of chunksOf(invitationIds, 500)) {
    const rows = ids.map((invitationId) => ({
      id: randomUUID(),
      campaignId,
      waveId,
      invitationId,
      state,
      problem: null,
      dueAt,
      changedAt,
    }));
    const added = await trx
      .insertInto('contactMessage')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    noted += added.length;
  }
  return noted;
}
