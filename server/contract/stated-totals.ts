import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { Explanation } from './explanation.ts';
import { CampaignAgencyParams, CampaignParams, Count, Moment } from './scalars.ts';
import { FileName } from './written-text.ts';

export const TOTALS = ['received', 'returned', 'late'] as const;
export const TotalDifference = z.object({
  name: z.enum(TOTALS),
  stated: Count,
  listed: Count,
  /** Small enough to be a matter of the hour at which each was taken. */
  isTolerable: z.boolean(),
});
export type TotalDifference = z.output<typeof TotalDifference>;

/** Whose statement of the one-stop system's figures it is. Home Affairs' comes first. */
export const TOTAL_SOURCES = ['home_affairs', 'agency'] as const;
export const TotalSource = z.enum(TOTAL_SOURCES);
export type TotalSource = z.output<typeof TotalSource>;

export const StatedTotals = z.object({
  source: TotalSource,
  statedAt: Moment,
  received: z.nullable(Count),
  returned: Count,
  late: z.nullable(Count),
  /** Beside the list; empty while there is no list. */
  differences: z.array(TotalDifference),
});

export const Totals = z.object({
  statements: z.array(StatedTotals),
  note: z.nullable(Explanation),
});

export const stateTotals = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/completeness/totals',
  access: ['home_affairs', 'agency'],
  summary:
    'What the one-stop system itself counts for the agency, beside what the other side has stated',
  params: CampaignAgencyParams,
  body: z.object({
    received: z.nullable(Count),
    returned: Count,
    late: z.nullable(Count),
  }),
  reply: Totals,
});

export const uploadTotals = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/completeness/totals',
  access: ['home_affairs'],
  summary: "The one-stop system's figures of all agencies, as a table (XLSX, CSV)",
  params: CampaignParams,
  query: z.object({ fileName: FileName }),
  upload: true,
  reply: z.object({ agencies: Count, unknown: z.array(z.string()) }),
});
