import * as z from 'zod/mini';
import { endpoint, LIST_READERS } from './endpoint.ts';
import { EXCLUSIONS, FAULTS } from './list-words.ts';
import { CampaignAgencyParams, CampaignParams, Count, Day, Moment, Page } from './scalars.ts';
import { FileName, text, verbatim } from './written-text.ts';

/** How far an agency's list is on its way to acceptance. */
export const AGENCY_STATES = [
  'absent',
  'problems',
  'handed_in',
  'returned',
  'signed',
  'accepted',
] as const;
export const AgencyState = z.enum(AGENCY_STATES);
export type AgencyState = z.output<typeof AgencyState>;

/** Shown for every agency. */
export const INDICATORS = [
  'late',
  'refused',
  'withoutPhone',
  'missingNumbers',
  'emptyDays',
] as const;
/** Shown where there are cases: what takes a dossier out of the frame without deleting it. */
export const TRIM_INDICATORS = [
  'commonPhone',
  'commonPhoneUnhappy',
  'lateLeftOut',
  'refusedLeftOut',
  ...FAULTS,
  ...EXCLUSIONS,
] as const;
export const Indicator = z.object({
  name: z.enum([...INDICATORS, ...TRIM_INDICATORS, 'unhappyInField', 'combined']),
  /** Of `combined`: signs that lean towards a trim, among the signs that are compared. */
  cases: Count,
  total: Count,
  /** Null where nothing was counted. */
  share: z.nullable(z.number()),
  /** What the agency's own mix of fields lets expect. */
  expected: z.number(),
  /** The share of all agencies of its kind together. */
  province: z.number(),
  /** The shares of four in five similar agencies; null where there are too few. */
  similar: z.nullable(z.object({ low: z.number(), high: z.number() })),
  /** The name of the field that it is about; null where it is about all. */
  field: z.nullable(z.string()),
  /** On which side it differs, beyond chance and beyond the usual differences. */
  side: z.nullable(z.enum(['low', 'high'])),
});
export type Indicator = z.output<typeof Indicator>;

/** Running numbers of a day that no dossier of the list has. */
export const NumberGap = z.object({
  agency: z.string(),
  day: Day,
  highest: Count,
  seen: Count,
  missing: Count,
  /** The first of them as codes write them, `0012` to `0019`. */
  ranges: z.array(z.object({ from: z.string(), to: z.string() })),
});
export type NumberGap = z.output<typeof NumberGap>;

const Note = z.object({ note: z.string(), explained: Count, at: Moment });

export const NumberGaps = z.object({
  seen: Count,
  missing: Count,
  /** Days with numbers missing, those with the most first; `days` may be more than are listed. */
  days: Count,
  worst: z.array(NumberGap),
  /** Working days between the first and the last without any dossier, though other agencies had some. */
  emptyDays: z.array(Day),
  dossiersPerDay: z.number(),
  /** Dossiers whose code has no running number. */
  otherCodes: Count,
  note: z.nullable(Note),
});
export type NumberGaps = z.output<typeof NumberGaps>;

export const FieldShare = z.object({
  code: z.string(),
  name: z.string(),
  rows: Count,
  share: z.number(),
  expected: z.nullable(z.number()),
  earlier: z.nullable(z.number()),
  /** Far below the other agencies' share, or below that of the agency's earlier list. */
  thinBeside: z.nullable(z.enum(['province', 'earlier'])),
});

export const TOTALS = ['received', 'returned', 'late'] as const;
export const TotalDifference = z.object({
  name: z.enum(TOTALS),
  stated: Count,
  listed: Count,
  /** Small enough to be a matter of the hour at which each was taken. */
  isTolerable: z.boolean(),
});
export type TotalDifference = z.output<typeof TotalDifference>;

/** Whose statement of the one-stop system's figures it is. Home Affairs' comes first. */
export const TOTAL_SOURCES = ['home_affairs', 'agency'] as const;
export const TotalSource = z.enum(TOTAL_SOURCES);
export type TotalSource = z.output<typeof TotalSource>;

export const StatedTotals = z.object({
  source: TotalSource,
  statedAt: Moment,
  received: z.nullable(Count),
  returned: Count,
  late: z.nullable(Count),
  /** Beside the list; empty while there is no list. */
  differences: z.array(TotalDifference),
});

export const Totals = z.object({
  statements: z.array(StatedTotals),
  note: z.nullable(Note),
});

