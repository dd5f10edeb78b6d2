import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { MODES } from './responses.ts';
import { AgencyCode, CampaignParams, Count, Moment, Sha256 } from './scalars.ts';
import { Line, text, verbatim } from './written-text.ts';

export const METHODS = [
  'equal',
  'proportional',
  'square-root',
  'costa',
  'optimal-integer',
] as const;

const WHOLE = 1;
const HALF_A_PERCENT = 0.005;

/** Which part of the answers each door is to bring, all doors together the whole: for what packs, devices and people are ordered. */
export const PlannedDoors = z
  .partialRecord(z.enum(MODES), z.number().check(z.gte(0), z.lte(1)))
  .check(
    z.refine(
      (doors) =>
        Math.abs(Object.values(doors).reduce((sum, share) => sum + share, 0) - WHOLE) <
        HALF_A_PERCENT,
    ),
  );
export type PlannedDoors = z.output<typeof PlannedDoors>;

/** How many are asked and where; the preview and the published plan follow from it alone. */
export const SampleDesign = z.object({
  method: z.enum(METHODS),
  size: z.int().check(z.gte(1), z.lte(1_000_000)),
  minimumPerStratum: z.int().check(z.gte(0), z.lte(1000)),
  minimumPerAgency: z.int().check(z.gte(0), z.lte(5000)),
  /** Reserves for each drawn person of a stratum, as far as the stratum reaches. */
  reserveRatio: z.number().check(z.gte(0), z.lte(5)),
  /** Planning assumptions; they move the forecast, and the optimum by S² = p(1 − p). */
  responseRate: z.number().check(z.gt(0), z.lte(1)),
  expectedProportion: z.number().check(z.gt(0), z.lt(1)),
  doors: z.optional(PlannedDoors),
});
export type SampleDesign = z.output<typeof SampleDesign>;

export const Stratum = z.object({
  code: z.string(),
  agencyCode: AgencyCode,
  agencyName: z.string(),
  agencyKind: z.string(),
  fieldCode: z.string(),
  fieldName: z.string(),
  population: Count,
});
export type Stratum = z.output<typeof Stratum>;

export const PlannedStratum = z.object({
  stratum: z.string(),
  population: Count,
  sample: Count,
  reserves: Count,
});
export type PlannedStratum = z.output<typeof PlannedStratum>;

export const Plan = z.object({
  /** Null where it was stored in a form that is none of today's: sizes and hash hold without it. */
  design: z.nullable(SampleDesign),
  sha256: Sha256,
  frameSha256: Sha256,
  publishedAt: Moment,
  publishedBy: z.string(),
  drawAllowedFrom: Moment,
  strata: z.array(PlannedStratum),
});
export type Plan = z.output<typeof Plan>;

export const Witness = z.object({ name: Line, body: Line });

export const DrawRecord = z.object({
  drawId: z.string(),
  campaignName: z.string(),
  frameSha256: Sha256,
  /** Root of the Merkle tree over the lines of the frame. */
  merkleRoot: Sha256,
  /** Root over the commitments to persons and dossiers; frames frozen before version 0.2 have none. */
  commitmentsRoot: z.nullable(Sha256),
  planSha256: Sha256,
  dice: z.string(),
  beacon: z.string(),
  key: Sha256,
  sampleSha256: Sha256,
  seed: z.string(),
  sampled: Count,
  reserves: Count,
  people: Count,
  strata: Count,
  agencies: Count,
  witnesses: z.array(Witness),
  drawnAt: Moment,
  drawnBy: z.string(),
});
export type DrawRecord = z.output<typeof DrawRecord>;

const record = <const P extends `/api/${string}`>(path: P, summary: string) =>
  endpoint({
    method: 'GET',
    path,
    access: 'public',
    summary,
    params: CampaignParams,
    file: 'text/plain; charset=utf-8',
  });

export const listStrata = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/strata',
  access: WITNESSES,
  summary: 'Strata of the frozen frame with their populations N_h',
  params: CampaignParams,
  reply: z.object({ strata: z.array(Stratum) }),
});

export const publishPlan = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/plan',
  access: ['home_affairs'],
  summary: 'Lock the sample plan and publish its hash',
  params: CampaignParams,
  body: SampleDesign,
  reply: Plan,
});

export const getPlan = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/plan',
  access: 'public',
  summary: 'The published plan',
  params: CampaignParams,
  reply: Plan,
});

export const drawSample = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/draw',
  access: ['home_affairs'],
  summary: 'Draw in public from the dice (SIPAS-DRAW/1)',
  params: CampaignParams,
  body: z.object({
    dice: text(200),
    witnesses: z.array(Witness).check(z.minLength(1), z.maxLength(20)),
  }),
  reply: DrawRecord,
});

export const getDraw = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/draw',
  access: 'public',
  summary: 'The public record of the draw',
  params: CampaignParams,
  reply: DrawRecord,
});

export const downloadSeed = record('/api/campaigns/:campaignId/draw/seed.txt', 'Seed transcript');
export const downloadPlan = record(
  '/api/campaigns/:campaignId/draw/plan.tsv',
  'Plan: N_h, n_h, reserves',
);
export const downloadSample = record(
  '/api/campaigns/:campaignId/draw/sample.tsv',
  'Sample and reserves by ticket',
);

export const RESERVE_REASONS = [
  'below_target',
  'wrong_address',
  'moved',
  'died',
  'ineligible',
] as const;

/** Strictly in ticket order; every released agency counts in n_h, so no person is swapped for another. */
export const releaseReserves = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/reserves',
  access: ['home_affairs'],
  summary: 'Release the next reserves of a stratum and issue their invitations',
  params: CampaignParams,
  body: z.object({
    stratum: verbatim(48),
    count: z.int().check(z.gte(1), z.lte(500)),
    /** Of the stratum's agency, as the progress showed it. A release decided on another number is refused. */
    left: Count,
    reason: z.enum(RESERVE_REASONS),
  }),
  reply: z.object({ released: Count, left: Count }),
});
