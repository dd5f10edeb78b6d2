import { dayOf } from '#contract/calendar.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { Deps } from '../deps.ts';
import type { SendingTerms } from '../gateway-config.ts';
import { sendToGateway } from '../messages/gateway-request.ts';
import { sendMail } from '../messages/send-mail.ts';
import type { SendOutcome } from '../messages/written-message.ts';

export interface OutgoingLink {
  readonly linkId: string;
  readonly way: 'message' | 'email';
  readonly to: string;
  readonly username: string;
  readonly link: string;
  readonly expiresAt: string;
}

export interface LinkSender {
  send(links: readonly OutgoingLink[]): void;
  /** Ends after the message under way. */
  stop(): Promise<void>;
}

const TRIES = 3;
const NOTE_AGAIN_MS = 1000;

/** One after the other, no faster than the sender takes them. Links wait in memory alone: no table and no log has them. */
export function linkSender(deps: Deps, noteFailure: (error: Error) => void): LinkSender {
  let isStopping = false;
  let sending: Promise<void> = Promise.resolve();
  const stopped = Promise.withResolvers<void>();

  async function sendAll(links: readonly OutgoingLink[], tries: number): Promise<void> {
    const again: OutgoingLink[] = [];
    for (const link of links) {
      const outcome = isStopping ? 'refused' : await sendLink(deps, link);
      if (outcome === 'again' && tries > 1) again.push(link);
      else await settleSurely(link, outcome);
      await pause(1000 / termsOf(deps, link).perSecond);
    }
    const [first] = again;
    if (!first) return;
    await pause(1000 * termsOf(deps, first).retrySeconds);
    await sendAll(again, tries - 1);
  }

  /** While the database is away nothing more is sent: the links behind this one are in memory alone and wait, too. */
  async function settleSurely(link: OutgoingLink, outcome: SendOutcome): Promise<void> {
    for (let isFirst = true; ; isFirst = false) {
      try {
        await settle(deps, link, outcome);
        return;
      } catch (error) {
        if (isFirst) noteFailure(error as Error);
        if (isStopping) return;
        await pause(NOTE_AGAIN_MS);
      }
    }
  }

  const pause = (milliseconds: number) =>
    Promise.race([stopped.promise, new Promise((done) => setTimeout(done, milliseconds).unref())]);

  return {
    send(links) {
      sending = sending.then(() => sendAll(links, TRIES)).catch(noteFailure);
    },
    async stop() {
      isStopping = true;
      stopped.resolve();
      await sending;
    },
  };
}

function termsOf({ config }: Deps, { way }: OutgoingLink): SendingTerms {
  const terms = way === 'email' ? config.mail : config.gateway;
  if (!terms) throw new RangeError(`no sender for ${way}`);
  return terms;
}

async function sendLink({ config }: Deps, link: OutgoingLink): Promise<SendOutcome> {
  const { linkId: id, to, way } = link;
  const { gateway, mail } = config;
  const send = () =>
    way === 'email'
      ? sendMail(mail!, to, {
          id,
          title: 'Tài khoản khảo sát hài lòng (SIPAS)',
          text: mailText(link),
        })
      : sendToGateway(gateway!, { id, phone: to, text: shortText(link) });
  const outcome = await send();
  const isRepeatable = way === 'message' && gateway?.dropsRepeats;
  return outcome === 'unclear' && isRepeatable ? 'again' : outcome;
}

/** Until which day, as people of Viet Nam write it. */
const lastDay = (expiresAt: string): string => writtenDay(dayOf(new Date(expiresAt)));

/** Without marks it is one SMS of 160 characters. */
const shortText = ({ username, link, expiresAt }: OutgoingLink): string =>
  `SIPAS: dat mat khau cho ${username}, dung mot lan, den ${lastDay(expiresAt)}: ${link}`;

const mailText = ({ username, link, expiresAt }: OutgoingLink): string =>
  `Tài khoản khảo sát hài lòng (SIPAS) của anh/chị: ${username}

Mở đường dẫn dưới đây để đặt mật khẩu. Đường dẫn dùng một lần, đến hết ngày ${lastDay(expiresAt)}; không chuyển cho người khác.

${link}

Nếu không chờ thư này, xin báo cho Sở Nội vụ.
`;

const STATES = { sent: 'sent', refused: 'failed', again: 'failed', unclear: 'unclear' } as const;

const settle = ({ db, now }: Deps, { linkId }: OutgoingLink, outcome: SendOutcome) =>
  db
    .updateTable('linkMessage')
    .set({ state: STATES[outcome], changedAt: now() })
    .where('linkId', '=', linkId)
    .execute();
