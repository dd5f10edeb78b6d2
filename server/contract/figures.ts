import * as z from 'zod/mini';
import { Count } from './scalars.ts';

export const VERDICTS = [
  'show',
  'flag',
  'suppress-reliability',
  'suppress-confidentiality',
] as const;
export const Share = z.number().check(z.gte(0), z.lte(1));

/** Beyond 90 % a share can tell that everybody of a small group agreed: then only this leaves. */
export const BANDS = ['above_90', 'below_10'] as const;

export const TIERS = ['higher', 'not_different', 'lower'] as const;

/**
 * A figure never leaves without its n, its range and its verdict; a suppressed one leaves without the
 * figure. Every number is rounded where results are made (server/results/what-leaves.ts), and no standard
 * error, weight or degrees of freedom leave: with the public N_h and n_h they are an integer puzzle.
 */
export const Figure = z.object({
  node: z.string(),
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()),
  /** Share of answers 4–5 among valid answers. */
  index: z.nullable(Share),
  /** In place of the index, its range and its distribution. */
  band: z._default(z.nullable(z.enum(BANDS)), null),
  /** What shares are rounded to: 0.01 is whole percent. */
  step: z._default(z.nullable(z.number()), null),
  low: z.nullable(Share),
  high: z.nullable(Share),
  /** Mean score, 1–5. */
  mean: z._default(z.nullable(z.number()), null),
  meanLow: z._default(z.nullable(z.number()), null),
  meanHigh: z._default(z.nullable(z.number()), null),
  /** People with at least one valid answer in the node, and valid answers. */
  respondents: z.nullable(Count),
  validAnswers: z._default(z.nullable(Count), null),
  /** Weighted shares of the answers 1–5. */
  distribution: z._default(z.nullable(z.array(Share)), null),
  /** Of an agency beside the province, on this node. */
  tier: z._default(z.nullable(z.enum(TIERS)), null),
});
export type Figure = z.output<typeof Figure>;

/** One reporting domain: the province, an agency, a field, or an agency's field. */
export const Domain = z.object({
  key: z.string(),
  level: z.enum(['province', 'agency', 'field', 'agency_field']),
  agencyCode: z.nullable(z.string()),
  fieldCode: z.nullable(z.string()),
  name: z.string(),
  kind: z.nullable(z.string()),
  population: Count,
  invited: Count,
  received: z.nullable(Count),
  responseRate: z.nullable(z.number()),
  /**
   * Of an agency, on the total: places that the figures leave possible among the agencies with a figure, 1 the
   * highest; together with 95 %. Absent elsewhere, and in editions of before.
   */
  rank: z.optional(z.object({ lower: Count, upper: Count, among: Count })),
  figures: z.array(Figure),
});
export type Domain = z.output<typeof Domain>;
