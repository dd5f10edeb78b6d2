import * as z from 'zod/mini';
import { endpoint, LIST_READERS, WITNESSES } from './endpoint.ts';
import {
  AgencyCode,
  CampaignAgencyParams,
  CampaignParams,
  Count,
  Day,
  Moment,
  Page,
} from './scalars.ts';
import { FileName } from './written-text.ts';

/** Tables of dossiers that an agency does not write. */
export const SOURCE_KINDS = ['province', 'complaints', 'apologies'] as const;
export const SourceKind = z.enum(SOURCE_KINDS);
export type SourceKind = z.output<typeof SourceKind>;

/** An agency's list beside one second source; both count dossiers returned in the window, each once. */
export const SourceComparison = z.object({
  kind: SourceKind,
  agencyCode: AgencyCode,
  agencyName: z.string(),
  uploadedAt: Moment,
  listed: Count,
  listedLate: Count,
  inSource: Count,
  /** Null where the source does not tell days. */
  lateInSource: z.nullable(Count),
  inBoth: Count,
  /** In the source, and in no list. */
  absent: Count,
  /** In the source; the list has it, but leaves it out as not returned in the window, withdrawn or in error. */
  leftOut: Count,
  /** Absent or left out, of the source's late ones. */
  lateMissing: z.nullable(Count),
  /** Share of the source that is absent or left out: exact binomial interval of 95 %. Null for an empty source. */
  missing: z.nullable(z.object({ share: z.number(), low: z.number(), high: z.number() })),
  /** Chapman's estimate of all dossiers; null where fewer than seven are in both. */
  estimate: z.nullable(
    z.object({
      total: z.number(),
      standardError: z.number(),
      low: z.number(),
      high: z.number(),
      missedByBoth: z.number(),
    }),
  ),
  /** More than one in a hundred is missing, beyond chance: a reason to ask, and no finding. */
  standsOut: z.boolean(),
});
export type SourceComparison = z.output<typeof SourceComparison>;

export const SecondSource = z.object({
  kind: SourceKind,
  fileName: z.string(),
  uploadedAt: Moment,
  dossiers: Count,
  /** Rows without a code, repeated, or returned outside the window. */
  leftRows: Count,
  /** Dossiers of which neither the source nor any list names the agency. */
  withoutAgency: Count,
});
export type SecondSource = z.output<typeof SecondSource>;

export const uploadSecondSource = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/second-sources/:kind',
  access: ['home_affairs'],
  summary:
    "The province's list, or the register of complaints or apologies: codes of dossiers beside those of the agencies' lists",
  params: z.extend(CampaignParams, { kind: SourceKind }),
  query: z.object({ fileName: FileName }),
  upload: true,
  reply: SecondSource,
});

export const listSecondSources = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/second-sources',
  access: WITNESSES,
  summary: "Second sources beside all agencies' lists; counts only",
  params: CampaignParams,
  reply: z.object({ sources: z.array(SecondSource), comparisons: z.array(SourceComparison) }),
});

export const getAgencySources = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/second-sources',
  access: LIST_READERS,
  summary: "Second sources beside an agency's list; counts only",
  params: CampaignAgencyParams,
  reply: z.object({ comparisons: z.array(SourceComparison) }),
});

/** A dossier of the source that the list lacks, leaves out, or tells otherwise. */
export const SourceDifference = z.object({
  kind: SourceKind,
  code: z.string(),
  difference: z.enum(['absent', 'left_out', 'late_differs']),
  /** Rule or fault for which the list leaves it out. */
  reason: z.nullable(z.string()),
  returnedOn: z.nullable(Day),
  isLate: z.nullable(z.boolean()),
  listedReturnedOn: z.nullable(Day),
  isListedLate: z.nullable(z.boolean()),
});
export type SourceDifference = z.output<typeof SourceDifference>;

export const listSourceDifferences = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/second-sources/differences',
  access: ['home_affairs', 'agency'],
  summary:
    'Dossiers in which a second source and the list disagree, 50 a page, absent and late first',
  params: CampaignAgencyParams,
  query: Page,
  reply: z.object({ dossiers: z.array(SourceDifference), total: Count }),
});
