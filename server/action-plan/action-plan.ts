import type { ActionItem, ActionLead } from '#contract/action-plan.ts';
import { sixLabels } from '#contract/action-plan.ts';
import { dayOf } from '#contract/calendar.ts';
import type { Deadline } from '#contract/deadline.ts';
import { policyOwners, USUAL_POLICY_OWNERS } from '#contract/policy-owners.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import { itemsOf, leadsOf } from './queries.ts';

type DeadlineKind = Deadline['kind'];

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
    agencies: (led.get(item.id) ?? []).map(({ reportedAt, ...lead }): ActionLead => {
      const isUndone = lead.state !== 'done' && lead.state !== 'accepted';
      const lastReportOn = reportedAt && dayOf(new Date(reportedAt));
      const isLate = dueOn !== null && dueOn < today;
      const since = lastReportOn ?? dayOf(item.createdAt);
      return {
        ...lead,
        lastReportOn,
        isOverdue: isUndone && (isLate || isSilent(kind, since, today)),
      };
    }),
  }));
}

const MONTHS_OF: Partial<Record<DeadlineKind, number>> = { monthly: 1, quarterly: 3 };

/** A whole month (or quarter) has passed without a word on a duty of each month (or quarter). */
function isSilent(kind: DeadlineKind, since: string, today: string): boolean {
  const months = MONTHS_OF[kind];
  if (months === undefined) return false;
  const period = (day: string) => {
    const [year = 0, month = 0] = day.split('-').map(Number);
    return Math.floor((12 * year + month - 1) / months);
  };
  return period(today) - period(since) > 1;
}

/** The labels of the six points and the owners of policies, as Home Affairs has them in its documents. */
export async function planWords(db: Db, campaignId: string) {
  const rows = await db
    .selectFrom('documentWording')
    .select(['part', 'text'])
    .where('campaignId', '=', campaignId)
    .where('part', 'in', ['six_labels', 'policy_owners'])
    .execute();
  const own = new Map(rows.map(({ part, text }) => [part, text]));
  const owners = policyOwners(own.get('policy_owners') ?? USUAL_POLICY_OWNERS);
  return { labels: sixLabels(own.get('six_labels')), owners };
}
