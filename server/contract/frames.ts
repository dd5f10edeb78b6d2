import * as z from 'zod/mini';
import { AgencyState, Indicator } from './completeness.ts';
import { endpoint, OFFICE } from './endpoint.ts';
import { COLUMN_ROLES, EXCLUSIONS, FAULTS, SHEET_STATES } from './list-words.ts';
import {
  AgencyCode,
  CampaignParams,
  Count,
  Day,
  Id,
  Moment,
  Sha256,
  WHOLE_PROVINCE,
} from './scalars.ts';
import { FileName, text } from './written-text.ts';

export const ColumnRole = z.enum(COLUMN_ROLES);
export type ColumnRole = z.output<typeof ColumnRole>;

export const Fault = z.enum(FAULTS);
export type Fault = z.output<typeof Fault>;

export const Exclusion = z.enum(EXCLUSIONS);
export type Exclusion = z.output<typeof Exclusion>;

/** Why a row is not in the frame. */
export type Reason = Fault | Exclusion;

/** A list's scope: one agency's code, or null for a file that covers the province. */
export const ListScope = z.union([
  z.pipe(
    z.literal(WHOLE_PROVINCE),
    z.transform(() => null),
  ),
  AgencyCode,
]);
export type ListScope = z.output<typeof ListScope>;

export const ListScopeParams = z.object({ campaignId: Id, agencyCode: ListScope });
const ListParams = z.extend(ListScopeParams, { fileId: Id });

export const Column = z.object({
  index: Count,
  heading: z.string(),
  role: z.nullable(ColumnRole),
  samples: z.array(z.string()),
});
export type Column = z.output<typeof Column>;

/** Fonts and code pages from before Unicode in which lists are still written, and UTF-8 that was read as one of these. */
export const LegacyFontName = z.enum([
  'tcvn3',
  'vni',
  'windows-1258',
  'utf-8-as-1252',
  'utf-8-as-1258',
]);

export const SheetState = z.enum(SHEET_STATES);
export type SheetState = z.output<typeof SheetState>;

/** Where the agency of a sheet's rows is named when no column does. */
export const AgencySource = z.enum(['sheet_name', 'title']);
export type AgencySource = z.output<typeof AgencySource>;

export const SheetPreview = z.object({
  /** Which tab, from 0. */
  sheet: Count,
  name: z.string(),
  /** Rows with a value, headings among them; null where nobody has counted. */
  rows: z.nullable(Count),
  state: SheetState,
  /** Read unless a person leaves it. */
  isTaken: z.boolean(),
  headingRows: z.array(Count),
  columns: z.array(Column),
  /** Roles without which the sheet cannot be read. */
  missing: z.array(ColumnRole),
  /** The agency that is named above its headings. */
  title: z.nullable(z.string()),
});
export type SheetPreview = z.output<typeof SheetPreview>;

/** Cells of a column whose value is not in the file: formulas that were never calculated, or that failed. */
export const ColumnGaps = z.object({
  sheet: Count,
  column: Count,
  formulas: Count,
  errors: Count,
  /** The first of them, as a spreadsheet names it: E17. */
  first: z.string(),
});
export type ColumnGaps = z.output<typeof ColumnGaps>;

export const ListPreview = z.object({
  fileId: Id,
  fileName: z.string(),
  /** 1-based rows of the sheet that hold the headings; two when they are merged. */
  headingRows: z.array(Count),
  columns: z.array(Column),
  rows: z.array(z.array(z.string())),
  /** Roles without which the list cannot be read and that no column has yet. */
  missing: z.array(ColumnRole),
  /** The suspected font, with cells as stored in the file and as read: a person confirms it. */
  legacyFont: z.nullable(
    z.object({
      name: LegacyFontName,
      before: z.array(z.string()),
      after: z.array(z.string()),
    }),
  ),
  /** Columns of days that another Excel has turned round, day for month: a person says which is right. */
  swappedDays: z.nullable(
    z.object({
      roles: z.array(ColumnRole),
      before: z.array(z.string()),
      after: z.array(z.string()),
    }),
  ),
  /** Days of the first rows that are read otherwise than written. */
  dayRepairs: z.array(
    z.object({
      role: ColumnRole,
      kind: z.enum(['century', 'future_birth']),
      before: z.string(),
      after: z.nullable(z.string()),
    }),
  ),
  /** The agency has confirmed these headings before: there is nothing to look at. */
  isRemembered: z.boolean(),
  /** It begins with a dossier: its columns are guessed by their cells, and its first row is read too. */
  lacksHeadings: z.boolean(),
  /** The tab to which headings and columns belong, from 0. */
  sheet: Count,
  /** Every tab of a workbook, this one among them. */
  sheets: z.array(SheetPreview),
  gaps: z.array(ColumnGaps),
  /** Where the sheets name their agencies, of a province's workbook in which no column does. */
  agencySources: z.array(AgencySource),
});
export type ListPreview = z.output<typeof ListPreview>;

