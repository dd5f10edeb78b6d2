import * as z from 'zod/mini';
import type { Way } from './contact-ways.ts';
import { WAYS } from './contact-ways.ts';
import { endpoint, WITNESSES } from './endpoint.ts';
import { CampaignAgencyParams, CampaignParams, Count, Day, Id, PlannedDay } from './scalars.ts';
import { ChangeReason } from './terms-changes.ts';
import { writtenDay } from './written-day.ts';
import { text } from './written-text.ts';

/** Ways by which a text with the person's link goes out; the others bring a person or a paper. */
export const WITH_LINK: readonly Way[] = ['sms', 'zalo', 'email'];

export const MESSAGE_STATES = [
  'listed',
  'waiting',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'unclear',
  'dropped',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

const SMS_PLAIN = 160;
const SMS_UNICODE = 70;
/**
 * Characters of the default alphabet of 3GPP TS 23.038 that ASCII has; `[ ] { } \\ ~ ^ |` are sent as two. With
 * any other letter the whole message is sent in 16 bits a letter.
 */
const PLAIN = /^[\n\r\x20-\x5A\x5F\x61-\x7A]*$/;
/** One SMS holds 160 characters without Vietnamese marks, 70 with them. */
export const smsLimit = (written: string): number =>
  PLAIN.test(written) ? SMS_PLAIN : SMS_UNICODE;

export interface MessageValues {
  readonly link: string;
  readonly agencyName: string;
  readonly collectTo: string;
}

export const messageText = (
  template: string,
  { link, agencyName, collectTo }: MessageValues,
): string =>
  template
    .replaceAll('{link}', link)
    .replaceAll('{han}', writtenDay(collectTo))
    .replaceAll('{donvi}', agencyName);

const WaveTerms = z.object({
  day: PlannedDay,
  way: z.enum(WAYS),
  text: text(1000),
  /** Only cases of which a message was refused or came back, and none other got through: the next channel for them. */
  isForUnreached: z.optional(z.boolean()),
});
export type WaveTerms = z.output<typeof WaveTerms>;

export const MOST_UNREADABLE = 100;

const NumberedSlip = z.object({ agencyName: z.string(), serial: Count });
export type NumberedSlip = z.output<typeof NumberedSlip>;

export const ContactWave = z.object({
  id: Id,
  day: Day,
  way: z.enum(WAYS),
  text: z.string(),
  isForUnreached: z.boolean(),
  state: z.enum(['planned', 'sending', 'stopped']),
  /** Open cases that this wave has not gone to yet, messages that still wait among them: what sending now would add. */
  recipients: Count,
  /** Open cases whose contact data are damaged, so that nobody is reached; the first hundred, for Home Affairs alone. */
  unreadable: z.optional(z.array(NumberedSlip)),
  messages: z.record(z.enum(MESSAGE_STATES), Count),
});
export type ContactWave = z.output<typeof ContactWave>;

export const getContactPlan = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/contact-plan',
  access: WITNESSES,
  summary: 'The waves of reminders, how many each would reach now, and what became of its messages',
  params: CampaignParams,
  reply: z.object({ waves: z.array(ContactWave), hasGateway: z.boolean(), hasMail: z.boolean() }),
});

export const addWave = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/contact-plan',
  access: ['home_affairs'],
  summary:
    'Plan a wave, in a running round with the reason that is printed with the results; an SMS must fit into one message with every person’s link',
  params: CampaignParams,
  body: z.extend(WaveTerms, { reason: z.optional(ChangeReason) }),
  reply: z.object({ id: Id }),
});

const WaveParams = z.extend(CampaignParams, { waveId: Id });

export const removeWave = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/contact-plan/:waveId/removal',
  access: ['home_affairs'],
  summary: 'Take back a wave that has gone to nobody, in a running round with its reason',
  params: WaveParams,
  body: z.object({ reason: z.optional(ChangeReason) }),
  reply: z.object({}),
});

export const CONTACT_PURPOSES = ['send', 'send_again', 'check'] as const;
const ListQuery = z.object({ purpose: z.enum(CONTACT_PURPOSES) });

export const downloadContactList = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/contact-plan/:waveId/list.xlsx',
  access: ['home_affairs'],
  summary:
    'For the province’s own sender: who is to be reached now, with link and text; recorded with its purpose',
  params: WaveParams,
  query: ListQuery,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const downloadContactCsv = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/contact-plan/:waveId/list.csv',
  access: ['home_affairs'],
  summary: 'The same list as CSV',
  params: WaveParams,
  query: ListQuery,
  file: 'text/csv; charset=utf-8',
});

export const sendWave = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/contact-plan/:waveId/sending',
  access: ['home_affairs'],
  summary: 'Send a wave through the gateway or the mail server, or go on with one that was stopped',
  params: WaveParams,
  reply: z.object({ messages: Count }),
});

export const stopSending = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/contact-plan/stop',
  access: ['home_affairs'],
  summary: 'Stop every wave that is being sent; what is under way ends, nothing new begins',
  params: CampaignParams,
  reply: z.object({ stopped: Count }),
});

export const recordBounces = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/contact-plan/bounces',
  access: ['home_affairs'],
  summary:
    'Notices of e-mails that came back (RFC 3464), as saved from the mailbox (.eml, mbox); none of them is kept',
  params: CampaignParams,
  upload: true,
  reply: z.object({
    bounced: Count,
    /** Failures of no message of this round. */
    unknown: Count,
    /** Messages that report no failure. */
    others: Count,
  }),
});

export const reportDelivery = endpoint({
  method: 'POST',
  path: '/api/gateway/reports',
  access: 'public',
  summary:
    'A delivery report of the gateway or the mail server, with its secret of the server’s configuration',
  body: z.object({
    secret: z.string().check(z.minLength(16), z.maxLength(200)),
    id: Id,
    isDelivered: z.boolean(),
  }),
  reply: z.object({}),
});

export const optOut = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/:serial/opt-out',
  access: ['home_affairs'],
  summary:
    'The person wants no more contact: refused for this round, and left out of later ones by a keyed hash',
  params: z.extend(CampaignAgencyParams, { serial: z.string().check(z.regex(/^\d{1,6}$/)) }),
  body: z.object({ isForGood: z.boolean() }),
  reply: z.object({}),
});
