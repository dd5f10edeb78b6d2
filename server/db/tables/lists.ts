import type { Generated, Insertable } from 'kysely';
import type { Count, Json, Moment } from './column-types.ts';

/** Lists as read, and what was said of them. */
export interface ListsTables {
  listFile: ListFileTable;
  columnMemory: {
    provinceCode: string;
    agencyCode: string | null;
    signature: string;
    headings: Json<readonly string[]>;
    columns: Json<readonly { readonly index: number; readonly role: string }[]>;
    confirmedAt: Moment;
  };
  agencySuccession: {
    oldCode: string;
    oldName: string;
    oldDistrict: string;
    oldProvince: string;
    newCode: string;
  };
  field: { campaignId: string; code: string; name: string };
  dossier: DossierTable;
  completenessTally: CompletenessTallyTable;
  numberRun: {
    fileId: string;
    agencyCode: string | null;
    agency: string;
    /** YYMMDD as the codes write it. */
    day: string;
    lowest: number;
    highest: number;
    seen: number;
  };
  commonPhone: {
    fileId: string;
    agencyCode: string;
    most: number;
    named: number;
    unhappy: number;
  };
  listChange: {
    fileId: string;
    agencyCode: string;
    added: number;
    vanished: number;
    changed: number;
    compared: Generated<number>;
    changedColumns: Json<Readonly<Record<string, number>>>;
    renamed: Generated<number>;
    rephoned: Generated<number>;
    earlierFields: Json<Readonly<Record<string, number>>>;
  };
  vanishedDossier: VanishedDossierTable;
  listReplacement: {
    fileId: string;
    agencyCode: string;
    decidedAt: Moment;
    decidedBy: string;
    kind: 'kept' | 'replaced';
    reason: string;
    beforeRows: number;
    beforePeople: number;
    afterRows: number;
    afterPeople: number;
    wasSigned: boolean;
    wasAccepted: boolean;
  };
  statedTotal: {
    campaignId: string;
    agencyCode: string;
    source: 'home_affairs' | 'agency';
    received: number | null;
    returned: number;
    late: number | null;
    statedAt: Moment;
    statedBy: string;
  };
  registerCheck: {
    id: string;
    campaignId: string;
    agencyCode: string;
    population: number;
    share: number;
    lockedAt: Moment;
    lockedBy: string;
    lockSha256: string | null;
    nonce: string | null;
    dice: string | null;
    positions: Json<readonly number[]> | null;
    drawnAt: Moment | null;
    drawnBy: string | null;
    absent: number | null;
    unhappy: number | null;
    note: string | null;
    filledAt: Moment | null;
    filledBy: string | null;
  };
  secondSource: {
    campaignId: string;
    kind: 'province' | 'complaints' | 'apologies';
    fileName: string;
    dossiers: number;
    leftRows: number;
    uploadedAt: Moment;
    uploadedBy: string;
  };
  secondSourceDossier: {
    campaignId: string;
    kind: 'province' | 'complaints' | 'apologies';
    code: string;
    agencyCode: string | null;
    returnedOn: string | null;
    isLate: boolean | null;
  };
  stagedSourceDossier: {
    uploadId: string;
    campaignId: string;
    code: string;
    agencyCode: string | null;
    returnedOn: string | null;
    isLate: boolean | null;
    stagedAt: Moment;
  };
  completenessNote: {
    campaignId: string;
    agencyCode: string;
    about: 'gaps' | 'totals' | 'changes';
    explained: number;
    note: string;
    notedAt: Moment;
    notedBy: string;
  };
  acceptanceSignature: {
    id: string;
    campaignId: string;
    agencyCode: string;
    signerName: string;
    signerPosition: string;
    counts: Json<unknown>;
    signedAt: Moment;
    signedBy: string;
    inForce: Generated<boolean>;
  };
  acceptanceDecision: {
    id: string;
    campaignId: string;
    agencyCode: string;
    kind: 'accepted' | 'returned';
    note: string | null;
    decidedAt: Moment;
    decidedBy: string;
    inForce: Generated<boolean>;
  };
}

interface ListFileTable {
  id: string;
  campaignId: string;
  agencyCode: string | null;
  fileName: string;
  sha256: string;
  byteCount: number;
  state: 'uploaded' | 'importing' | 'held' | 'imported' | 'failed' | 'cancelled' | 'replaced';
  problem: string | null;
  rowCount: Count;
  acceptedCount: Count;
  mergedCount: Count;
  excludedCount: Count;
  errorCount: Count;
  columns: Json<unknown> | null;
  decision: string | null;
  leftLines: Json<unknown> | null;
  uploadedBy: string;
  uploadedAt: Moment;
  begunBy: string | null;
  begunAt: Moment | null;
  importedAt: Moment | null;
}

interface DossierTable {
  fileId: string;
  rowNumber: number;
  campaignId: string;
  agencyCode: string | null;
  code: string | null;
  procedureCode: string | null;
  procedureName: string | null;
  channel: string | null;
  receivedOn: string | null;
  dueOn: string | null;
  returnedOn: string | null;
  isLate: Generated<boolean>;
  isRefused: Generated<boolean>;
  hasPhone: Generated<boolean>;
  fieldCode: string | null;
  personId: string | null;
  outcome: 'accepted' | 'merged' | 'excluded' | 'in_error';
  reason: string | null;
  linkedBy: string | null;
}
export type NewDossier = Insertable<DossierTable>;

interface CompletenessTallyTable {
  fileId: string;
  agencyCode: string | null;
  fieldCode: string | null;
  outcome: DossierTable['outcome'];
  reason: string | null;
  rows: number;
  late: number;
  refused: number;
  withoutPhone: number;
  received: Generated<number>;
  displaced: Generated<number>;
}

interface VanishedDossierTable {
  fileId: string;
  agencyCode: string;
  code: string;
  fieldCode: string | null;
  receivedOn: string | null;
  returnedOn: string | null;
  isLate: boolean;
  isRefused: boolean;
  hasTwin: Generated<boolean>;
  reason: string | null;
  note: string | null;
  explainedAt: Moment | null;
  explainedBy: string | null;
}
