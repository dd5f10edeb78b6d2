import type { Way } from '#contract/contact-ways.ts';
import type { Deps } from '../../deps.ts';
import type { SendingTerms } from '../../gateway-config.ts';
import { sendToGateway } from '../../messages/gateway-request.ts';
import { sendMail } from '../../messages/send-mail.ts';
import type { SendOutcome, WrittenMessage } from '../../messages/written-message.ts';
import type { Recipient } from './recipients.ts';

export type { SendingTerms } from '../../gateway-config.ts';

/** What the server can send messages through, and by which ways of the contact plan they go. */
export interface MessageSender {
  readonly ways: readonly Way[];
  readonly terms: SendingTerms;
  send(recipient: Recipient, message: WrittenMessage): Promise<SendOutcome>;
}

export function sendersOf({ gateway, mail }: Deps['config']): MessageSender[] {
  const senders: MessageSender[] = [];
  if (gateway)
    senders.push({
      ways: ['sms', 'zalo'],
      terms: gateway,
      send: ({ phone }, { id, text }) => sendToGateway(gateway, { id, phone: phone!, text }),
    });
  if (mail)
    senders.push({
      ways: ['email'],
      terms: mail,
      send: ({ email }, message) => sendMail(mail, email!, message),
    });
  return senders;
}
