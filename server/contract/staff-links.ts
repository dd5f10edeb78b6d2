import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { Count, Id, Moment } from './scalars.ts';
import { MOST_ACCOUNTS } from './staff-batch.ts';

export const LINK_MESSAGE_STATES = ['waiting', 'sent', 'failed', 'unclear'] as const;

export const LinkMessage = z.object({
  staffId: Id,
  username: z.string(),
  fullName: z.string(),
  way: z.enum(['message', 'email']),
  state: z.enum(LINK_MESSAGE_STATES),
  changedAt: Moment,
});
export type LinkMessage = z.output<typeof LinkMessage>;

export const sendStaffLinks = endpoint({
  method: 'POST',
  path: '/api/staff/link-messages',
  access: ['home_affairs'],
  summary: 'Make new one-time links and send each to its person, by e-mail or message',
  body: z.object({
    staffIds: z.array(Id).check(z.minLength(1), z.maxLength(MOST_ACCOUNTS)),
  }),
  reply: z.object({ messages: Count, withoutAddress: z.array(z.string()) }),
});

export const listLinkMessages = endpoint({
  method: 'GET',
  path: '/api/staff/link-messages',
  access: ['home_affairs'],
  summary: 'What the server can send links by, and how the newest of them ended',
  reply: z.object({
    hasGateway: z.boolean(),
    hasMail: z.boolean(),
    messages: z.array(LinkMessage),
  }),
});
