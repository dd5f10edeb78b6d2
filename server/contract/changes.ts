import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { Share } from './figures.ts';
import { Text } from './questionnaire.ts';
import { CampaignParams, Id } from './scalars.ts';

export const CHANGES = ['risen', 'fallen', 'not_different'] as const;
const Wave = z.object({ campaignId: Id, campaignName: z.string(), year: z.int() });

/** One figure beside that of the wave before; each share with what it was rounded to. */
export const Change = z.object({
  agencyCode: z.nullable(z.string()),
  name: z.string(),
  node: z.string(),
  /** What the node was called in the wave before. */
  earlierNode: z.string(),
  /** Agencies of the wave before that the earlier share is of together; empty: one and the same. */
  joined: z.array(z.string()),
  earlier: Share,
  earlierStep: z.number(),
  later: Share,
  laterStep: z.number(),
  change: z.enum(CHANGES),
  /** How far the change may reach, over all lines of its family together with 95 %; rounded outwards. */
  low: z.number().check(z.gte(-1), z.lte(1)),
  high: z.number().check(z.gte(-1), z.lte(1)),
});
export type Change = z.output<typeof Change>;

const Labels = z.array(Text);
/** Questions that were not asked alike in both waves, and what consists of them. */
export const NotCompared = z.object({
  changed: Labels,
  added: Labels,
  dropped: Labels,
  /** Factors, parts and the total that have other criteria than before. */
  broad: Labels,
});
export type NotCompared = z.output<typeof NotCompared>;

/** An agency that was not the same in the wave before, by the declaration in the publication. */
export const RearrangedAgency = z.object({
  agencyCode: z.string(),
  name: z.string(),
  /** What it consists of; a part that is not whole was divided, so that nothing is compared. */
  parts: z.array(z.object({ name: z.string(), isWhole: z.boolean() })),
  isCompared: z.boolean(),
});
export type RearrangedAgency = z.output<typeof RearrangedAgency>;

/** Made of the two publications alone, so that it tells no more than they do. */
export const Changes = z.object({
  later: Wave,
  /** The province's publication of the latest year before that was public first; null: there is none. */
  earlier: z.nullable(Wave),
  /** False: no question was asked and counted alike, so nothing is compared. */
  isComparable: z.boolean(),
  notCompared: NotCompared,
  /** Of the province every node, of an agency every node but criteria. */
  changes: z.array(Change),
  rearranged: z.array(RearrangedAgency),
  /** Agencies that only one of the waves has. */
  unmatched: z.object({ earlier: z.array(z.string()), later: z.array(z.string()) }),
});
export type Changes = z.output<typeof Changes>;

export const getPublishedChanges = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/changes',
  access: 'public',
  summary: 'The published figures beside those of the wave before, with what has clearly changed',
  params: CampaignParams,
  reply: Changes,
});
