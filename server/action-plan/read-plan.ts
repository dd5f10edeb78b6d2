import type { ReadRow } from '#contract/action-plan.ts';
import { ReadRow as ReadRowSchema } from '#contract/action-plan.ts';
import { readDeadline } from '#contract/deadline.ts';
import { problem } from '../problem.ts';
import type { NamedAgency } from './named-agencies.ts';
import { leadsIn } from './named-agencies.ts';
import { planRows } from './plan-table.ts';

/** Rows of a plan's table with the last day and the agencies that its words name; nothing is kept. */
export function readPlan(
  table: readonly (readonly string[])[],
  agencies: readonly NamedAgency[],
  year: number,
): ReadRow[] {
  const rows = planRows(table);
  if (rows.length === 0) throw problem('plan_without_table');
  return rows.map((row) => {
    const leads = leadsIn(row.leads, agencies);
    const read = {
      ...row,
      dueOn: readDeadline(row.deadline, year).dueOn,
      agencies: leads.agencies.map(({ code, name }) => ({ agencyCode: code, agencyName: name })),
      others: [...leads.others],
    };
    const parsed = ReadRowSchema.safeParse(read);
    if (!parsed.success) throw problem('plan_cell_too_long', { duty: row.duty.slice(0, 80) });
    return parsed.data;
  });
}
