import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CARRIER_OUTCOMES } from './invitations.ts';
import { DISPOSITION_NAMES } from './ledger.ts';
import { CampaignAgencyParams, Count, Moment } from './scalars.ts';
import { verbatim } from './written-text.ts';

/** Why the slip that is out is no longer valid. */
export const REISSUE_REASONS = ['lost', 'damaged', 'wrong_hands'] as const;
export type ReissueReason = (typeof REISSUE_REASONS)[number];
export const REVOKE_REASONS = ['wrong_hands', 'not_to_be_asked'] as const;
export type RevokeReason = (typeof REVOKE_REASONS)[number];
/** Why a refusal or a “wrong person” does not hold. */
export const REOPEN_REASONS = [
  'pressed_by_mistake',
  'by_somebody_else',
  'right_person_found',
  'recorded_by_mistake',
] as const;
export type ReopenReason = (typeof REOPEN_REASONS)[number];

const Serial = z.int().check(z.gte(1), z.lte(999_999));
const CaseParams = z.extend(CampaignAgencyParams, {
  serial: z.string().check(z.regex(/^\d{1,6}$/)),
});

/** One slip, or all of a hamlet; null: of those whose hamlet is unknown. */
const ReissuedPart = z.union([
  z.strictObject({ serial: Serial }),
  z.strictObject({ hamlet: z.nullable(verbatim(200)) }),
]);
export type ReissuedPart = z.output<typeof ReissuedPart>;

export const reissueSlips = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/reissues',
  access: ['home_affairs', 'agency'],
  summary:
    'New links and codes for lost slips, for whom the terms let print; the old ones open nothing from then on',
  params: CampaignAgencyParams,
  body: z.object({
    part: ReissuedPart,
    /** Of the part's slips, their issues in the list added up. Renewing on another sum is refused. */
    issues: Count,
    reason: z.enum(REISSUE_REASONS),
  }),
  reply: z.object({ reissued: Count }),
});

export const revokeSlip = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/:serial/revocation',
  access: ['home_affairs'],
  summary: 'Withdraw a slip without a new one; a reissue makes the case answerable again',
  params: CaseParams,
  body: z.object({ reason: z.enum(REVOKE_REASONS) }),
  reply: z.object({}),
});

export const reopenCase = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/:serial/reopening',
  access: ['home_affairs'],
  summary:
    'Take back a refusal or a “wrong person”, as the person asks; with a new link where another had the slip in hands',
  params: CaseParams,
  body: z.object({ reason: z.enum(REOPEN_REASONS) }),
  reply: z.object({ hasNewSlip: z.boolean() }),
});

export const downloadRemunerationList = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/remuneration.xlsx',
  access: ['home_affairs'],
  summary:
    'Who is paid for an answer on paper or in an interview: name, hamlet, amount, signature; recorded',
  params: CampaignAgencyParams,
  query: z.object({ amount: z.string().check(z.regex(/^\d{1,9}$/)) }),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const printRemunerationList = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/remuneration.pdf',
  access: ['home_affairs'],
  summary: 'The same list to print, with room for each signature; recorded',
  params: CampaignAgencyParams,
  query: z.object({ amount: z.string().check(z.regex(/^\d{1,9}$/)) }),
  file: 'application/pdf',
});

export const CASE_EVENTS = ['reissued', 'revoked', 'reopened', 'delivery', 'opted_out'] as const;
const OPT_OUTS = ['this_round', 'for_good'] as const;

export const getCaseHistory = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/invitations/:agencyCode/:serial/history',
  access: ['home_affairs'],
  summary: 'The disposition of one case and what the office did to it; the reading is recorded',
  params: CaseParams,
  reply: z.object({
    issue: Count,
    isRevoked: z.boolean(),
    disposition: z.enum(DISPOSITION_NAMES),
    events: z.array(
      z.object({
        kind: z.enum(CASE_EVENTS),
        reason: z.nullable(
          z.enum([
            ...new Set([
              ...REISSUE_REASONS,
              ...REVOKE_REASONS,
              ...REOPEN_REASONS,
              ...CARRIER_OUTCOMES,
              ...OPT_OUTS,
            ]),
          ]),
        ),
        happenedAt: Moment,
        by: z.string(),
      }),
    ),
  }),
});
export type CaseHistory = z.output<typeof getCaseHistory.reply>;
