import * as z from 'zod/mini';
import { CHANGES } from './changes.ts';
import { endpoint } from './endpoint.ts';
import { Share } from './figures.ts';
import { CampaignParams, Count, Day, Id } from './scalars.ts';

/** A year beside this round's: a round that this system counted, or a table that was published elsewhere. */
export const ShownYear = z.object({
  year: z.int(),
  kind: z.enum(['round', 'table']),
  /** The round's name, or where the table was published. */
  name: z.string(),
  publishedOn: z.nullable(Day),
  method: z.nullable(z.string()),
  /** Some of its figures have an error: only these can bear out a change. */
  hasErrors: z.boolean(),
  /** Figures of a table that are not shown: of few respondents, or all of one mind. */
  withheld: Count,
});
export type ShownYear = z.output<typeof ShownYear>;

export const YearPoint = z.object({
  year: z.int(),
  index: Share,
  step: z.number(),
  /** Null where the error is not known. */
  low: z.nullable(Share),
  high: z.nullable(Share),
  respondents: z.nullable(Count),
  /** Old agencies whose weighted mean this is; empty: one and the same. */
  parts: z.array(z.string()),
  /** Against the year before among those shown; null: no figure there, or an error is not known. */
  change: z.nullable(z.enum(CHANGES)),
});
export type YearPoint = z.output<typeof YearPoint>;

/** One figure over the years, the earliest first. */
export const YearSeries = z.object({
  agencyCode: z.nullable(z.string()),
  name: z.string(),
  node: z.string(),
  points: z.array(YearPoint),
});
export type YearSeries = z.output<typeof YearSeries>;

export const Years = z.object({
  campaignId: Id,
  /** Changes when a table is brought in, matched anew or taken out. */
  edition: z.string(),
  /** Node of the whole index. */
  total: z.string(),
  /** The earliest first; this round's is the last. */
  years: z.array(ShownYear),
  series: z.array(YearSeries),
});
export type Years = z.output<typeof Years>;

export const getPublishedYears = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/years',
  access: 'public',
  summary:
    "The province's figures and the agencies' totals over the years; nothing where no earlier year is known",
  params: CampaignParams,
  reply: Years,
});

export const getPublishedAgencyYears = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/agencies/:agencyCode/years',
  access: 'public',
  summary: "One agency's total, parts and factors over the years",
  params: z.object({ campaignId: Id, agencyCode: z.string() }),
  reply: Years,
});
