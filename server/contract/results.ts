import * as z from 'zod/mini';
import { SlipPrinting } from './campaigns.ts';
import { endpoint, OFFICE } from './endpoint.ts';
import { ListRemark, Unaccepted } from './frozen-frame.ts';
import { Tile } from './pictures/tile-map.ts';
import { IndexNode, Text } from './questionnaire.ts';
import { RowCounts } from './row-counts.ts';
import { CampaignParams, Count, Day, Id, Moment, Sha256 } from './scalars.ts';
import { TermsChange } from './terms-changes.ts';

export const VERDICTS = [
  'show',
  'flag',
  'suppress-reliability',
  'suppress-confidentiality',
] as const;
const Share = z.number().check(z.gte(0), z.lte(1));

/** Beyond 90 % a share can tell that everybody of a small group agreed: then only this leaves. */
export const BANDS = ['above_90', 'below_10'] as const;

export const TIERS = ['higher', 'not_different', 'lower'] as const;

/**
 * A figure never leaves without its n, its range and its verdict; a suppressed one leaves without the
 * figure. Every number is rounded where results are made (server/results/what-leaves.ts), and no standard
 * error, weight or degrees of freedom leave: with the public N_h and n_h they are an integer puzzle.
 */
export const Figure = z.object({
  node: z.string(),
  verdict: z.enum(VERDICTS),
  reasons: z.array(z.string()),
  /** Share of answers 4–5 among valid answers. */
  index: z.nullable(Share),
  /** In place of the index, its range and its distribution. */
  band: z._default(z.nullable(z.enum(BANDS)), null),
  /** What shares are rounded to: 0.01 is whole percent. */
  step: z._default(z.nullable(z.number()), null),
  low: z.nullable(Share),
  high: z.nullable(Share),
  /** Mean score, 1–5. */
  mean: z.nullable(z.number()),
  meanLow: z.nullable(z.number()),
  meanHigh: z.nullable(z.number()),
  /** People with at least one valid answer in the node, and valid answers. */
  respondents: z.nullable(Count),
  validAnswers: z.nullable(Count),
  /** Weighted shares of the answers 1–5. */
  distribution: z.nullable(z.array(Share)),
  /** Of an agency beside the province, on this node. */
  tier: z._default(z.nullable(z.enum(TIERS)), null),
});
export type Figure = z.output<typeof Figure>;

/** One reporting domain: the province, an agency, a field, or an agency's field. */
export const Domain = z.object({
  key: z.string(),
  level: z.enum(['province', 'agency', 'field', 'agency_field']),
  agencyCode: z.nullable(z.string()),
  fieldCode: z.nullable(z.string()),
  name: z.string(),
  kind: z.nullable(z.string()),
  population: Count,
  invited: Count,
  received: z.nullable(Count),
  responseRate: z.nullable(z.number()),
  /**
   * Of an agency, on the total: places that the figures leave possible among the agencies with a figure, 1 the
   * highest; together with 95 %. Absent elsewhere, and in editions of before.
   */
  rank: z.optional(z.object({ lower: Count, upper: Count, among: Count })),
  figures: z.array(Figure),
});
export type Domain = z.output<typeof Domain>;

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
  /** Invited and found to belong to the population: what the response rate is of (AAPOR RR2). */
  eligible: z.optional(Count),
  /** Why the others do not; reasons of fewer people than the threshold are together or left out. */
  ineligible: z.optional(z.array(z.object({ reason: z.string(), people: Count }))),
  received: Count,
  declined: Count,
  undelivered: Count,
  modes: z.array(z.object({ mode: z.string(), responses: Count })),
  /** Absent in editions of before. */
  recheck: z.optional(z.array(RecheckedDoor)),
  /** Ballots voided before the count; null: fewer than the threshold. Absent in editions of before. */
  voided: z.optional(z.nullable(Count)),
});

/** Whether the agencies with enough respondents hold the stated share of the frame. */
export const Coverage = z.object({ limit: z.number(), isEnough: z.boolean() });

