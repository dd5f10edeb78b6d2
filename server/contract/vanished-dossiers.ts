import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignAgencyParams, Count, Day, Page } from './scalars.ts';
import { text, verbatim } from './written-text.ts';

/** Why a dossier of the earlier list is not in the newer one. */
export const VANISHING_REASONS = [
  'entered_twice',
  'test_entry',
  'code_corrected',
  'of_another_agency',
  'deleted_by_owner',
  'other',
] as const;
export const VanishingReason = z.enum(VANISHING_REASONS);
export type VanishingReason = z.output<typeof VanishingReason>;
/** The same, and what the one who replaced an agency's list answers for. */
const VanishedReason = z.enum([...VANISHING_REASONS, 'replaced']);

export const VanishedDossier = z.object({
  code: z.string(),
  field: z.string(),
  receivedOn: z.nullable(Day),
  returnedOn: z.nullable(Day),
  isLate: z.boolean(),
  isRefused: z.boolean(),
  reason: z.nullable(VanishedReason),
  note: z.nullable(z.string()),
});
export type VanishedDossier = z.output<typeof VanishedDossier>;

export const listVanished = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/completeness/vanished',
  access: ['home_affairs', 'agency'],
  summary: 'Dossiers that an earlier list had and this one has not, 50 a page, unexplained first',
  params: CampaignAgencyParams,
  query: Page,
  reply: z.object({ dossiers: z.array(VanishedDossier), total: Count, unexplained: Count }),
});

export const explainVanished = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/completeness/vanished',
  access: ['agency'],
  summary: 'Why dossiers have vanished: for some by code, or the same for all without a reason',
  params: CampaignAgencyParams,
  body: z.object({
    codes: z.union([
      z.literal('all'),
      z.array(verbatim(200)).check(z.minLength(1), z.maxLength(500)),
    ]),
    reason: VanishingReason,
    note: z.optional(text(300)),
  }),
  reply: z.object({ explained: Count, unexplained: Count }),
});
