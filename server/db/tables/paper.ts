import type { Generated } from 'kysely';
import type { Count } from './column-types.ts';

/** Return strips, forms by number, and forms that are being entered. */
export interface PaperTables {
  paperCase: {
    campaignId: string;
    invitationId: string;
    caseNumber: string;
    receivedWeek: string | null;
    outcome: 'awaits_form' | 'answered_before' | 'closed_before' | null;
  };
  paperForm: {
    number: string;
    campaignId: string;
    stratum: string;
    agencyCode: string;
    batchId: string | null;
    state: Generated<'printed' | 'keyed' | 'disputed' | 'entered' | 'blank' | 'surplus'>;
  };
  keying: {
    number: string;
    turn: number;
    keyedBy: string;
    isScanned: boolean;
    sealed: Buffer;
  };
  entryTally: {
    campaignId: string;
    staffId: string;
    isScanned: boolean;
    forms: Count;
    itemsCompared: Count;
    itemsWrong: Count;
  };
  doubleEntry: { campaignId: string; percent: number };
}
