import type { ActionItem, ActionLead } from '#contract/action-plan.ts';
import { dayOf } from '#contract/calendar.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import { itemsOf, leadsOf } from './queries.ts';

/** The plan as Home Affairs and observers see it; with `scope` an agency's own duties, its own state alone. */
export async function actionPlan(
  db: Db,
  campaignId: string,
  scope: string | null,
  now: Date,
): Promise<ActionItem[]> {
  await campaignAt(db, campaignId);
  const [items, leads] = await Promise.all([
    itemsOf(db, campaignId, scope),
    leadsOf(db, campaignId, scope),
  ]);
  const led = Map.groupBy(leads, ({ itemId }) => itemId);
  const today = dayOf(now);
  return items.map(({ deadline: text, deadlineKind: kind, dueOn, ...item }) => ({
    ...item,
    deadline: { kind, dueOn, text },
    agencies: (led.get(item.id) ?? []).map((lead): ActionLead => {
      const isUndone = lead.state !== 'done' && lead.state !== 'accepted';
      return { ...lead, isOverdue: isUndone && dueOn !== null && dueOn < today };
    }),
  }));
}
