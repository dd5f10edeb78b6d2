import type { ColumnType, Generated, Insertable } from 'kysely';
import type { Json, Moment } from './column-types.ts';

/** The frozen frame, the plan and the draw. */
export interface SamplesTables {
  contactTrace: { campaignId: string; kind: 'asked' | 'refused'; hash: Buffer };
  frame: FrameTable;
  stratum: {
    campaignId: string;
    code: string;
    agencyCode: string;
    fieldCode: string;
    population: number;
    /** Sum of 1/multiplicity. */
    distinctPersons: number;
  };
  frameUnit: FrameUnitTable;
  samplePlan: {
    campaignId: string;
    design: Json<unknown>;
    sha256: string;
    publishedAt: Moment;
    publishedBy: string;
    tabulation: ColumnType<string | null, string | undefined, never>;
    tabulationSha256: ColumnType<string | null, string | undefined, never>;
  };
  allocation: { campaignId: string; stratum: string; sampleSize: number; reserveSize: number };
  draw: DrawTable;
  sampleUnit: {
    campaignId: string;
    unitId: string;
    stratum: string;
    position: number;
    role: 'sample' | 'reserve';
    ticket: string;
  };
  reserveRelease: {
    campaignId: string;
    unitId: string;
    reason: string;
    releasedAt: Moment;
    releasedBy: string;
  };
}

interface FrameUnitTable {
  campaignId: string;
  unitId: string;
  stratum: string;
  personId: string | null;
  procedureName: string;
  returnedOn: string | null;
  multiplicity: Generated<number>;
  /** Null in frames frozen before version 0.2. */
  commitment: Generated<Uint8Array | null>;
}
export type NewFrameUnit = Insertable<FrameUnitTable>;

interface FrameTable {
  campaignId: string;
  sha256: string;
  merkleRoot: string;
  commitmentsRoot: Generated<string | null>;
  unitCount: number;
  counts: Json<unknown>;
  absentAgencies: number;
  absentReason: string | null;
  frozenAt: Moment;
  frozenBy: string;
}

interface DrawTable {
  campaignId: string;
  drawId: string;
  seed: string;
  key: string;
  sampleSha256: string;
  witnesses: Json<{ name: string; body: string }[]>;
  drawnAt: Moment;
  drawnBy: string;
}
