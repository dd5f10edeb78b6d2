import type { Moment } from './column-types.ts';

/** What other sources published, beside the index. */
export interface NeighbourTables {
  neighbourFigure: {
    id: string;
    campaignId: string;
    kind: 'qd766' | 'on_time' | 'apology' | 'papi';
    agencyCode: string | null;
    period: string;
    source: string;
    publishedOn: string | null;
    percent: number;
    addedAt: Moment;
    addedBy: string;
    withdrawnAt: Moment | null;
  };
}
