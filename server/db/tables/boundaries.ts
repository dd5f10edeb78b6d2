import type { Json, Moment } from './column-types.ts';

/** Own boundaries of a province's communes. */
export interface BoundaryTables {
  boundarySet: {
    id: string;
    provinceCode: string;
    source: string;
    map: Json<unknown>;
    report: Json<unknown>;
    addedAt: Moment;
    addedBy: string;
    withdrawnAt: Moment | null;
  };
}
