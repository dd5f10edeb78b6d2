import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignAgencyParams, Count, Day, Moment, Page } from './scalars.ts';
import { verbatim } from './written-text.ts';

/** One of two dossiers that may be one person's: what it says of its owner. */
export const DoubtfulDossier = z.object({
  code: z.string(),
  fullName: z.string(),
  /** Who came to the counter for the owner: then this is the person who is compared. */
  cameName: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  /** A day, or a year. */
  birth: z.nullable(z.string()),
  address: z.nullable(z.string()),
  procedureName: z.string(),
  returnedOn: z.nullable(Day),
});
export type DoubtfulDossier = z.output<typeof DoubtfulDossier>;

export const DoubtfulPair = z.object({
  dossiers: z.tuple([DoubtfulDossier, DoubtfulDossier]),
  /** The numbers themselves are kept nowhere. */
  idNumbers: z.enum(['same', 'different', 'unknown']),
  /** Some of what they say speaks against their being one person's. */
  isContradiction: z.boolean(),
});
export type DoubtfulPair = z.output<typeof DoubtfulPair>;

export const listDoubts = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/doubts',
  access: ['home_affairs', 'agency'],
  summary:
    'Pairs of dossiers that may be one person’s or two persons’, contradictions first, 25 a page; the reading is recorded',
  params: CampaignAgencyParams,
  query: Page,
  reply: z.object({ pairs: z.array(DoubtfulPair), total: Count, page: Count }),
});

/** Codes of dossiers are sent in bodies only: an address is logged. */
const DossierCodes = z.tuple([verbatim(100, 1), verbatim(100, 1)]);

export const decidePair = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/pair-decisions',
  access: ['home_affairs', 'agency'],
  summary:
    'Say that two dossiers of the agency are one person’s, or two persons’; newer lists keep it',
  params: CampaignAgencyParams,
  body: z.object({ dossierCodes: DossierCodes, isSame: z.boolean() }),
  reply: z.object({}),
});

export const undoPairDecision = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/pair-decisions/undo',
  access: ['home_affairs', 'agency'],
  summary: 'Take such a decision back: the evidence decides again',
  params: CampaignAgencyParams,
  body: z.object({ dossierCodes: DossierCodes }),
  reply: z.object({}),
});

export const PairDecision = z.object({
  dossierCodes: z.tuple([z.string(), z.string()]),
  /** Empty where the list in force has no such dossier. */
  names: z.tuple([z.string(), z.string()]),
  isSame: z.boolean(),
  decidedAt: Moment,
  decidedBy: z.string(),
});
export type PairDecision = z.output<typeof PairDecision>;

export const listPairDecisions = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/pair-decisions',
  access: ['home_affairs', 'agency'],
  summary: 'What somebody has said of two dossiers; the reading is recorded',
  params: CampaignAgencyParams,
  reply: z.object({ decisions: z.array(PairDecision) }),
});
