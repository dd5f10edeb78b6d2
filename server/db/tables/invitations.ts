import type { Generated, GeneratedAlways, Selectable } from 'kysely';
import type { MessageState } from '#contract/contact.ts';
import type { Way } from '#contract/contact-ways.ts';
import type { CheckOutcome } from '#contract/ineligibility.ts';
import type { CASE_EVENTS, CaseHistory } from '#contract/reissues.ts';
import type { Mode } from '#contract/responses.ts';
import type { PrintPurpose } from '#contract/slips.ts';
import type { Moment } from './column-types.ts';

/** Slips, and unfinished answers under seal. */
export interface InvitationsTables {
  invitation: InvitationTable;
  packPrinting: {
    id: GeneratedAlways<number>;
    campaignId: string;
    agencyCode: string;
    printedAt: Moment;
    printedBy: string;
    purpose: PrintPurpose | null;
    slips: number | null;
    /** Null: all slips of the agency. */
    part: Generated<'hamlet' | 'slip' | null>;
  };
  retiredSlip: {
    tokenHash: string;
    codeHash: string;
    invitationId: string;
    campaignId: string;
    issue: number;
  };
  caseEvent: CaseEventTable;
  contactWave: {
    id: string;
    campaignId: string;
    day: string;
    way: Way;
    text: string;
    isForUnreached: Generated<boolean>;
    state: Generated<'planned' | 'sending' | 'stopped'>;
    createdAt: Moment;
    createdBy: string;
  };
  contactMessage: {
    id: string;
    waveId: string;
    campaignId: string;
    invitationId: string;
    state: MessageState;
    attempts: Generated<number>;
    problem: string | null;
    dueAt: Moment;
    changedAt: Moment;
  };
  ineligibilityReport: {
    invitationId: string;
    campaignId: string;
    agencyCode: string;
    outcome: 'died' | 'wrong_person';
    ticket: number;
    reportedAt: Moment;
    checkOutcome: CheckOutcome | null;
    checkedAt: Moment | null;
    checkedBy: string | null;
  };
  draft: {
    name: string;
    campaignId: string;
    revision: number;
    sealed: Buffer;
    keptOn: string;
  };
}

interface CaseEventTable {
  id: string;
  campaignId: string;
  invitationId: string;
  kind: (typeof CASE_EVENTS)[number];
  reason: CaseHistory['events'][number]['reason'];
  happenedAt: Moment;
  staffId: string;
}
export type CaseEventRow = Selectable<CaseEventTable>;

interface InvitationTable {
  id: string;
  campaignId: string;
  unitId: string;
  agencyCode: string;
  stratum: string;
  hamlet: string | null;
  serial: number;
  tokenHash: string;
  codeHash: string;
  /** How long the code on the slip is: sixteen digits, of slips issued earlier twelve. */
  codeDigits: Generated<number>;
  /** Which slip of the case is valid; link and code follow from id and issue. */
  issue: Generated<number>;
  /** The valid slip was withdrawn, and nobody holds the new one. */
  isRevoked: Generated<boolean>;
  state: Generated<'issued' | 'opened' | 'received' | 'declined' | 'wrong_person' | 'replaced'>;
  /** The valid slip was handed over; never beside a `delivery` that says otherwise. */
  isDelivered: Generated<boolean>;
  /** The measured agency's staff alone wrote `delivery`. */
  isAgencyWord: Generated<boolean>;
  delivery: 'moved' | 'died' | 'not_found' | 'refused' | 'wrong_person' | null;
  issuedAt: Moment;
  openedOn: string | null;
  submissionDigest: string | null;
  receiptCode: string | null;
  receivedWeek: string | null;
  /** By which an answer came; null until then. */
  door: Generated<Mode | null>;
}
export type InvitationRow = Selectable<InvitationTable>;
