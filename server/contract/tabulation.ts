import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import type { Questionnaire } from './questionnaire.ts';
import { Text } from './questionnaire.ts';
import { CampaignParams, Count, Moment, Sha256 } from './scalars.ts';

/**
 * What the frame and the door know of a response. It is sealed with the ballot and counted in tables; no
 * counted response keeps it.
 */
export const TRAITS = ['mode', 'language', 'channel', 'timeliness', 'month', 'applicant'] as const;
export type Trait = (typeof TRAITS)[number];

/** Fewer respondents than this make no group: its figures together would tell who is in it. */
export const FEWEST_IN_GROUP = 30;

/** Of fewer respondents a tenth of a per cent is finer than one of them. */
export const RESPONDENTS_FOR_TENTHS = 1000;

/** Which tables the count will make; fixed and hashed with the sample plan, so that nobody fishes afterwards. */
export const TabulationPlan = z.object({
  version: z.literal('SIPAS-TABLES/1'),
  /** Traits and questions about the person: every node of the index down to factors, by category. */
  groupings: z.array(z.string()),
  /** Questions outside the index: the share of each answer, in the province. */
  questions: z.array(z.string()),
  fewestInGroup: z.int(),
});
export type TabulationPlan = z.output<typeof TabulationPlan>;

/** All questions are reported, and by everything that is asked about the person. */
export function tabulationOf({ groups, nodes }: Questionnaire): TabulationPlan {
  const criteria = new Set(nodes.map(({ question }) => question));
  const codesOf = (part: (group: Questionnaire['groups'][number]) => boolean) =>
    groups
      .filter(part)
      .flatMap(({ questions }) => questions)
      .filter(({ kind, code }) => kind !== 'comment' && !criteria.has(code))
      .map(({ code }) => code);
  return {
    version: 'SIPAS-TABLES/1',
    groupings: [...TRAITS, ...codesOf(({ part }) => part === 'about')],
    questions: codesOf(() => true),
    fewestInGroup: FEWEST_IN_GROUP,
  };
}

const Share = z.number().check(z.gte(0), z.lte(1));

/** One figure about those of one category; a category that is withheld has none at all. */
export const GroupFigure = z.object({
  /** A trait, a question about the person, or `all`. */
  grouping: z.string(),
  category: z.string(),
  /** A node of the index, or `question:value` for the share of an answer. */
  measure: z.string(),
  respondents: Count,
  /** Rounded before it was stored, with its 95 % interval. */
  share: Share,
  low: z.nullable(Share),
  high: z.nullable(Share),
});
export type GroupFigure = z.output<typeof GroupFigure>;

export const getTabulationPlan = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/tabulation',
  access: 'public',
  summary: 'The tables that the count makes, fixed with the sample plan',
  params: CampaignParams,
  reply: z.object({
    plan: TabulationPlan,
    sha256: Sha256,
    publishedAt: Moment,
    /** Fewest responses of the stratum that a counted response keeps. */
    disclosureThreshold: Count,
    /** Questions that the plan names by their codes. */
    questions: z.array(z.object({ code: z.string(), label: Text })),
  }),
});
