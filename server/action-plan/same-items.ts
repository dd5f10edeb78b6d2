import { isDeepStrictEqual } from 'node:util';
import type { Db } from '../db/database.ts';
import type { ActionItemTable } from '../db/tables/action-plan.ts';

/** A duty as it is stored, without its place. */
export type StoredItem = Omit<
  ActionItemTable,
  'id' | 'campaignId' | 'position' | 'createdAt' | 'createdBy'
>;

export interface LedItem {
  readonly stored: StoredItem;
  readonly leads: readonly string[];
}

/** Whether the plan ends with just these duties: a second press at the same moment asks for them again. */
export async function isEndOfPlan(
  trx: Db,
  campaignId: string,
  items: readonly LedItem[],
): Promise<boolean> {
  const last = await trx
    .selectFrom('actionItem')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('position', 'desc')
    .limit(items.length)
    .execute();
  if (last.length < items.length) return false;
  const kept = last
    .reverse()
    .map(({ campaignId: _, position: __, createdAt: ___, createdBy: ____, ...item }) => item);
  const isSame = kept.every(({ id: _, ...item }, i) => isDeepStrictEqual(item, items[i]!.stored));
  if (!isSame) return false;
  const leads = await trx
    .selectFrom('actionLead')
    .select(['itemId', 'agencyCode'])
    .where(
      'itemId',
      'in',
      kept.map(({ id }) => id),
    )
    .execute();
  const leadsOf = Map.groupBy(leads, ({ itemId }) => itemId);
  return kept.every(({ id }, i) => {
    const codes = (leadsOf.get(id) ?? []).map(({ agencyCode }) => agencyCode);
    return isDeepStrictEqual(codes.sort(), [...items[i]!.leads].sort());
  });
}
