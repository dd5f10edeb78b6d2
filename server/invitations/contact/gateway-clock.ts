import { sql } from 'kysely';
import type { MessageState } from '#contract/contact.ts';
import { messageText } from '#contract/contact.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { GatewayConfig } from '../../gateway-config.ts';
import type { SendOutcome } from './gateway-request.ts';
import { sendToGateway } from './gateway-request.ts';

import { recipientsOf } from './recipients.ts';

const LOOK_MS = 5000;
const HOURS_AHEAD_OF_UTC = 7;

export interface GatewayClock {
  start(): Promise<void>;
  wake(): void;
  /** Ends after the message under way. */
  stop(): Promise<void>;
}

/** Sends what is waiting, one message after the other, no faster than the gateway takes them. */
export function gatewayClock(deps: Deps, noteFailure: (error: string) => void): GatewayClock {
  const { gateway } = deps.config;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  let isStopping = false;

  async function sendAll(sender: GatewayConfig): Promise<void> {
    while (!isStopping && isHour(deps.now(), sender.hours)) {
      const began = performance.now();
      const message = await claimMessage(deps.db, deps.now());
      if (!message) return;
      await deliver(deps, sender, message);
      const pause = 1000 / sender.perSecond - (performance.now() - began);
      if (pause > 0) await new Promise((done) => setTimeout(done, pause));
    }
  }

  function wake(): void {
    if (!gateway || isStopping) return;
    sending ??= sendAll(gateway)
      .catch((error: Error) => noteFailure(error.name))
      .finally(() => {
        sending = undefined;
      });
  }

  return {
    wake,
    async start() {
      if (!gateway) return;
      await settleInterrupted(deps, gateway);
      wake();
      timer = setInterval(wake, Math.min(LOOK_MS, 1000 * gateway.retrySeconds + 50)).unref();
    },
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await sending;
    },
  };
}

const isHour = (moment: Date, [from, to]: GatewayConfig['hours']): boolean => {
  const hour = (moment.getUTCHours() + HOURS_AHEAD_OF_UTC) % 24;
  return hour >= from && hour < to;
};

/** What a server that ended was sending: repeated where the gateway drops repeats, else for a person to decide. */
const settleInterrupted = ({ db, now }: Deps, { dropsRepeats }: GatewayConfig) =>
  db
    .updateTable('contactMessage')
    .set({ state: dropsRepeats ? 'waiting' : 'unclear', changedAt: now() })
    .where('state', '=', 'sending')
    .execute();

interface ClaimedMessage {
  readonly id: string;
  readonly invitationId: string;
  readonly campaignId: string;
  readonly waveId: string;
  readonly attempts: number;
}

async function claimMessage(db: Db, moment: Date): Promise<ClaimedMessage | undefined> {
  const { rows } = await sql<ClaimedMessage>`
    update contact_message set state = 'sending', attempts = attempts + 1, changed_at = ${moment}
    where id = (
      select contact_message.id from contact_message
        join contact_wave on contact_wave.id = contact_message.wave_id and contact_wave.state = 'sending'
        join campaign on campaign.id = contact_message.campaign_id and campaign.stage = 'collecting'
      where contact_message.state = 'waiting' and due_at <= ${moment}
      order by due_at, contact_message.id limit 1
      for update of contact_message skip locked)
    returning id, invitation_id, campaign_id, wave_id, attempts`.execute(db);
  return rows[0];
}

/** Looked at again in this moment: who has answered or refused meanwhile gets nothing. */
async function deliver(deps: Deps, gateway: GatewayConfig, message: ClaimedMessage): Promise<void> {
  const { db } = deps;
  const wave = await db
    .selectFrom('contactWave')
    .innerJoin('campaign', 'campaign.id', 'contactWave.campaignId')
    .select(['way', 'text', 'host', 'collectTo', 'campaign.id'])
    .where('contactWave.id', '=', message.waveId)
    .executeTakeFirstOrThrow();
  const [recipient] = await recipientsOf(deps, wave, wave.way, message.invitationId);
  if (!recipient?.phone) return settle(deps, message, { state: 'dropped', problem: null });
  const text = messageText(wave.text, { ...recipient, collectTo: wave.collectTo });
  const outcome = await sendToGateway(gateway, { id: message.id, phone: recipient.phone, text });
  await settle(deps, message, nextState(gateway, message.attempts, outcome), gateway);
}

function nextState(
  { dropsRepeats, attempts: most }: GatewayConfig,
  attempts: number,
  outcome: SendOutcome,
): { readonly state: MessageState; readonly problem: string | null } {
  if (outcome === 'sent') return { state: 'sent', problem: null };
  if (outcome === 'refused') return { state: 'failed', problem: 'refused' };
  if (outcome === 'unclear' && !dropsRepeats) return { state: 'unclear', problem: 'reply_lost' };
  if (attempts >= most) return { state: 'failed', problem: 'gave_up' };
  return { state: 'waiting', problem: outcome };
}

async function settle(
  { db, now }: Deps,
  { id, attempts }: ClaimedMessage,
  next: ReturnType<typeof nextState>,
  gateway?: GatewayConfig,
): Promise<void> {
  const pause = (gateway?.retrySeconds ?? 0) * 1000 * 2 ** Math.min(attempts - 1, 10);
  await db
    .updateTable('contactMessage')
    .set({ ...next, changedAt: now(), dueAt: new Date(now().getTime() + pause) })
    .where('id', '=', id)
    // A delivery report that overtook the reply stays.
    .where('state', '=', 'sending')
    .execute();
}
