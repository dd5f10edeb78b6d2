import { sql } from 'kysely';
import type { MessageState } from '#contract/contact.ts';
import { messageText } from '#contract/contact.ts';
import type { Way } from '#contract/contact-ways.ts';
import type { Db } from '../../db/database.ts';
import { tryHold } from '../../db/process-locks.ts';
import type { Deps } from '../../deps.ts';
import type { SendOutcome } from '../../messages/written-message.ts';
import type { MessageSender, SendingTerms } from './message-sender.ts';
import { recipientsOf } from './recipients.ts';

const LOOK_MS = 5000;
const HOURS_AHEAD_OF_UTC = 7;

export interface MessageClock {
  start(): Promise<void>;
  wake(): void;
  /** Ends after the message under way. */
  stop(): Promise<void>;
}

/** Sends what is waiting for a sender, one message after the other, no faster than it takes them. */
export function messageClock(
  deps: Deps,
  sender: MessageSender,
  noteFailure: (error: Error) => void,
): MessageClock {
  const { terms } = sender;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  let isStopping = false;
  let isSettled = false;

  /** One process at a time: what a process that ended was sending is settled by the next one. */
  async function isSender(): Promise<boolean> {
    const isHeld = await tryHold(deps.db, `messages ${sender.ways.join()}`);
    if (isHeld && !isSettled) await settleInterrupted(deps, sender);
    isSettled = isHeld;
    return isHeld;
  }

  async function sendAll(): Promise<void> {
    if (!(await isSender())) return;
    while (!isStopping && isHour(deps.now(), terms.hours)) {
      const began = performance.now();
      const message = await claimMessage(deps.db, sender.ways, deps.now());
      if (!message) return;
      await deliver(deps, sender, message);
      const pause = 1000 / terms.perSecond - (performance.now() - began);
      if (pause > 0) await new Promise((done) => setTimeout(done, pause));
    }
  }

  function wake(): void {
    if (isStopping) return;
    sending ??= sendAll()
      .catch((error: Error) => {
        // How the message under way ended could not be stored: it is settled at the next look.
        isSettled = false;
        noteFailure(error);
      })
      .finally(() => {
        sending = undefined;
      });
  }

  return {
    wake,
    async start() {
      await isSender();
      wake();
      timer = setInterval(wake, Math.min(LOOK_MS, 1000 * terms.retrySeconds + 50)).unref();
    },
    async stop() {
      isStopping = true;
      clearInterval(timer);
      await sending;
    },
  };
}

const isHour = (moment: Date, [from, to]: SendingTerms['hours']): boolean => {
  const hour = (moment.getUTCHours() + HOURS_AHEAD_OF_UTC) % 24;
  return hour >= from && hour < to;
};

/**
 * What was being sent when a server or its database ended: repeated where the sender drops repeats, else for a person to
 * decide. Behind what waits already, so that one that fails each time keeps no other, and as often as any other.
 */
const settleInterrupted = ({ db, now }: Deps, { ways, terms }: MessageSender) =>
  db
    .updateTable('contactMessage')
    .set(({ eb }) => {
      const isGivenUp = eb('attempts', '>=', terms.attempts);
      const again = eb.case().when(isGivenUp).then('failed').else('waiting').end();
      return {
        state: terms.dropsRepeats ? sql<MessageState>`${again}` : 'unclear',
        problem: terms.dropsRepeats ? eb.case().when(isGivenUp).then('gave_up').end() : null,
        changedAt: now(),
        dueAt: new Date(now().getTime() + terms.retrySeconds * 1000),
      };
    })
    .where('state', '=', 'sending')
    .where('waveId', 'in', (waves) =>
      waves.selectFrom('contactWave').select('id').where('way', 'in', ways),
    )
    .execute();

interface ClaimedMessage {
  readonly id: string;
  readonly invitationId: string;
  readonly campaignId: string;
  readonly waveId: string;
  readonly attempts: number;
}

async function claimMessage(
  db: Db,
  ways: readonly Way[],
  moment: Date,
): Promise<ClaimedMessage | undefined> {
  const { rows } = await sql<ClaimedMessage>`
    update contact_message set state = 'sending', attempts = attempts + 1, changed_at = ${moment}
    where id = (
      select contact_message.id from contact_message
        join contact_wave on contact_wave.id = contact_message.wave_id and contact_wave.state = 'sending'
          and contact_wave.way in (${sql.join(ways)})
        join campaign on campaign.id = contact_message.campaign_id and campaign.stage = 'collecting'
      where contact_message.state = 'waiting' and due_at <= ${moment}
      order by due_at, contact_message.id limit 1
      for update of contact_message skip locked)
    returning id, invitation_id, campaign_id, wave_id, attempts`.execute(db);
  return rows[0];
}

/** Looked at again in this moment: who has answered or refused meanwhile gets nothing. */
async function deliver(deps: Deps, sender: MessageSender, message: ClaimedMessage): Promise<void> {
  const { db } = deps;
  const wave = await db
    .selectFrom('contactWave')
    .innerJoin('campaign', 'campaign.id', 'contactWave.campaignId')
    .select(['contactWave.id', 'way', 'text', 'isForUnreached'])
    .select(['campaignId', 'host', 'collectTo', 'campaign.name'])
    .where('contactWave.id', '=', message.waveId)
    .executeTakeFirstOrThrow();
  const { recipients, unreadable } = await recipientsOf(
    deps,
    { id: wave.campaignId, host: wave.host },
    wave,
    message.invitationId,
  );
  if (unreadable.length > 0) throw new Error('the contact data of a case do not open');
  const [recipient] = recipients;
  if (!recipient) return settle(deps, message, { state: 'dropped', problem: null });
  const text = messageText(wave.text, { ...recipient, collectTo: wave.collectTo });
  const outcome = await sender.send(recipient, { id: message.id, title: wave.name, text });
  const next = nextState(sender.terms, message.attempts, outcome);
  await settle(deps, message, next, sender.terms.retrySeconds);
}

function nextState(
  { dropsRepeats, attempts: most }: SendingTerms,
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
  retrySeconds = 0,
): Promise<void> {
  const pause = retrySeconds * 1000 * 2 ** Math.min(attempts - 1, 10);
  await db
    .updateTable('contactMessage')
    .set({ ...next, changedAt: now(), dueAt: new Date(now().getTime() + pause) })
    .where('id', '=', id)
    // A delivery report that overtook the reply stays.
    .where('state', '=', 'sending')
    .execute();
}
