import type { FrameSummary } from '#contract/frames.ts';
import type { Db } from '../db/database.ts';
import {
  exclusionCounts,
  exclusionsByField,
  faultCounts,
  fieldCounts,
  rowCounts,
} from './completeness/row-counts.ts';
import type { Scope } from './scope.ts';
import { campaignOf } from './scope.ts';
import { filesOf, shownFile } from './store/list-files.ts';

/** Counts of an agency's part of the frame, or of the whole: nothing that names anybody. */
export async function frameSummary(
  db: Db,
  campaignId: string,
  scope: Scope,
): Promise<FrameSummary> {
  await campaignOf(db, campaignId, scope);
  const counts = await rowCounts(db, campaignId, scope);
  return {
    ...counts,
    people: counts.accepted,
    files: (await filesOf(db, campaignId, scope)).map((file) => shownFile(file)),
    exclusions: await exclusionCounts(db, campaignId, scope),
    exclusionsByField: await exclusionsByField(db, campaignId, scope),
    faults: await faultCounts(db, campaignId, scope),
    fields: await fieldCounts(db, campaignId, scope),
  };
}