/** rows = accepted + merged + excluded + inError, at any time. */
export const RowCounts = z.object({
  rows: Count,
  accepted: Count,
  merged: Count,
  excluded: Count,
  inError: Count,
});
export type RowCounts = z.output<typeof RowCounts>;

/** How far an import has come: the first reading, the storing, the counting and comparing. */
export const ImportProgress = z.object({
  step: z.enum(['reading', 'storing', 'comparing']),
  rows: Count,
  /** Of this step, where it is known. */
  percent: z.nullable(Count),
});
export type ImportProgress = z.output<typeof ImportProgress>;

/** A million dossiers as CSV are 370 MB. */
export const LIST_MB = 600;

/** It would have been read, and a person has left it. */
const LeftByPerson = z.literal('left');

export const ListFile = z.extend(RowCounts, {
  fileId: Id,
  fileName: z.string(),
  state: z.enum(['uploaded', 'importing', 'held', 'imported', 'failed', 'cancelled']),
  /** While importing. */
  progress: z.nullable(ImportProgress),
  problem: z.nullable(z.string()),
  /** Lines between and below its dossiers that are none, with the first as an example; told of one list only. */
  leftLines: z.nullable(
    z.object({
      between: Count,
      below: Count,
      sheetName: z.string(),
      line: Count,
      text: z.nullable(z.string()),
    }),
  ),
  /** Tabs of a workbook that are no part of the list. */
  leftSheets: z.array(
    z.object({
      name: z.string(),
      rows: z.nullable(Count),
      state: z.union([SheetState, LeftByPerson]),
    }),
  ),
  uploadedAt: Moment,
  byteCount: z.int(),
});
export type ListFile = z.output<typeof ListFile>;

export const FrameSummary = z.extend(RowCounts, {
  people: Count,
  files: z.array(ListFile),
  exclusions: z.array(z.object({ reason: Exclusion, rows: Count })),
  /** The same by field; null for rows that name none. */
  exclusionsByField: z.array(
    z.object({ field: z.nullable(z.string()), reason: Exclusion, rows: Count }),
  ),
  faults: z.array(z.object({ reason: Fault, rows: Count })),
  fields: z.array(z.object({ code: z.string(), name: z.string(), people: Count })),
});
export type FrameSummary = z.output<typeof FrameSummary>;

export const uploadList = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists',
  access: ['home_affairs', 'agency'],
  summary:
    'Upload a dossier list (XLSX, XLS, ODS, CSV or a table saved as a page) and see how its columns are understood',
  params: ListScopeParams,
  query: z.object({ fileName: FileName }),
  upload: true,
  reply: ListPreview,
});

export const previewList = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId/preview',
  access: ['home_affairs', 'agency'],
  summary: 'Preview of an uploaded list, with the headings in another row',
  params: ListParams,
  query: z.object({ headingRow: z.optional(z.string().check(z.regex(/^\d{1,3}$/))) }),
  reply: ListPreview,
});

export const importList = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId/import',
  access: ['home_affairs', 'agency'],
  summary: 'Read the list with these columns; it replaces the earlier list of the same scope',
  params: ListParams,
  body: z.object({
    /** None where the list has no headings. */
    headingRows: z.array(Count).check(z.maxLength(4)),
    columns: z.array(z.object({ index: Count, role: ColumnRole })),
    /** The font of the preview as a person has confirmed it; `none`: the cells are right as stored. */
    legacyFont: z.optional(z.union([LegacyFontName, z.literal('none')])),
    /** Where days look turned round: turn them back, or read them as written. */
    swappedDays: z.optional(z.enum(['repair', 'keep'])),
    /**
     * The tabs that are read; headings and columns above are those of the first. Columns of another are as in the preview
     * unless they are given. Without this, all are read that the preview takes.
     */
    sheets: z.optional(
      z
        .array(
          z.object({
            sheet: Count,
            headingRows: z.optional(z.array(Count).check(z.maxLength(4))),
            columns: z.optional(z.array(z.object({ index: Count, role: ColumnRole }))),
          }),
        )
        .check(z.maxLength(250)),
    ),
    agencyFrom: z.optional(AgencySource),
  }),
  reply: ListFile,
});

export const getList = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId',
  access: ['home_affairs', 'agency'],
  summary: 'How far an import has come',
  params: ListParams,
  reply: ListFile,
});

export const cancelImport = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/lists/:fileId/cancel',
  access: ['home_affairs', 'agency'],
  summary: 'Stop an import before its list is in force; the list before it stays as it was',
  params: ListParams,
  reply: ListFile,
});

export const getFrameSummary = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode',
  access: ['home_affairs', 'agency', 'observer'],
  summary:
    'Counts of a frame: rows = accepted + merged + excluded + in error, by reason and by field',
  params: ListScopeParams,
  reply: FrameSummary,
});

