import * as z from 'zod/mini';
import { SecondPerson } from './approvals.ts';
import { SlipPrinting } from './campaigns.ts';
import { endpoint, OFFICE, WITNESSES } from './endpoint.ts';
import { Domain } from './figures.ts';
import { ListRemark, Unaccepted } from './frozen-frame.ts';
import { GroupTables } from './group-tables.ts';
import { IndexNode } from './questionnaire.ts';
import { PublishedRearrangements } from './rearrangements.ts';
import { RowCounts } from './row-counts.ts';
import { CampaignParams, Count, Day, Id, Moment, Sha256 } from './scalars.ts';
import { TermsChange } from './terms-changes.ts';

export const Method = z.object({
  index: z.literal('pooled'),
  interval: z.literal('wilson-capped'),
  level: z.number(),
  disclosureThreshold: Count,
  questionnaireVersion: z.string(),
  questionnairePart: z.enum(['whole', 'service']),
  satisfiedFrom: Count,
  /** Who held the links and codes of an agency's people; editions of before do not say. */
  slipPrinting: z.optional(SlipPrinting),
  /** Nearly everybody answered: the province's numbers of respondents are lower bounds. */
  respondentsAtLeast: z.optional(z.literal(true)),
  /** What was changed of the running round, and why; absent in editions of before. */
  termsChanges: z.optional(z.array(TermsChange)),
});

/**
 * People who were asked again whether they had answered, of a door whose answers are shown. Outcomes of fewer than the
 * threshold, nought among them, are null; the one in `least` is then a lower bound, so that none follows from the sum.
 */
const OUTCOMES = ['confirmed', 'contradicted', 'notReached'] as const;
export const RecheckedDoor = z.object({
  door: z.string(),
  drawn: Count,
  confirmed: z.nullable(Count),
  contradicted: z.nullable(Count),
  notReached: z.nullable(Count),
  least: z.nullable(z.enum(OUTCOMES)),
});
export type RecheckedDoor = z.output<typeof RecheckedDoor>;

/**
 * Strips and forms of paper packs, over the province. Null: fewer than the threshold, or what these would follow from;
 * `returned` where responses by paper are not told by themselves.
 */
export const PublishedPaper = z.object({
  packs: z.nullable(Count),
  returned: z.nullable(
    z.object({
      strips: z.nullable(Count),
      blank: z.nullable(Count),
      missing: z.nullable(Count),
      surplus: z.nullable(Count),
      unequalStrata: z.nullable(Count),
      /** Of the forms, the share that two people entered, in tenths; of compared items the wrong ones. */
      twice: z.nullable(z.number()),
      wrong: z.nullable(z.number()),
    }),
  ),
});

export const SampleCounts = z.object({
  rows: RowCounts,
  exclusions: z.array(z.object({ reason: z.string(), rows: Count })),
  faults: z.array(z.object({ reason: z.string(), rows: Count })),
  /** Remarks on agencies' lists, word for word as they were accepted. */
  listRemarks: z.array(ListRemark),
  unaccepted: Unaccepted,
  /** Person × agency: whom several agencies served belongs to the list of each. */
  people: Count,
  /** Each person once. Absent in editions of before. */
  distinctPersons: z.optional(Count),
  strata: Count,
  invited: Count,
  /**
   * Invited and found to belong to the population: what the response rate is of (AAPOR RR2). Absent where fewer than
   * the threshold do not, in editions of before also elsewhere: then the rate is of all who were invited.
   */
  eligible: z.optional(Count),
  /** Why the others do not; reasons of fewer people than the threshold are together or left out. */
  ineligible: z.optional(z.array(z.object({ reason: z.string(), people: Count }))),
  received: Count,
  /**
   * Of all answers, the share that had come by the end of each week, in whole percent; weeks of few together. Absent where
   * answers are few, nearly everybody answered, and in editions of before.
   */
  weeks: z.optional(z.array(z.object({ from: Day, to: Day, share: z.number() }))),
  /** Null: fewer than the threshold, or not told because nearly everybody answered. */
  declined: z.nullable(Count),
  undelivered: z.nullable(Count),
  modes: z.array(z.object({ mode: z.string(), responses: Count })),
  /** Absent in editions of before. */
  recheck: z.optional(z.array(RecheckedDoor)),
  /** Ballots voided before the count; null: fewer than the threshold. Absent in editions of before. */
  voided: z.optional(z.nullable(Count)),
  /** Absent where no pack was printed, where nearly everybody answered, and in editions of before. */
  paper: z.optional(PublishedPaper),
});

/** Whether the agencies with enough respondents hold the stated share of the frame. */
export const Coverage = z.object({ limit: z.number(), isEnough: z.boolean() });

/** What the audit attacked before anything left, and what it cost. */
export const Disclosure = z.object({
  /**
   * Fields of agencies × criteria. Where few answered, or all alike, other answers were found that print the same; how
   * many these are is not told. Editions of before tell it.
   */
  asked: Count,
  /** Withheld counts of respondents, of domains to which somebody was invited. */
  withheldCounts: Count,
  withheldFigures: Count,
  banded: Count,
  coarser: Count,
  /** What would follow from the rest all the same: with any of these nothing is published. */
  exposed: z.array(z.string()),
});
export type Disclosure = z.output<typeof Disclosure>;

export const Results = z.object({
  campaignId: Id,
  campaignName: z.string(),
  provinceName: z.string(),
  year: z.int(),
  collectFrom: Day,
  collectTo: Day,
  method: Method,
  counts: SampleCounts,
  /** Head of the journal at publication: what was done until then cannot be rewritten. */
  journal: z.optional(z.object({ position: Count, sha256: Sha256 })),
  /** Absent in what was published before it was noted. */
  secondPerson: z.optional(SecondPerson),
  /** Absent in what was published before it was looked at. */
  coverage: z.optional(Coverage),
  /** Agencies that were merged or divided since the round before; absent where none was declared. */
  rearrangements: z.optional(PublishedRearrangements),
  nodes: z.array(IndexNode),
  /** Absent in what was published before there was an audit. */
  disclosure: z.optional(Disclosure),
  domains: z.array(Domain),
  /** Of each node, all agencies together: with it the tiers follow from the figures. */
  designEffects: z.optional(z.record(z.string(), z.number())),
  /** Absent where the count was made before it folded. */
  groups: z.optional(GroupTables),
});
export type Results = z.output<typeof Results>;

export const getResults = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/results',
  access: OFFICE,
  summary:
    "Figures with their errors, suppressed where they must be; an agency sees the province's and its own",
  params: CampaignParams,
  reply: Results,
});

export const downloadResultsCsv = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/results.csv',
  access: WITNESSES,
  summary: 'All figures as CSV (UTF-8 with BOM, decimal point, codes as text)',
  params: CampaignParams,
  file: 'text/csv; charset=utf-8',
});

export const downloadResultsXlsx = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/results.xlsx',
  access: WITNESSES,
  summary: 'All figures as a workbook',
  params: CampaignParams,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const publishResults = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/publish',
  access: ['home_affairs'],
  summary: 'Closed → published: the figures are fixed and public',
  params: CampaignParams,
  body: z.object({ confirm: z.literal('CÔNG BỐ') }),
  reply: z.object({ publishedAt: Moment, sha256: Sha256 }),
});
