import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { AgencyCode, CampaignAgencyParams, CampaignParams, Count } from './scalars.ts';

export const CHECK_OUTCOMES = ['confirmed', 'contradicted', 'not_reached'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

const ReportedPerson = z.object({
  serial: Count,
  fullName: z.string(),
  address: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  outcome: z.enum(['died', 'wrong_person']),
  checkOutcome: z.nullable(z.enum(CHECK_OUTCOMES)),
});

export const listIneligibilityReports = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/ineligibility-reports',
  access: ['home_affairs'],
  summary:
    'Persons whom an agency alone calls dead or wrong: of each agency the random part that others confirm; recorded',
  params: CampaignParams,
  reply: z.object({
    agencies: z.array(
      z.object({
        agencyCode: AgencyCode,
        agencyName: z.string(),
        reports: Count,
        /** While false all of the agency's reports stay in the denominator, but for those confirmed. */
        isSettled: z.boolean(),
        toCheck: z.array(ReportedPerson),
      }),
    ),
  }),
});
export type ReportingAgency = z.output<typeof listIneligibilityReports.reply>['agencies'][number];

export const checkIneligibility = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/ineligibility-reports/:agencyCode/:serial',
  access: ['home_affairs'],
  summary: 'What somebody outside the agency found out about such a person',
  params: z.extend(CampaignAgencyParams, { serial: z.string().check(z.regex(/^\d{1,6}$/)) }),
  body: z.object({ outcome: z.enum(CHECK_OUTCOMES) }),
  reply: z.object({}),
});