export const getBoard = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/board',
  access: OFFICE,
  summary: 'Every agency: list or no list, counts; an agency sees its own row',
  params: CampaignParams,
  reply: z.object({
    listsDueOn: Day,
    agencies: z.array(
      z.extend(RowCounts, {
        agencyCode: AgencyCode,
        agencyName: z.string(),
        kind: z.string(),
        people: Count,
        listsDueOn: Day,
        state: AgencyState,
        /** Handed in by the agency itself; otherwise its rows are those of the province's file. */
        hasOwnList: z.boolean(),
        indicators: z.array(Indicator),
      }),
    ),
  }),
});

/** What Home Affairs remarked when it accepted an agency's list, word for word. */
export const ListRemark = z.object({
  agencyCode: AgencyCode,
  agencyName: z.string(),
  remark: z.string(),
});
export type ListRemark = z.output<typeof ListRemark>;

/** Agencies whose own list was not accepted when the frame was frozen, and why it was frozen all the same. */
export const Unaccepted = z.object({ agencies: Count, reason: z.nullable(z.string()) });

/** Whom earlier rounds leave out of this one: persons, each with the dossiers of one agency. */
export const RestFacts = z.object({
  /** The last rounds whose people rest. */
  rounds: Count,
  /** Rounds whose key is lost: they leave nobody out. */
  roundsWithoutKey: Count,
  asked: Count,
  refused: Count,
  /** Strata of which more than half would rest: everybody stays in them. */
  keptStrata: Count,
});
export type RestFacts = z.output<typeof RestFacts>;

/** How dossiers were taken for one person's where the evidence did not say enough. */
const LinkageFacts = z.object({
  /** Pairs that nobody has decided: kept apart. */
  undecided: Count,
  /** Pairs that somebody has joined, and kept apart. */
  joined: Count,
  keptApart: Count,
});

export const FrozenFrame = z.object({
  sha256: Sha256,
  merkleRoot: Sha256,
  /** Root over the commitments to persons and dossiers; frames frozen before version 0.2 have none. */
  commitmentsRoot: z.nullable(Sha256),
  people: Count,
  /** The same with each person once, whom several agencies have served. */
  distinctPersons: z.number().check(z.nonnegative()),
  strata: Count,
  rows: RowCounts,
  exclusions: z.array(z.object({ reason: Exclusion, rows: Count })),
  faults: z.array(z.object({ reason: Fault, rows: Count })),
  absentAgencies: Count,
  absentReason: z.nullable(z.string()),
  unaccepted: Unaccepted,
  /** Null where no earlier round of the province has left traces. */
  rest: z.nullable(RestFacts),
  remarks: z.array(ListRemark),
  /** Null in frames frozen before there were doubtful pairs. */
  linkage: z.nullable(LinkageFacts),
  frozenAt: Moment,
  frozenBy: z.string(),
});
export type FrozenFrame = z.output<typeof FrozenFrame>;

export const freezeFrame = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/freeze',
  access: ['home_affairs'],
  summary: 'Frame open → frame frozen: canonical bytes, hash, counts; nothing changes afterwards',
  params: CampaignParams,
  body: z.object({
    absentReason: z.optional(text(500)),
    unacceptedReason: z.optional(text(500)),
  }),
  reply: FrozenFrame,
});

/** How far a freezing has come: the people looked through, committed to, stored. */
export const FreezeProgress = z.object({
  step: z.enum(['linking', 'committing', 'storing']),
  people: Count,
  total: Count,
});
export type FreezeProgress = z.output<typeof FreezeProgress>;

export const getFreezeProgress = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/freeze',
  access: ['home_affairs'],
  summary: 'How far the freezing has come that is under way; null where none is',
  params: CampaignParams,
  reply: z.object({ progress: z.nullable(FreezeProgress) }),
});

export const getFrozenFrame = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frozen-frame',
  access: 'public',
  summary: 'Hash and counts of the frozen frame',
  params: CampaignParams,
  reply: FrozenFrame,
});

export const FrameCheck = z.object({
  units: Count,
  /** Person, contact data and dossier are those of the freeze. */
  intact: Count,
  /** Erased since, by the rules of erasure. */
  erased: Count,
  /** Something behind the pseudonym is not what it was. */
  changed: Count,
  /** The commitments are those whose root was published; null where none was. */
  isRootSame: z.nullable(z.boolean()),
});
export type FrameCheck = z.output<typeof FrameCheck>;

export const checkFrozenFrame = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frozen-frame/check',
  access: ['home_affairs', 'observer'],
  summary:
    'Compare persons and dossiers behind the pseudonyms with what was committed to at the freeze',
  params: CampaignParams,
  reply: FrameCheck,
});

export const downloadStrata = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frozen-frame/strata.tsv',
  access: ['home_affairs', 'observer'],
  summary:
    'Of each stratum N_h and the sum of 1/multiplicity: by the latter a figure by person is weighted',
  params: CampaignParams,
  file: 'text/tab-separated-values; charset=utf-8',
});

export const downloadFrame = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/draw/frame.tsv',
  access: 'public',
  summary: 'The frozen frame by pseudonym and stratum, as the draw read it',
  params: CampaignParams,
  file: 'text/tab-separated-values; charset=utf-8',
});
