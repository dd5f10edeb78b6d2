import * as z from 'zod/mini';
import { endpoint, LIST_READERS } from './endpoint.ts';
import { Explanation } from './explanation.ts';
import { Indicator } from './indicators.ts';
import { CampaignAgencyParams, Count, Day } from './scalars.ts';
import { Totals } from './stated-totals.ts';
import { text } from './written-text.ts';

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
  note: z.nullable(Explanation),
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
  changesNote: z.nullable(Explanation),
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
