import type { Generated, Selectable } from 'kysely';
import type { PrintPurpose } from '#contract/invitations.ts';
import type { Mode } from '#contract/responses.ts';
import type { Moment } from './column-types.ts';

/** Slips, and unfinished answers under seal. */
export interface InvitationsTables {
  invitation: InvitationTable;
  packPrinting: {
    campaignId: string;
    agencyCode: string;
    printedAt: Moment;
    printedBy: string;
    purpose: PrintPurpose | null;
    slips: number | null;
  };
  draft: {
    name: string;
    campaignId: string;
    revision: number;
    sealed: Buffer;
    keptOn: string;
  };
}

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
  state: Generated<'issued' | 'opened' | 'received' | 'declined' | 'wrong_person' | 'replaced'>;
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
