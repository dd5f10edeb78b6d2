import type { Count, Moment } from './column-types.ts';

/** Rows in error, and what was done to them. */
export interface CorrectionsTables {
  correctableRow: CorrectableRowTable;
  correction: CorrectionTable;
  correctedRow: {
    correctionId: string;
    fileId: string;
    rowNumber: number;
    revision: number;
    agencyBefore: string | null;
    reasonBefore: string;
    correctedBefore: Buffer | null;
  };
  rememberedCorrection: {
    campaignId: string;
    agencyCode: string | null;
    rowKey: number;
    sealed: Buffer;
    correctedAt: Moment;
  };
}

interface CorrectableRowTable {
  fileId: string;
  rowNumber: number;
  agencyCode: string | null;
  reason: string | null;
  columnNumber: number;
  valueKey: number;
  rowKey: number;
  original: Buffer;
  corrected: Buffer | null;
  note: Buffer | null;
  revision: Count;
  changedAt: Moment | null;
  changedBy: string | null;
}

export interface CorrectionTable {
  id: string;
  campaignId: string;
  fileId: string;
  agencyCode: string | null;
  number: number;
  kind: 'row' | 'alike' | 'upload' | 'again';
  reason: string | null;
  rowCount: number;
  correctedCount: number;
  correctedAt: Moment;
  correctedBy: string;
  undoneAt: Moment | null;
  undoneBy: string | null;
}
