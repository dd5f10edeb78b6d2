import * as z from 'zod/mini';
import { endpoint, WITNESSES } from './endpoint.ts';
import { AgencyCode, CampaignParams, Count, Day, Id, Moment } from './scalars.ts';
import { Line, text, verbatim } from './written-text.ts';

/** Published tables of earlier years: the index by agency, factor and criterion, as other offices printed them. */
const Label = text(300, 1);
const Share = z.number().check(z.gte(0), z.lte(1));

/** One cell of such a table with what the table says of its number of respondents and its error. */
export const EarlierFigure = z.object({
  agency: Label,
  criterion: Label,
  share: Share,
  respondents: z.nullable(Count),
  standardError: z.nullable(z.number().check(z.gt(0), z.lte(1))),
});
export type EarlierFigure = z.output<typeof EarlierFigure>;

/** An agency of the table, and what it is compared with today: an agency, the province, or nothing. */
export const AgencyMatch = z.object({
  label: Label,
  isProvince: z.boolean(),
  agencyCode: z.nullable(AgencyCode),
  /** Share in the mean of several old agencies that are one today; only ratios count. */
  weight: z.number().check(z.gt(0), z.lt(1e9)),
});
export type AgencyMatch = z.output<typeof AgencyMatch>;

/** A criterion of the table, and the node of today's index that it is compared with; null: none. */
export const CriterionMatch = z.object({
  label: Label,
  nodeCode: z.nullable(verbatim(60)),
});
export type CriterionMatch = z.output<typeof CriterionMatch>;

/** Why an agency was matched: its code or name is today's or of before July 2025, or it is the whole province. */
export const AGENCY_GUESSES = ['current', 'former', 'province', 'none'] as const;
export const CRITERION_GUESSES = ['number', 'name', 'words', 'none'] as const;
export const LEFT_OUT = ['no_number', 'rank', 'twice', 'note', 'beyond'] as const;

const Agencies = z.array(AgencyMatch).check(z.minLength(1), z.maxLength(2000));
const Criteria = z.array(CriterionMatch).check(z.minLength(1), z.maxLength(300));

export const EarlierReading = z.object({
  /** The year that the table names above its rows. */
  year: z.nullable(z.int()),
  figures: z.array(EarlierFigure),
  agencies: z.array(z.extend(AgencyMatch, { guess: z.enum(AGENCY_GUESSES) })),
  criteria: z.array(z.extend(CriterionMatch, { guess: z.enum(CRITERION_GUESSES) })),
  /** Rows and columns that gave no figure, by their words and why. */
  leftOut: z.array(z.object({ words: z.string(), reason: z.enum(LEFT_OUT) })),
});
export type EarlierReading = z.output<typeof EarlierReading>;

export const readEarlierText = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/earlier-tables/reading',
  access: ['home_affairs'],
  summary: 'Read a published table of an earlier year copied from Word or Excel; keeps nothing',
  params: CampaignParams,
  body: z.object({ text: z.string().check(z.minLength(1), z.maxLength(400_000)) }),
  reply: EarlierReading,
});

export const readEarlierFile = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/earlier-tables/reading',
  access: ['home_affairs'],
  summary: 'Read a published table of an earlier year from a workbook or CSV; keeps nothing',
  params: CampaignParams,
  upload: true,
  reply: EarlierReading,
});

const Origin = {
  year: z.int().check(z.gte(2000), z.lte(2100)),
  /** Where it was published: number and date of a decision, a report, an address. */
  source: Line,
  publishedOn: z.nullable(Day),
  method: z.nullable(text(1000, 1)),
};

export const keepEarlierTable = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/earlier-tables',
  access: ['home_affairs'],
  summary: 'Keep a published table of an earlier year: it is shown beside the published results',
  params: CampaignParams,
  bodyLimit: 8 * 1024 * 1024,
  body: z.object({
    ...Origin,
    figures: z.array(EarlierFigure).check(z.minLength(1), z.maxLength(20_000)),
    agencies: Agencies,
    criteria: Criteria,
  }),
  reply: z.object({ tableId: Id }),
});

export const EarlierTable = z.object({
  ...Origin,
  tableId: Id,
  figures: Count,
  agencies: z.array(AgencyMatch),
  criteria: z.array(CriterionMatch),
  addedAt: Moment,
  addedBy: z.string(),
  withdrawnAt: z.nullable(Moment),
});
export type EarlierTable = z.output<typeof EarlierTable>;

export const listEarlierTables = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/earlier-tables',
  access: WITNESSES,
  summary: 'Published tables of years before this round, with what they are compared with',
  params: CampaignParams,
  reply: z.object({
    tables: z.array(EarlierTable),
    /** What may be chosen: agencies of the province and nodes of this round's index. */
    agencies: z.array(z.object({ code: AgencyCode, name: z.string() })),
    nodes: z.array(z.object({ code: z.string(), level: z.string(), label: z.string() })),
  }),
});

const TableParams = z.object({ campaignId: Id, tableId: Id });

export const matchEarlierTable = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/earlier-tables/:tableId/matches',
  access: ['home_affairs'],
  summary: 'Change what the agencies and criteria of a table are compared with',
  params: TableParams,
  bodyLimit: 2 * 1024 * 1024,
  body: z.object({ agencies: Agencies, criteria: Criteria }),
  reply: z.object({}),
});

export const withdrawEarlierTable = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/earlier-tables/:tableId/withdrawal',
  access: ['home_affairs'],
  summary: 'Show a table no longer, or again',
  params: TableParams,
  body: z.object({ isWithdrawn: z.boolean() }),
  reply: z.object({}),
});
