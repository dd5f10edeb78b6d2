import type { ColumnType, Generated, GeneratedAlways, Insertable, Selectable } from 'kysely';
import type { SlipPrinting, Stage } from '#contract/campaigns.ts';
import type { Role } from '#contract/endpoint.ts';
import type { PrintPurpose } from '#contract/invitations.ts';
import type { Questionnaire, QuestionnairePart } from '#contract/questionnaire.ts';
import type { GroupFigure } from '#contract/tabulation.ts';

/** jsonb goes in as text that the caller has made, and comes out parsed. */
type Json<T> = ColumnType<T, string, string>;
type Moment = ColumnType<Date, Date, Date>;
type Count = Generated<number>;

/** The data dictionary, in the order of the pipeline. `test/golden/tables.txt` holds it to the migrations. */
export interface Tables {
  province: { code: string; name: string; kind: 'province' | 'city' };
  agency: AgencyTable;
  staff: StaffTable;
  session: {
    tokenHash: string;
    staffId: string;
    startedAt: Moment;
    lastSeenAt: Moment;
    expiresAt: Moment;
  };
  passwordLink: {
    tokenHash: string;
    staffId: string;
    createdAt: Moment;
    expiresAt: Moment;
    usedAt: Moment | null;
    linkId: string;
  };
  accountLink: {
    id: string;
    staffId: string;
    isRenewal: boolean;
    madeAt: Moment;
    /** Null: whoever owns the server, on its machine. */
    madeBy: string | null;
    usedAt: Moment | null;
  };
  accountLinkSeen: { linkId: string; staffId: string; seenAt: Moment };
  signInAttempt: { key: string; tries: number; pausedUntil: Moment | null; lastAt: Moment };
  activity: {
    id: GeneratedAlways<number>;
    at: Moment;
    staffId: string | null;
    act: string;
    campaignId: string | null;
    details: Json<Record<string, string | number | boolean | null>>;
    isRead: Generated<boolean>;
    /** How often within the hour, and when last; only what is read is counted up. */
    times: Count;
    lastAt: Moment | null;
    foldKey: string | null;
  };
  campaign: CampaignTable;
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
  person: PersonTable;
  mergedIdentity: MergedIdentityTable;
  separation: SeparationTable;
  staffPhone: { campaignId: string; agencyCode: string; phoneKey: number };
  samePerson: {
    personId: string;
    campaignId: string;
    cluster: number;
    linkedBy: string;
    foundAt: Moment;
  };
  dossier: DossierTable;
  completenessTally: CompletenessTallyTable;
  numberRun: {
    fileId: string;
    agencyCode: string | null;
    agency: string;
    /** YYMMDD as it stands in the codes. */
    day: string;
    lowest: number;
    highest: number;
    seen: number;
  };
  listChange: {
    fileId: string;
    agencyCode: string;
    added: number;
    vanished: number;
    changed: number;
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
  completenessNote: {
    campaignId: string;
    agencyCode: string;
    about: 'gaps' | 'totals';
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
  correctableRow: CorrectableRowTable;
  correction: CorrectionTable;
  correctedRow: {
    correctionId: string;
    fileId: string;
    rowNumber: number;
    revision: number;
    agencyBefore: string | null;
    reasonBefore: string;
    correctedBefore: Buffer | null;
  };
  rememberedCorrection: {
    campaignId: string;
    agencyCode: string | null;
    rowKey: number;
    sealed: Buffer;
    correctedAt: Moment;
  };
  frame: FrameTable;
  stratum: {
    campaignId: string;
    code: string;
    agencyCode: string;
    fieldCode: string;
    population: number;
    /** Sum of 1/multiplicity. */
    distinctPersons: number;
  };
  frameUnit: FrameUnitTable;
  samplePlan: {
    campaignId: string;
    design: Json<unknown>;
    sha256: string;
    publishedAt: Moment;
    publishedBy: string;
    tabulation: ColumnType<string | null, string | undefined, never>;
    tabulationSha256: ColumnType<string | null, string | undefined, never>;
  };
  allocation: { campaignId: string; stratum: string; sampleSize: number; reserveSize: number };
  draw: DrawTable;
  sampleUnit: {
    campaignId: string;
    unitId: string;
    stratum: string;
    position: number;
    role: 'sample' | 'reserve';
    ticket: string;
  };
  reserveRelease: {
    campaignId: string;
    unitId: string;
    reason: string;
    releasedAt: Moment;
    releasedBy: string;
  };
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
  erasureRequest: {
    code: string;
    campaignId: string;
    invitationId: string;
    requestedAt: Moment;
    dueOn: string;
    carriedOutAt: Moment | null;
    carriedOutBy: string | null;
  };
  retentionPostponement: {
    campaignId: string;
    until: string;
    reason: string;
    postponedAt: Moment;
    postponedBy: string;
  };
  campaignErasure: {
    campaignId: string;
    dueOn: string;
    begunAt: Moment;
    begunBy: string | null;
    frameSha256: string | null;
    counts: ColumnType<Readonly<Record<string, number>>, never, never>;
    reached: ColumnType<Reached | null, never, never>;
  };
  erasureCertificate: {
    campaignId: string;
    endedAt: Moment;
    frameSha256Before: string | null;
    frameSha256After: string | null;
    content: string;
    sha256: string;
  };
  ballot: { id: string; campaignId: string; sealed: Buffer };
  response: {
    id: string;
    campaignId: string;
    stratum: string;
  };
  answer: { responseId: string; question: string; value: number };
  responseStratum: {
    campaignId: string;
    code: string;
    agencyCode: string | null;
    fieldCode: string | null;
  };
  responseStratumMember: { campaignId: string; stratum: string; responseStratum: string };
  groupFigure: { campaignId: string } & GroupFigure;
  withheldCells: { campaignId: string; cells: Json<unknown> };
  fieldFigure: { campaignId: string; fieldCode: string; node: string; figure: Json<unknown> };
  burstSign: { campaignId: string; agencyCode: string; day: string; answers: number };
  comment: { id: string; campaignId: string; agencyCode: string | null; text: string };
  commentReview: {
    commentId: string;
    campaignId: string;
    agencyCode: string | null;
    state: 'released' | 'withheld';
    masked: string | null;
    decidedAt: Moment;
    decidedBy: string;
  };
  /** The province where there is no agency; totals only. */
  paradata: {
    campaignId: string;
    agencyCode: string | null;
    measure: string;
    responses: number;
    total: number;
  };
  remark: {
    id: GeneratedAlways<number>;
    campaignId: string;
    stage: Stage;
    text: string;
    writtenBy: string;
    writtenAt: Moment;
  };
  roundKeyEnd: {
    campaignId: string;
    keyUse: 'ballot' | 'identity';
    mirror: 'none' | 'destroyed' | 'unreachable';
    endedAt: Moment;
  };
  keyMark: { onlyRow: Generated<boolean>; mark: string };
  publication: {
    campaignId: string;
    results: string;
    sha256: string;
    publishedAt: Moment;
    publishedBy: string;
  };
}

/** The last row of a kind that an erasing has come to: of the campaign, or of one of its lists. */
interface Reached {
  readonly kind: string;
  readonly owner: string;
  readonly after: readonly unknown[];
}

interface AgencyTable {
  code: string;
  name: string;
  kind: 'commune' | 'ward' | 'special_zone' | 'department';
  provinceCode: string;
}

interface StaffTable {
  id: string;
  username: string;
  fullName: string;
  role: Role;
  agencyCode: string | null;
  passwordHash: string | null;
  isDisabled: Generated<boolean>;
  createdAt: Moment;
}

interface CampaignTable {
  id: string;
  name: string;
  year: number;
  provinceCode: string;
  planNumber: string;
  planDate: string | null;
  returnedFrom: string;
  returnedTo: string;
  listsDueOn: string | null;
  collectFrom: string;
  collectTo: string;
  graceDays: number;
  questionnaireVersion: string;
  questionnairePart: QuestionnairePart;
  /** The part that is asked, as `asked()` cut it when the campaign was opened. */
  questionnaire: Json<Questionnaire>;
  officeName: string;
  hotline: string;
  host: string;
  noticeHours: number;
  retentionDays: number;
  slipPrinting: SlipPrinting;
  disclosureThreshold: Count;
  stage: Generated<Stage>;
  createdAt: Moment;
}
export type CampaignRow = Selectable<CampaignTable>;

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
  uploadedBy: string;
  uploadedAt: Moment;
  begunBy: string | null;
  begunAt: Moment | null;
  importedAt: Moment | null;
}

interface FrameUnitTable {
  campaignId: string;
  unitId: string;
  stratum: string;
  personId: string | null;
  procedureName: string;
  returnedOn: string | null;
  multiplicity: Generated<number>;
  /** Null in frames frozen before version 0.2. */
  commitment: Generated<Uint8Array | null>;
}
export type NewFrameUnit = Insertable<FrameUnitTable>;

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
  reason: string | null;
  note: string | null;
  explainedAt: Moment | null;
  explainedBy: string | null;
}