/** What is compared between two lists. */
export const CHANGED_COLUMNS = [
  'name',
  'phone',
  'idNumber',
  'birthDate',
  'ownerKind',
  'field',
  'procedure',
  'channel',
  'receivedOn',
  'dueOn',
  'returnedOn',
  'late',
  'refused',
  'reason',
] as const;

export const ListChange = z.object({
  added: Count,
  vanished: Count,
  changed: Count,
  /** Dossiers of both lists. */
  compared: Count,
  /** How many of them changed in each column; columns without a change are absent. */
  columns: z.array(z.object({ column: z.enum(CHANGED_COLUMNS), dossiers: Count })),
  /** Names and phones that changed, over all lists of the agency. */
  renamed: Count,
  rephoned: Count,
  /** The larger of the two where it needs a reason and has none yet; else 0. */
  unexplainedChanges: Count,
  changesNote: z.nullable(Note),
  /** Vanished dossiers, of this list or an earlier one, that are not back and have no reason yet. */
  unexplained: Count,
  missing: Count,
  reasons: z.array(
    z.object({
      reason: z.string(),
      dossiers: Count,
      /** Late or refused among them. */
      unhappy: Count,
      /** Of the same person, field and week the list has another dossier. */
      withTwin: Count,
    }),
  ),
});

export const Completeness = z.object({
  indicators: z.array(Indicator),
  gaps: NumberGaps,
  fields: z.array(FieldShare),
  totals: Totals,
  /** Null before there is a list. */
  change: z.nullable(ListChange),
});
export type Completeness = z.output<typeof Completeness>;

export const getCompleteness = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/completeness',
  access: LIST_READERS,
  summary:
    "Whether an agency's list leaves anybody out: gaps, totals, shares, changes; counts only",
  params: CampaignAgencyParams,
  reply: Completeness,
});

/** Why a dossier of the earlier list is not in the newer one. */
export const VANISHING_REASONS = [
  'entered_twice',
  'test_entry',
  'code_corrected',
  'of_another_agency',
  'deleted_by_owner',
  'other',
] as const;
export const VanishingReason = z.enum(VANISHING_REASONS);
export type VanishingReason = z.output<typeof VanishingReason>;
/** The same, and what the one who replaced an agency's list answers for. */
const VanishedReason = z.enum([...VANISHING_REASONS, 'replaced']);

export const VanishedDossier = z.object({
  code: z.string(),
  field: z.string(),
  receivedOn: z.nullable(Day),
  returnedOn: z.nullable(Day),
  isLate: z.boolean(),
  isRefused: z.boolean(),
  reason: z.nullable(VanishedReason),
  note: z.nullable(z.string()),
});
export type VanishedDossier = z.output<typeof VanishedDossier>;

export const listVanished = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/completeness/vanished',
  access: ['home_affairs', 'agency'],
  summary: 'Dossiers that an earlier list had and this one has not, 50 a page, unexplained first',
  params: CampaignAgencyParams,
  query: Page,
  reply: z.object({ dossiers: z.array(VanishedDossier), total: Count, unexplained: Count }),
});

export const explainVanished = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/completeness/vanished',
  access: ['agency'],
  summary: 'Why dossiers have vanished: for some by code, or the same for all without a reason',
  params: CampaignAgencyParams,
  body: z.object({
    codes: z.union([
      z.literal('all'),
      z.array(verbatim(200)).check(z.minLength(1), z.maxLength(500)),
    ]),
    reason: VanishingReason,
    note: z.optional(text(300)),
  }),
  reply: z.object({ explained: Count, unexplained: Count }),
});

export const stateTotals = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/completeness/totals',
  access: ['home_affairs', 'agency'],
  summary:
    'What the one-stop system itself counts for the agency, beside what the other side has stated',
  params: CampaignAgencyParams,
  body: z.object({
    received: z.nullable(Count),
    returned: Count,
    late: z.nullable(Count),
  }),
  reply: Totals,
});

export const uploadTotals = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/completeness/totals',
  access: ['home_affairs'],
  summary: "The one-stop system's figures of all agencies, as a table (XLSX, CSV)",
  params: CampaignParams,
  query: z.object({ fileName: FileName }),
  upload: true,
  reply: z.object({ agencies: Count, unknown: z.array(z.string()) }),
});

export const explainDifference = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/completeness/notes',
  access: ['agency'],
  summary: 'Why running numbers are missing, totals differ, or names and phones changed',
  params: CampaignAgencyParams,
  body: z.object({
    about: z.enum(['gaps', 'totals', 'changes']),
    note: text(500, 5),
  }),
  reply: Completeness,
});
