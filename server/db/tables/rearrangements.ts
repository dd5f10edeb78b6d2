import type { Moment } from './column-types.ts';

/** What became of the agencies of the round before. */
export interface RearrangementTables {
  agencyRearrangement: {
    campaignId: string;
    earlierCampaignId: string;
    earlierCode: string;
    agencyCode: string;
    since: string;
    decree: string;
    declaredAt: Moment;
    declaredBy: string;
  };
}
