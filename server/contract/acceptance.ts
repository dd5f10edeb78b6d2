import * as z from 'zod/mini';
import { AgencyState } from './agency-state.ts';
import { endpoint, LIST_READERS } from './endpoint.ts';
import { RowCounts } from './row-counts.ts';
import {
  AccountLink,
  AgencyCode,
  CampaignAgencyParams,
  CampaignParams,
  Count,
  Day,
  Moment,
} from './scalars.ts';
import { Line, text } from './written-text.ts';

/** What the leader had before his eyes when he signed. */
export const SignedCounts = z.extend(RowCounts, {
  late: Count,
  refused: Count,
  withoutPhone: Count,
  missingNumbers: Count,
  vanished: Count,
  /** Lines of the agency's own file that were not read as dossiers: tabs left out, lines between and below. */
  leftRows: Count,
});
export type SignedCounts = z.output<typeof SignedCounts>;

export const Signature = z.object({
  /** Null for who may see counts only. */
  signerName: z.nullable(z.string()),
  signerPosition: z.string(),
  signedAt: Moment,
  counts: SignedCounts,
  /** How the account that signed got its password. */
  link: z.nullable(AccountLink),
  /** The account changed hands within days after it signed: its owner looks at this signature again. */
  takenOver: z.nullable(AccountLink),
});

export const DECISIONS = ['accepted', 'returned'] as const;
export const Decision = z.object({
  kind: z.enum(DECISIONS),
  note: z.nullable(z.string()),
  decidedAt: Moment,
  link: z.nullable(AccountLink),
});

/** Who let a newer list replace the agency's, or kept it from that. */
export const Replacement = z.object({
  kind: z.enum(['kept', 'replaced']),
  at: Moment,
  /** Null for who may see counts only. */
  by: z.nullable(z.string()),
  isByHomeAffairs: z.boolean(),
  reason: z.string(),
  before: z.object({ rows: Count, people: Count }),
  after: z.object({ rows: Count, people: Count }),
  wasSigned: z.boolean(),
  wasAccepted: z.boolean(),
});
export type Replacement = z.output<typeof Replacement>;

export const Acceptance = z.object({
  state: AgencyState,
  hasOwnList: z.boolean(),
  listsDueOn: Day,
  /** What the leader would sign now; null while there is no list. */
  counts: z.nullable(SignedCounts),
  /** Whether the one-stop system's own figures have been typed in or imported. */
  hasStatedTotals: z.boolean(),
  unexplainedVanished: Count,
  unexplainedNumbers: Count,
  unexplainedTotals: Count,
  /** Names or phones that changed since an earlier list. */
  unexplainedChanges: Count,
  signature: z.nullable(Signature),
  decision: z.nullable(Decision),
  /** Decisions on newer lists, the newest first. */
  replacements: z.array(Replacement),
  /** Signatures and decisions that ended because the list changed or was returned, the newest first. */
  past: z.array(
    z.object({ kind: z.enum(['signed', ...DECISIONS]), at: Moment, note: z.nullable(z.string()) }),
  ),
});
export type Acceptance = z.output<typeof Acceptance>;

export const getAcceptance = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/acceptance',
  access: LIST_READERS,
  summary: "Where an agency's list stands: signed, accepted, returned, and what is still to do",
  params: CampaignAgencyParams,
  reply: Acceptance,
});

export const signList = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/acceptance/signature',
  access: ['agency'],
  isForLead: true,
  summary:
    "The agency's leader signs for the list under an own account; void as soon as the list changes",
  params: CampaignAgencyParams,
  /** `counts`: what the signer has read; a list that has changed since is not signed. */
  body: z.object({ signerPosition: Line, counts: z.optional(SignedCounts) }),
  reply: Acceptance,
});

export const decideOnList = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/frame/:agencyCode/acceptance/decision',
  access: ['home_affairs'],
  summary:
    'Accept a signed list, with a remark that is printed or without, or return it with a note',
  params: CampaignAgencyParams,
  body: z.object({
    kind: z.enum(DECISIONS),
    note: z.optional(text(500)),
  }),
  reply: Acceptance,
});

export const acceptLists = endpoint({
  method: 'POST',
  path: '/api/campaigns/:campaignId/acceptances',
  access: ['home_affairs'],
  summary:
    'Accept several signed lists at once; one that is marked needs a look of its own and is refused by name',
  params: CampaignParams,
  body: z.object({
    agencyCodes: z.array(AgencyCode).check(z.minLength(1), z.maxLength(500)),
  }),
  reply: z.object({ accepted: Count }),
});
