import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { Exclusion, Fault, RowCounts } from './row-counts.ts';
import { AgencyCode, CampaignParams, Count, Moment, Sha256 } from './scalars.ts';
import { text } from './written-text.ts';

/** What Home Affairs remarked when it accepted an agency's list, word for word. */
export const ListRemark = z.object({
  agencyCode: AgencyCode,
  agencyName: z.string(),
  remark: z.string(),
});
export type ListRemark = z.output<typeof ListRemark>;

/** Agencies whose own list was not accepted when the frame was frozen, and why it was frozen all the same. */
export const Unaccepted = z.object({ agencies: Count, reason: z.nullable(z.string()) });

/** Whom earlier rounds leave out of this one: persons, each with the dossiers of one agency. */
export const RestFacts = z.object({
  /** The last rounds whose people rest. */
  rounds: Count,
  /** Rounds whose key is lost: they leave nobody out. */
  roundsWithoutKey: Count,
  asked: Count,
  refused: Count,
  /** Strata of which more than half would rest: everybody stays in them. */
  keptStrata: Count,
});
export type RestFacts = z.output<typeof RestFacts>;

/** How dossiers were taken for one person's where the evidence did not say enough. */
const LinkageFacts = z.object({
  /** Pairs that nobody has decided: kept apart. */
  undecided: Count,
  /** Pairs that somebody has joined, and kept apart. */
  joined: Count,
  keptApart: Count,
});

export const FrozenFrame = z.object({
  sha256: Sha256,
  merkleRoot: Sha256,
  /** Root over the commitments to persons and dossiers; frames frozen before version 0.2 have none. */
  commitmentsRoot: z.nullable(Sha256),
  people: Count,
  /** The same with each person once, whom several agencies have served. */
  distinctPersons: z.number().check(z.nonnegative()),
  strata: Count,
  rows: RowCounts,
  exclusions: z.array(z.object({ reason: Exclusion, rows: Count })),
  faults: z.array(z.object({ reason: Fault, rows: Count })),
  absentAgencies: Count,
  absentReason: z.nullable(z.string()),
  unaccepted: Unaccepted,
  /** Null where no earlier round of the province has left traces. */
  rest: z.nullable(RestFacts),
  remarks: z.array(ListRemark),
  /** Null in frames frozen before there were doubtful pairs. */
  linkage: z.nullable(LinkageFacts),
  frozenAt: Moment,
  frozenBy: z.string(),
});
export type FrozenFrame = z.output<typeof FrozenFrame>;

export const freezeFrame = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/freeze',
  access: ['home_affairs'],
  summary: 'Frame open → frame frozen: canonical bytes, hash, counts; nothing changes afterwards',
  params: CampaignParams,
  body: z.object({
    absentReason: z.optional(text(500)),
    unacceptedReason: z.optional(text(500)),
  }),
  reply: FrozenFrame,
});

/** How far a freezing has come: the people looked through, committed to, stored. */
export const FreezeProgress = z.object({
  step: z.enum(['linking', 'committing', 'storing']),
  people: Count,
  total: Count,
});
export type FreezeProgress = z.output<typeof FreezeProgress>;

export const getFreezeProgress = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/freeze',
  access: ['home_affairs'],
  summary: 'How far the freezing has come that is under way; null where none is',
  params: CampaignParams,
  reply: z.object({ progress: z.nullable(FreezeProgress) }),
});

export const getFrozenFrame = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frozen-frame',
  access: 'public',
  summary: 'Hash and counts of the frozen frame',
  params: CampaignParams,
  reply: FrozenFrame,
});

export const FrameCheck = z.object({
  units: Count,
  /** Person, contact data and dossier are those of the freeze. */
  intact: Count,
  /** Erased since, by the rules of erasure. */
  erased: Count,
  /** Something behind the pseudonym is not what it was. */
  changed: Count,
  /** The commitments are those whose root was published; null where none was. */
  isRootSame: z.nullable(z.boolean()),
});
export type FrameCheck = z.output<typeof FrameCheck>;

export const checkFrozenFrame = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frozen-frame/check',
  access: WITNESSES,
  summary:
    'Compare persons and dossiers behind the pseudonyms with what was committed to at the freeze',
  params: CampaignParams,
  reply: FrameCheck,
});

export const downloadStrata = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frozen-frame/strata.tsv',
  access: WITNESSES,
  summary:
    'Of each stratum N_h and the sum of 1/multiplicity: by the latter a figure by person is weighted',
  params: CampaignParams,
  file: 'text/tab-separated-values; charset=utf-8',
});

export const downloadFrame = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/draw/frame.tsv',
  access: 'public',
  summary: 'The frozen frame by pseudonym and stratum, as the draw read it',
  params: CampaignParams,
  file: 'text/tab-separated-values; charset=utf-8',
});