/** What the audit attacked before anything left, and what it cost. */
export const Disclosure = z.object({
  /** Groups that are small or agree × criteria; for each other answers were found that print the same. */
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

/** Of one grouping, category by category; a category that is withheld has no figures. */
export const GroupTable = z.object({
  /** A trait of the dossier or the door, or a question about the person. */
  grouping: z.string(),
  /** The question's; the page names the traits. */
  label: z.nullable(Text),
  categories: z.array(
    z.object({ category: z.string(), label: z.nullable(Text), figures: z.array(Figure) }),
  ),
});
export type GroupTable = z.output<typeof GroupTable>;

/** Answers of the whole province to a question outside the index. */
export const AnswerTable = z.object({
  question: z.string(),
  label: Text,
  respondents: Count,
  step: z.number(),
  answers: z.array(
    z.object({
      value: z.int(),
      label: Text,
      share: Share,
      low: z.nullable(Share),
      high: z.nullable(Share),
    }),
  ),
});
export type AnswerTable = z.output<typeof AnswerTable>;

/** What the count folded, as the tabulation plan names it. */
export const GroupTables = z.object({
  /** Fewer respondents than this are no group. */
  fewest: Count,
  /** Of the tabulation plan; none where the sample plan is older than such plans. */
  sha256: z.nullable(Sha256),
  tables: z.array(GroupTable),
  answers: z.array(AnswerTable),
});
export type GroupTables = z.output<typeof GroupTables>;

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
  /** Absent in what was published before it was looked at. */
  coverage: z.optional(Coverage),
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
  access: ['home_affairs', 'observer'],
  summary: 'All figures as CSV (UTF-8 with BOM, decimal point, codes as text)',
  params: CampaignParams,
  file: 'text/csv; charset=utf-8',
});

export const downloadResultsXlsx = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/results.xlsx',
  access: ['home_affairs', 'observer'],
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

export const listPublished = endpoint({
  method: 'GET',
  path: '/api/published',
  access: 'public',
  summary: 'Campaigns with a public page, from their locked plan on',
  reply: z.object({
    campaigns: z.array(
      z.object({
        campaignId: Id,
        name: z.string(),
        provinceName: z.string(),
        year: z.int(),
        publishedAt: z.nullable(Moment),
        drawnAt: z.nullable(Moment),
        /** The locked plan and its hash are public before the draw. */
        plannedAt: z.nullable(Moment),
        planSha256: z.nullable(Sha256),
      }),
    ),
  }),
});

export const getPublished = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId',
  access: 'public',
  summary: 'The published figures, as fixed',
  params: CampaignParams,
  reply: z.object({ results: Results, sha256: Sha256, publishedAt: Moment }),
});

export const getPublishedOverview = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/overview',
  access: 'public',
  summary:
    'The first view: the province with all its figures, agencies without criteria and fields',
  params: CampaignParams,
  reply: z.object({
    results: Results,
    sha256: Sha256,
    publishedAt: Moment,
    /** The communes of the province as cells of one size. */
    tiles: z.array(Tile),
  }),
});

export const getPublishedAgency = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/agencies/:agencyCode',
  access: 'public',
  summary: 'One agency and its fields, with the province beside',
  params: z.object({ campaignId: Id, agencyCode: z.string() }),
  reply: z.object({ results: Results, sha256: Sha256, publishedAt: Moment }),
});

export const CHANGES = ['risen', 'fallen', 'not_different'] as const;
const Wave = z.object({ campaignId: Id, campaignName: z.string(), year: z.int() });

/** One figure beside that of the wave before; each share with what it was rounded to. */
export const Change = z.object({
  agencyCode: z.nullable(z.string()),
  name: z.string(),
  node: z.string(),
  earlier: Share,
  earlierStep: z.number(),
  later: Share,
  laterStep: z.number(),
  change: z.enum(CHANGES),
});
export type Change = z.output<typeof Change>;

/** Made of the two publications alone, so that it tells no more than they do. */
export const Changes = z.object({
  later: Wave,
  /** The province's publication of the latest year before that was public first; null: there is none. */
  earlier: z.nullable(Wave),
  /** Other questions, or another meaning of satisfied: nothing is compared. */
  isSameQuestionnaire: z.boolean(),
  /** Of the province every node, of an agency every node but criteria. */
  changes: z.array(Change),
  /** Agencies that only one of the waves has. */
  unmatched: z.object({ earlier: z.array(z.string()), later: z.array(z.string()) }),
});
export type Changes = z.output<typeof Changes>;

export const getPublishedChanges = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/changes',
  access: 'public',
  summary: 'The published figures beside those of the wave before, with what has clearly changed',
  params: CampaignParams,
  reply: Changes,
});

export const downloadPublishedCsv = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/results.csv',
  access: 'public',
  summary: 'The published figures as CSV',
  params: CampaignParams,
  file: 'text/csv; charset=utf-8',
});
