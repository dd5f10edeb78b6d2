import * as z from 'zod/mini';
import { endpoint, OFFICE, WITNESSES } from './endpoint.ts';
import { Share } from './figures.ts';
import { Text } from './questionnaire.ts';
import { MODES } from './responses.ts';
import { AgencyCode, CampaignParams, Count, Day, Moment } from './scalars.ts';

export const AgencyProgress = z.object({
  agencyCode: AgencyCode,
  agencyName: z.string(),
  kind: z.string(),
  invited: Count,
  unopened: Count,
  opened: Count,
  received: Count,
  declined: Count,
  undelivered: Count,
  reservesLeft: Count,
});
export type AgencyProgress = z.output<typeof AgencyProgress>;

/** What a measured agency's staff see of themselves: nothing by which they could watch who answers. */
export const OwnProgress = z.object({
  invited: Count,
  /** In whole steps, downwards; null once counted, from then on the results say what may be published. */
  receivedAtLeast: z.nullable(Count),
  step: Count,
  /** What the agency's own carriers have found. */
  undelivered: Count,
});
export type OwnProgress = z.output<typeof OwnProgress>;

/**
 * Twice the threshold: after an answer of a known moment the number stays as it was, nine times of ten, and
 * a number of few is below the first step.
 */
export const receivedStep = (disclosureThreshold: number): number => 2 * disclosureThreshold;
export const inSteps = (received: number, step: number): number =>
  Math.floor(received / step) * step;

export const getProgress = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/progress',
  access: OFFICE,
  summary:
    'Outcomes by agency; an agency sees of itself how many it has to ask, and the answers in steps',
  params: CampaignParams,
  reply: z.object({
    agencies: z.array(AgencyProgress),
    own: z.nullable(OwnProgress),
    /** Answers that came in bursts from one network, by agency and day; signs, not told to an agency. */
    bursts: z.array(z.object({ agencyName: z.string(), day: Day, answers: Count })),
    /** When somebody last tried slip codes one after another; not told to an agency. */
    guessedAt: z.nullable(Moment),
  }),
});

export const DoorShares = z.object({
  doors: z.array(z.enum(MODES)),
  /** What the plan expects of each of these doors, as shares of all answers; null where it says nothing of doors. */
  planned: z.nullable(z.array(Share)),
  agencies: z.array(
    z.object({
      agencyCode: AgencyCode,
      agencyName: z.string(),
      received: Count,
      /** By door; null where one of them was taken by fewer than the threshold. */
      counts: z.nullable(z.array(Count)),
    }),
  ),
});
export type DoorShares = z.output<typeof DoorShares>;

export const getDoorShares = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/doors',
  access: WITNESSES,
  summary: 'By which doors the answers of each agency came; a door of few is told of no agency',
  params: CampaignParams,
  reply: DoorShares,
});

/** Weeks together, so that none has fewer answers than the threshold. */
const ReceivedWeek = z.object({
  from: Day,
  to: Day,
  received: Count,
  /** Until the end of these weeks. */
  whole: Count,
});

export const getReceivedWeeks = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/received-weeks',
  access: WITNESSES,
  summary: 'Answers of the province by the week in which they came; a week of few with the next',
  params: CampaignParams,
  reply: z.object({ invited: Count, weeks: z.array(ReceivedWeek) }),
});

/** `family.name`; every measure of a family is about the same responses. */
export const ParadataTotal = z.object({
  /** Null: the province, with the agencies that are too few to be shown alone. */
  agencyCode: z.nullable(AgencyCode),
  measure: z.string(),
  responses: Count,
  total: z.int(),
});
export type ParadataTotal = z.output<typeof ParadataTotal>;

export const getParadata = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/paradata',
  access: OFFICE,
  summary: 'How interviews went, in totals by agency, once counted; an agency sees its own',
  params: CampaignParams,
  reply: z.object({
    totals: z.array(ParadataTotal),
    screens: z.array(z.object({ code: z.string(), name: Text })),
  }),
});
export type ParadataReply = z.output<typeof getParadata.reply>;
