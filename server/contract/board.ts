import * as z from 'zod/mini';
import { AgencyState } from './agency-state.ts';
import { endpoint, OFFICE } from './endpoint.ts';
import { Indicator } from './indicators.ts';
import { RegisterCheckSum } from './register-checks.ts';
import { RowCounts } from './row-counts.ts';
import { AgencyCode, CampaignParams, Count, Day } from './scalars.ts';

export const getBoard = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/board',
  access: OFFICE,
  summary: 'Every agency: list or no list, counts; an agency sees its own row',
  params: CampaignParams,
  reply: z.object({
    listsDueOn: Day,
    agencies: z.array(
      z.extend(RowCounts, {
        agencyCode: AgencyCode,
        agencyName: z.string(),
        kind: z.string(),
        people: Count,
        listsDueOn: Day,
        state: AgencyState,
        /** Handed in by the agency itself; otherwise its rows are those of the province's file. */
        hasOwnList: z.boolean(),
        indicators: z.array(Indicator),
        /** Null where no random check of its register has a result. */
        check: z.nullable(RegisterCheckSum),
      }),
    ),
  }),
});