interface CorrectableRowTable {
  fileId: string;
  rowNumber: number;
  agencyCode: string | null;
  reason: string | null;
  columnNumber: number;
  valueKey: number;
  rowKey: number;
  original: Buffer;
  corrected: Buffer | null;
  note: Buffer | null;
  revision: Count;
  changedAt: Moment | null;
  changedBy: string | null;
}

export interface CorrectionTable {
  id: string;
  campaignId: string;
  fileId: string;
  agencyCode: string | null;
  number: number;
  kind: 'row' | 'alike' | 'upload' | 'again';
  reason: string | null;
  rowCount: number;
  correctedCount: number;
  correctedAt: Moment;
  correctedBy: string;
  undoneAt: Moment | null;
  undoneBy: string | null;
}

interface FrameTable {
  campaignId: string;
  sha256: string;
  merkleRoot: string;
  commitmentsRoot: Generated<string | null>;
  unitCount: number;
  counts: Json<unknown>;
  absentAgencies: number;
  absentReason: string | null;
  frozenAt: Moment;
  frozenBy: string;
}

interface DrawTable {
  campaignId: string;
  drawId: string;
  seed: string;
  key: string;
  sampleSha256: string;
  witnesses: Json<{ name: string; body: string }[]>;
  drawnAt: Moment;
  drawnBy: string;
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
}
export type InvitationRow = Selectable<InvitationTable>;
