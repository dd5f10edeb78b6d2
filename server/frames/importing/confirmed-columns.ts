import type { ColumnRole } from '#contract/frames.ts';
import type { Db } from '../../db/database.ts';
import type { Scope } from '../scope.ts';
import { foldWords } from '../understanding/fold.ts';

/** How a person confirmed the columns of a list: kept with the list, remembered for the next one. */
export interface ConfirmedColumns {
  readonly headingRows: readonly number[];
  readonly columns: readonly { readonly index: number; readonly role: ColumnRole }[];
  /** The heading of every column, by its index. */
  readonly headings: readonly string[];
}

/** Roles that a person gave to headings in the scope's last list; null where it had none. */
export async function confirmedHeadings(
  db: Db,
  campaignId: string,
  scope: Scope,
): Promise<ReadonlyMap<string, ColumnRole | null>> {
  const last = await db
    .selectFrom('listFile')
    .select('columns')
    .where('campaignId', '=', campaignId)
    .where('unitCode', 'is not distinct from', scope)
    .where('state', '=', 'imported')
    .orderBy('importedAt', 'desc')
    .executeTakeFirst();
  const confirmed = last?.columns as ConfirmedColumns | null | undefined;
  if (!confirmed) return new Map();
  const roles = new Map(confirmed.columns.map(({ index, role }) => [index, role]));
  return new Map(
    confirmed.headings
      .map((heading, index) => [foldWords(heading), roles.get(index) ?? null] as const)
      .filter(([heading], at, all) => heading && all.findIndex(([one]) => one === heading) === at),
  );
}
