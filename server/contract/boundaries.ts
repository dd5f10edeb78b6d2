import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { Boundaries } from './pictures/boundary-map.ts';
import { AgencyCode, CampaignParams, Count, Id, Moment, Sha256 } from './scalars.ts';
import { Line } from './written-text.ts';

/** What a province's file gave: which communes it draws, and what in it is no commune of the province. */
export const BoundaryReport = z.object({
  sha256: Sha256,
  /** Corners in the file, and those that are kept for a page. */
  given: Count,
  kept: Count,
  /** Areas matched by an agency's code, and by its name. */
  byCode: Count,
  byName: Count,
  unmatched: z.array(z.string()),
  /** Communes of the province that the file does not draw. */
  missing: z.array(z.object({ code: AgencyCode, name: z.string() })),
});
export type BoundaryReport = z.output<typeof BoundaryReport>;

const BoundarySet = z.object({
  boundaryId: Id,
  source: z.string(),
  report: BoundaryReport,
  addedAt: Moment,
  addedBy: z.string(),
  withdrawnAt: z.nullable(Moment),
});

export const listBoundaries = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/boundaries',
  access: WITNESSES,
  summary: "The province's own boundaries of communes, the newest first, and how they are drawn",
  params: CampaignParams,
  reply: z.object({
    sets: z.array(BoundarySet),
    /** Drawing of those in use, without any figure: markup that the server made. */
    drawing: z.nullable(z.string()),
  }),
});

export const bringBoundaries = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/boundaries',
  access: ['home_affairs'],
  summary: 'Bring a GeoJSON file of the communes (WGS84): checked, matched, simplified, kept',
  params: CampaignParams,
  /** Printed below each map: whose boundaries they are, and under which licence. */
  query: z.object({ source: Line }),
  upload: true,
  reply: z.object({ boundaryId: Id, report: BoundaryReport }),
});

export const withdrawBoundaries = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/boundaries/:boundaryId/withdrawal',
  access: ['home_affairs'],
  summary: 'Draw no later publication with these boundaries; what is published keeps them',
  params: z.object({ campaignId: Id, boundaryId: Id }),
  body: z.object({}),
  reply: z.object({}),
});

export const getPublishedBoundaries = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/boundaries',
  access: 'public',
  summary: 'The boundaries that the published map is drawn with; null where there are none',
  params: CampaignParams,
  reply: z.object({ boundaries: z.nullable(Boundaries) }),
});
