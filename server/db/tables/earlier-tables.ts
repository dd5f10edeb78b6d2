import type { Moment } from './column-types.ts';

/** Tables that were published elsewhere in earlier years. */
export interface EarlierTables {
  earlierTable: {
    id: string;
    provinceCode: string;
    year: number;
    source: string;
    publishedOn: string | null;
    method: string | null;
    questionnaireVersion: string;
    addedAt: Moment;
    addedBy: string;
    withdrawnAt: Moment | null;
  };
  earlierAgency: {
    tableId: string;
    label: string;
    position: number;
    isProvince: boolean;
    agencyCode: string | null;
    weight: number;
  };
  earlierCriterion: {
    tableId: string;
    label: string;
    position: number;
    nodeCode: string | null;
  };
  earlierFigure: {
    tableId: string;
    agency: string;
    criterion: string;
    share: number;
    respondents: number | null;
    standardError: number | null;
  };
}
