import * as z from 'zod/mini';
import { Deadline } from './deadline.ts';
import { endpoint, OFFICE } from './endpoint.ts';
import { AgencyCode, CampaignParams, Count, Day, Id, Moment } from './scalars.ts';
import { text, verbatim } from './written-text.ts';

const LONGEST = 4000;
const Words = z.nullable(text(LONGEST, 1));

/** Words of one row of a plan's table, in the columns that the plans of provinces have. */
export const PlanRow = z.object({
  section: Words,
  criterion: Words,
  shortcoming: Words,
  duty: text(LONGEST, 1),
  expected: Words,
  product: Words,
  person: Words,
  authority: Words,
  /** As issued: “Các sở, ban, ngành tỉnh; UBND các xã, phường”. */
  leads: text(LONGEST, 0),
  partners: text(LONGEST, 0),
  deadline: text(300, 0),
});
export type PlanRow = z.output<typeof PlanRow>;

export const LEAD_STATES = ['open', 'doing', 'done', 'accepted', 'returned'] as const;
export const ActionLead = z.object({
  agencyCode: AgencyCode,
  agencyName: z.string(),
  state: z.enum(LEAD_STATES),
  /** The last word of the agency; a duty of each month or quarter needs one in each. */
  lastReportOn: z.nullable(Day),
  isOverdue: z.boolean(),
});
export type ActionLead = z.output<typeof ActionLead>;

export const ActionItem = z.extend(PlanRow, {
  id: Id,
  deadline: Deadline,
  /** The published figure from which the duty came, in words. */
  figure: z.nullable(z.string()),
  nodeCode: z.nullable(z.string()),
  figureAgency: z.nullable(AgencyCode),
  agencies: z.array(ActionLead),
});
export type ActionItem = z.output<typeof ActionItem>;

/** “6 rõ”: who, what, by when, with what effect, who answers for it, who decides; a province may call them otherwise. */
export const SIX_LABELS = [
  'Rõ người',
  'Rõ việc',
  'Rõ tiến độ',
  'Rõ hiệu quả',
  'Rõ trách nhiệm',
  'Rõ thẩm quyền',
] as const;
export const SixLabels = z.array(z.string()).check(z.length(SIX_LABELS.length));

/** One label a line; the usual one where a line is missing. */
export const sixLabels = (text: string | undefined): string[] => {
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  return SIX_LABELS.map((usual, index) => lines[index] || usual);
};

export const getActionPlan = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/action-plan',
  access: OFFICE,
  summary: 'Duties that follow from the results; an agency sees those it leads, with its own state',
  params: CampaignParams,
  reply: z.object({
    items: z.array(ActionItem),
    labels: SixLabels,
    /** Who answers for a policy leads the duty that comes from its criterion, unless Home Affairs writes another. */
    owners: z.array(z.object({ name: z.string(), criteria: z.array(z.string()) })),
  }),
});

const NewItem = z.extend(PlanRow, {
  nodeCode: z._default(z.nullable(verbatim(60)), null),
  figureAgency: z._default(z.nullable(AgencyCode), null),
  figure: z._default(z.nullable(text(500, 1)), null),
  /** Agencies that lead; by itself those that the words of `leads` name. */
  agencies: z.optional(z.array(AgencyCode).check(z.maxLength(1000))),
});
export type NewItem = z.output<typeof NewItem>;

export const addActionItems = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/action-plan',
  access: ['home_affairs'],
  summary: 'Add duties at the end of the plan',
  params: CampaignParams,
  body: z.object({ items: z.array(NewItem).check(z.minLength(1), z.maxLength(300)) }),
  reply: z.object({ items: Count, agencies: Count }),
});

const ItemParams = z.object({ campaignId: Id, itemId: Id });

export const removeActionItem = endpoint({
  method: 'DELETE',
  path: '/api/campaigns/:campaignId/action-plan/:itemId',
  access: ['home_affairs'],
  summary: 'Remove a duty of which nothing has been reported',
  params: ItemParams,
  reply: z.object({}),
});

/** A row of a plan as read, and the agencies that its words name. */
export const ReadRow = z.extend(PlanRow, {
  dueOn: z.nullable(z.string()),
  agencies: z.array(z.object({ agencyCode: AgencyCode, agencyName: z.string() })),
  /** Names among the leads that are no agency of the province. */
  others: z.array(z.string()),
});
export type ReadRow = z.output<typeof ReadRow>;
const PlanReading = z.object({ rows: z.array(ReadRow) });

export const readPlanText = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/action-plan/reading',
  access: ['home_affairs'],
  summary: "Read a plan's table copied from Word or Excel; keeps nothing",
  params: CampaignParams,
  body: z.object({ text: z.string().check(z.minLength(1), z.maxLength(400_000)) }),
  reply: PlanReading,
});

export const readPlanFile = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/action-plan/reading',
  access: ['home_affairs'],
  summary: "Read the tables of a plan's file (DOCX, XLSX); keeps nothing",
  params: CampaignParams,
  upload: true,
  reply: PlanReading,
});

const LeadParams = z.object({ campaignId: Id, itemId: Id, agencyCode: AgencyCode });

export const ActionReport = z.object({
  id: Id,
  kind: z.enum(['doing', 'done', 'accepted', 'returned']),
  text: z.string(),
  fileName: z.nullable(z.string()),
  reportedBy: z.string(),
  reportedAt: Moment,
});
export type ActionReport = z.output<typeof ActionReport>;

export const listActionReports = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/action-plan/:itemId/agencies/:agencyCode/reports',
  access: OFFICE,
  summary: 'What an agency reported of a duty and what was decided, oldest first',
  params: LeadParams,
  reply: z.object({ reports: z.array(ActionReport) }),
});

export const reportAction = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/action-plan/:itemId/agencies/:agencyCode/reports',
  access: ['agency', 'agency_office'],
  summary: "An agency's word on its duty, with or without a file as evidence",
  params: LeadParams,
  bodyLimit: 8 * 1024 * 1024,
  body: z.object({
    kind: z.enum(['doing', 'done']),
    text: text(2000, 1),
    evidence: z._default(
      z.nullable(
        z.object({
          fileName: text(200, 1),
          /** At most five megabytes. */
          base64: z.string().check(z.maxLength(6_990_508), z.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
        }),
      ),
      null,
    ),
  }),
  reply: ActionReport,
});

export const decideAction = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/action-plan/:itemId/agencies/:agencyCode/decision',
  access: ['home_affairs'],
  summary: 'Accept what an agency called done, or return it with a reason',
  params: LeadParams,
  body: z.object({ kind: z.enum(['accepted', 'returned']), text: text(2000, 1) }),
  reply: ActionReport,
});

export const downloadReportFile = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/action-plan/:itemId/agencies/:agencyCode/reports/:reportId/file',
  access: ['home_affairs', 'agency', 'agency_office'],
  summary: 'The file of a report; it may name citizens, so observers do not get it',
  params: z.extend(LeadParams, { reportId: Id }),
  file: 'application/octet-stream',
});

/** The four sets of columns in which plans print their tables, and the six labels as columns. */
export const PLAN_FORMS = ['shortcomings', 'duties', 'requirements', 'focus', 'six'] as const;
export const downloadActionPlan = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/action-plan.docx',
  access: OFFICE,
  summary: "The plan's appendix as a Word document, in one of five sets of columns",
  params: CampaignParams,
  query: z.object({ form: z.enum(PLAN_FORMS) }),
  file: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
});
