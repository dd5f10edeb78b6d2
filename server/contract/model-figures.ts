import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { Share } from './figures.ts';
import { CampaignParams, Count, Id } from './scalars.ts';

/** Share of the province's unsatisfied answers that a factor has. */
const PointsLost = z.object({ node: z.string(), share: Share });

/** What the province's total would be under other assumptions; shares in whole per cent. */
export const Sensitivity = z.object({
  index: Share,
  step: z.nullable(z.number()),
  /** Of everybody asked who belongs to the population; null: not published. */
  responseRate: z.nullable(Share),
  /** All who did not answer unsatisfied, or all satisfied, as if all strata answered alike. */
  bounds: z.nullable(z.object({ low: Share, high: Share })),
  /** The odds of a satisfied answer of who did not answer, relative to those who did. */
  nonresponse: z.array(z.object({ odds: z.number(), index: Share })),
  /** Without those who answered in one mode. */
  modes: z.array(z.object({ mode: z.string(), respondents: Count, without: Share })),
  /** Items without an answer, all of them unsatisfied or all satisfied. */
  missing: z.nullable(z.object({ share: Share, asUnsatisfied: Share, asSatisfied: Share })),
});

export const SmallAreaFigure = z.object({
  agencyCode: z.string(),
  name: z.string(),
  /** `synthetic`: no answer of the agency's people is in it. */
  basis: z.enum(['model', 'synthetic']),
  value: Share,
  low: Share,
  high: Share,
  /** Share of the agency's own published figure in the estimate. */
  ownShare: Share,
  direct: z.nullable(Share),
});

/** Fay–Herriot on the agencies' published totals. */
export const SmallAreas = z.object({
  /** Agencies with a figure of their own, which the model is fitted on. */
  fittedOn: Count,
  covariates: z.array(z.string()),
  /** Standard deviation between agencies on the scale of the model (arcsine of the root). */
  deviation: z.number(),
  /** Factor that brings the estimates to the province's published total. */
  benchmark: z.number(),
  agencies: z.array(SmallAreaFigure),
});

/** Made of the publication alone, so that it tells no more than it does. Nothing of it is a published index. */
export const ModelFigures = z.object({
  campaignId: Id,
  campaignName: z.string(),
  provinceName: z.string(),
  lost: z.array(PointsLost),
  sensitivity: z.nullable(Sensitivity),
  smallAreas: z.nullable(SmallAreas),
  nodes: z.array(
    z.object({ code: z.string(), label: z.object({ vi: z.string(), en: z.string() }) }),
  ),
});
export type ModelFigures = z.output<typeof ModelFigures>;

export const getModelFigures = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/models',
  access: 'public',
  summary:
    'What follows from the published figures under assumptions: points lost by factor, sensitivity, small agencies by Fay–Herriot',
  params: CampaignParams,
  reply: ModelFigures,
});
