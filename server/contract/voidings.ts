import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { CampaignParams, Count, Day, Id, Moment } from './scalars.ts';
import { Line, text } from './written-text.ts';

/** Doors at which somebody takes the answer: a kiosk, a clerk, an interviewer at home or by telephone. */
export const TAKER_DOORS = ['counter', 'paper', 'interview', 'phone'] as const;
export type TakerDoor = (typeof TAKER_DOORS)[number];

const Batch = z.object({
  door: z.enum(TAKER_DOORS),
  takerId: Id,
  fromDay: Day,
  toDay: Day,
});

export const Voiding = z.extend(Batch, {
  id: Id,
  takerName: z.string(),
  reason: z.string(),
  state: z.enum(['proposed', 'confirmed', 'refused']),
  proposedAt: Moment,
  proposedBy: z.string(),
  witness: z.nullable(z.string()),
  decidedAt: z.nullable(Moment),
  decidedBy: z.nullable(z.string()),
  /** Where the round asks for four eyes: by a second person of Home Affairs, before the observer. */
  isSecondPersonConfirmed: z.boolean(),
  /** Ballots of the batch as it is now; of a decided one those that were voided. */
  ballots: Count,
});
export type Voiding = z.output<typeof Voiding>;

export const listVoidings = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/voidings',
  access: WITNESSES,
  summary: 'Batches proposed to be voided before the count, and what was decided',
  params: CampaignParams,
  reply: z.object({ voidings: z.array(Voiding) }),
});

export const proposeVoiding = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/voidings',
  access: ['home_affairs'],
  summary:
    'Propose to void what one interviewer, kiosk or clerk handed in on some days; takes effect once an observer has confirmed, with four eyes a second person before',
  params: CampaignParams,
  body: z.extend(Batch, { reason: text(1000, 10) }),
  reply: z.object({ id: Id }),
});

export const decideVoiding = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/voidings/:voidingId/decision',
  access: ['observer'],
  summary:
    'The observer confirms or refuses a proposed voiding, in the presence of a named witness of the Fatherland Front',
  params: z.extend(CampaignParams, { voidingId: Id }),
  body: z.object({ isConfirmed: z.boolean(), witness: Line }),
  reply: z.object({ ballots: Count }),
});
