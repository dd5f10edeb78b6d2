import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { CampaignParams, Count, Day, Id } from './scalars.ts';
import { TAKER_DOORS } from './voidings.ts';

/** Outer data: shortly after the one before; before seven or after nine in the evening; many on one day; forms in the order of their numbers. */
export const OUTER_SIGNS = ['quick', 'odd_hours', 'many', 'consecutive'] as const;
/** Those of the answers are computed by the count, which keeps the mark alone. */
const ANSWER_SIGNS = ['straight', 'alike', 'uniform'] as const;
export type AnswerSign = (typeof ANSWER_SIGNS)[number];
export const SIGNS = [...OUTER_SIGNS, ...ANSWER_SIGNS] as const;
export type OuterSign = (typeof OUTER_SIGNS)[number];
export type Sign = (typeof SIGNS)[number];

export const TakerSigns = z.object({
  takerId: Id,
  takerName: z.string(),
  door: z.enum(TAKER_DOORS),
  answers: Count,
  firstDay: Day,
  lastDay: Day,
  largestDay: Count,
  quick: Count,
  oddHours: Count,
  consecutive: Count,
  /** What differs from the others, corrected for the number of comparisons. */
  marks: z.array(z.enum(SIGNS)),
});
export type TakerSigns = z.output<typeof TakerSigns>;

export const listSigns = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/signs',
  access: WITNESSES,
  summary:
    'Signs in the outer data of sealed ballots, after the count also in how alike answers are, by interviewer, kiosk and clerk: for people to look at, deciding nothing',
  params: CampaignParams,
  reply: z.object({
    takers: z.array(TakerSigns),
    /** With fewer answers than the threshold, or from whom those of few would follow; nothing more of them leaves. */
    withFew: Count,
  }),
});
