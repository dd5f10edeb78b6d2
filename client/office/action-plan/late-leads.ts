import type { ActionItem } from '#contract/action-plan.ts';
import { reportAction } from '#contract/action-plan.ts';
import type { Replied, Role } from '#contract/endpoint.ts';
import type { listStaff } from '#contract/staff.ts';
import type { Contact } from '../page/Contacts.tsx';

interface LateLead {
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly duties: readonly string[];
  readonly contacts: readonly Contact[];
}

/** Who may report on a duty: its observer is not rung about what the agency owes. */
const REPORTING = reportAction.access as readonly Role[];

/** Agencies with overdue duties, those with the most first; each with whom to ring. */
export function lateLeadsOf(
  items: readonly ActionItem[],
  staff: Replied<typeof listStaff>['staff'],
): LateLead[] {
  const late = items.flatMap(({ duty, agencies }) =>
    agencies.filter(({ isOverdue }) => isOverdue).map((lead) => ({ ...lead, duty })),
  );
  return [...Map.groupBy(late, ({ agencyCode }) => agencyCode)]
    .map(([agencyCode, leads]) => ({
      agencyCode,
      agencyName: leads[0]!.agencyName,
      duties: leads.map(({ duty }) => duty),
      contacts: staff.filter(
        (account) =>
          REPORTING.includes(account.role) &&
          account.agencyCode === agencyCode &&
          !account.isDisabled,
      ),
    }))
    .sort(
      (first, second) =>
        second.duties.length - first.duties.length ||
        first.agencyName.localeCompare(second.agencyName, 'vi'),
    );
}
