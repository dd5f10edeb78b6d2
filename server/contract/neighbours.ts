import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignParams, Count, Day } from './scalars.ts';
import { Line } from './written-text.ts';

/** Not from the survey: automatic scores of dossiers, dossiers on time, apologies for late ones, PAPI. */
export const NEIGHBOUR_KINDS = ['qd766', 'on_time', 'apology', 'papi'] as const;
export const NeighbourKind = z.enum(NEIGHBOUR_KINDS);
export type NeighbourKind = z.output<typeof NeighbourKind>;

const Origin = {
  kind: NeighbourKind,
  /** What it is of, in words: a year, a month, a quarter. */
  period: Line,
  source: Line,
};

export const NeighbourFigure = z.object({
  ...Origin,
  publishedOn: z.nullable(Day),
  /** None: the whole province. */
  agencyCode: z.nullable(z.string()),
  name: z.string(),
  percent: z.number(),
});
export type NeighbourFigure = z.output<typeof NeighbourFigure>;

export const listNeighbours = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/neighbours',
  access: 'public',
  summary: 'Figures of other sources, shown beside the published index and never part of it',
  params: CampaignParams,
  reply: z.object({ figures: z.array(NeighbourFigure) }),
});

/** As pasted, with the tabs between cells: read at once and not kept. */
const Pasted = z.string().check(z.minLength(1), z.maxLength(100_000));

export const keepNeighbours = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/neighbours',
  access: ['home_affairs'],
  summary: 'Bring in figures of another source: rows of agency and per cent, copied from a table',
  params: CampaignParams,
  body: z.object({ ...Origin, publishedOn: z.nullable(Day), rows: Pasted }),
  reply: z.object({ kept: Count }),
});

export const withdrawNeighbours = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/neighbours/withdrawal',
  access: ['home_affairs'],
  summary: 'Show figures of a source and period no longer; they are kept',
  params: CampaignParams,
  body: z.object(Origin),
  reply: z.object({ withdrawn: Count }),
});
