import type { Insertable } from 'kysely';
import type { Moment } from './column-types.ts';

/** Who is behind the dossiers of a list. */
export interface PersonsTables {
  person: PersonTable;
  mergedIdentity: MergedIdentityTable;
  separation: SeparationTable;
  pairDecision: PairDecisionTable;
  doubtCount: {
    campaignId: string;
    agencyCode: string;
    doubtful: number;
    contradictory: number;
  };
  staffPhone: {
    campaignId: string;
    agencyCode: string;
    phoneKey: number;
    approvedAt: Moment | null;
  };
  officialCount: {
    campaignId: string;
    agencyCode: string;
    officials: number;
    statedAt: Moment;
    statedBy: string;
  };
  staffPhoneDecision: {
    id: string;
    campaignId: string;
    agencyCode: string;
    kind: 'approved' | 'refused';
    phones: number;
    people: number;
    note: string | null;
    decidedAt: Moment;
    decidedBy: string;
  };
  staffLeftOut: { campaignId: string; agencyCode: string; people: number };
  samePerson: {
    personId: string;
    campaignId: string;
    cluster: number;
    linkedBy: string;
    foundAt: Moment;
  };
}

interface PersonTable {
  id: string;
  campaignId: string;
  agencyCode: string;
  fileId: string;
  kind: 'citizen' | 'organization';
  sealed: Buffer | null;
  phoneKey: number | null;
  idKey: number | null;
  nameKey: number | null;
  bareKey: number | null;
  birthKey: number | null;
  dossiers: number;
  hasSharedPhone: boolean;
}
export type NewPerson = Insertable<PersonTable>;

interface MergedIdentityTable {
  fileId: string;
  rowNumber: number;
  kind: 'citizen' | 'organization';
  sealed: Buffer;
  phoneKey: number | null;
  idKey: number | null;
  nameKey: number;
  bareKey: number;
  birthKey: number | null;
}
export type NewMergedIdentity = Insertable<MergedIdentityTable>;

interface SeparationTable {
  campaignId: string;
  agencyCode: string;
  dossierCode: string;
  reach: 'agency' | 'agencies';
  separatedAt: Moment;
  separatedBy: string;
}

interface PairDecisionTable {
  campaignId: string;
  agencyCode: string;
  firstCode: string;
  secondCode: string;
  isSame: boolean;
  decidedAt: Moment;
  decidedBy: string;
}
