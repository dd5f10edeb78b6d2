import type { Generated, GeneratedAlways } from 'kysely';
import type { ActionReport, LEAD_STATES } from '#contract/action-plan.ts';
import type { DEADLINE_KINDS } from '#contract/deadline.ts';
import type { Moment } from './column-types.ts';

/** What follows from the figures. */
export interface ActionPlanTables {
  actionItem: ActionItemTable;
  actionLead: {
    itemId: string;
    agencyCode: string;
    state: Generated<(typeof LEAD_STATES)[number]>;
    changedAt: Moment;
  };
  actionReport: {
    id: string;
    position: GeneratedAlways<number>;
    itemId: string;
    agencyCode: string;
    kind: ActionReport['kind'];
    text: string;
    fileName: string | null;
    file: Buffer | null;
    reportedAt: Moment;
    reportedBy: string;
  };
}

export interface ActionItemTable {
  id: string;
  campaignId: string;
  position: number;
  section: string | null;
  criterion: string | null;
  shortcoming: string | null;
  duty: string;
  expected: string | null;
  product: string | null;
  person: string | null;
  authority: string | null;
  leads: string;
  partners: string;
  deadlineKind: (typeof DEADLINE_KINDS)[number];
  dueOn: string | null;
  deadline: string;
  nodeCode: string | null;
  figureAgency: string | null;
  figure: string | null;
  createdAt: Moment;
  createdBy: string;
}
