import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';
import type { ConfirmedAct } from '#contract/approvals.ts';
import type { SlipPrinting } from '#contract/campaigns.ts';
import type { DataRequest } from '#contract/data-requests.ts';
import type { Questionnaire, QuestionnairePart } from '#contract/questionnaire.ts';
import type { Stage } from '#contract/stage.ts';
import type { TermsChange } from '#contract/terms-changes.ts';
import type { Count, Json, Moment } from './column-types.ts';

/** A round, its end and its erasing. */
export interface CampaignsTables {
  campaign: CampaignTable;
  approval: {
    id: string;
    campaignId: string;
    act: ConfirmedAct;
    request: Json<Record<string, string>>;
    /** The last act on the round's lists when it was asked; 0 for what is about none. */
    basis: number;
    askedBy: string;
    askedAt: Moment;
    decidedBy: Generated<string | null>;
    decidedAt: Generated<Date | null>;
    isConfirmed: Generated<boolean | null>;
    note: Generated<string | null>;
    usedAt: Generated<Date | null>;
  };
  termsChange: {
    id: string;
    campaignId: string;
    agencyCode: string | null;
    term: TermsChange['term'];
    earlier: string;
    later: string;
    reason: string;
    changedAt: Moment;
    changedBy: string;
  };
  agencyDeadline: { campaignId: string; agencyCode: string; listsDueOn: string };
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
    keyUse: 'ballot' | 'identity' | 'contact';
    mirror: 'none' | 'destroyed' | 'unreachable';
    endedAt: Moment;
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
  erasureRequest: {
    code: string;
    campaignId: string;
    invitationId: string;
    requestedAt: Moment;
    dueOn: string;
    carriedOutAt: Moment | null;
    carriedOutBy: string | null;
  };
  dataRequest: {
    code: string;
    campaignId: string;
    kind: DataRequest['kind'];
    channel: DataRequest['channel'];
    agencyCode: string;
    dossierCode: string | null;
    personId: string | null;
    receivedAt: Moment;
    registeredBy: string;
    replyDueOn: string;
    actDueOn: string;
    repliedAt: Moment | null;
    isExtended: Generated<boolean>;
    closedAt: Moment | null;
    closedBy: string | null;
    outcome: DataRequest['outcome'];
    note: string | null;
  };
  contactCorrection: {
    campaignId: string;
    personId: string;
    sealed: Buffer;
    correctedAt: Moment;
    correctedBy: string;
  };
}

/** The last row of a kind that an erasing has come to: of the campaign, or of one of its lists. */
interface Reached {
  readonly kind: string;
  readonly owner: string;
  readonly after: readonly unknown[];
}

interface CampaignTable {
  /** Freezing, terms and publishing need a second person. */
  fourEyes: Generated<boolean>;
  id: string;
  name: string;
  year: number;
  provinceCode: string;
  planNumber: string;
  planDate: string | null;
  returnedFrom: string;
  returnedTo: string;
  listsDueOn: string | null;
  reportDueOn: string | null;
  collectFrom: string;
  collectTo: string;
  graceDays: number;
  questionnaireVersion: string;
  questionnairePart: QuestionnairePart;
  /** The part that is asked, as `asked()` cut it when the campaign was opened. */
  questionnaire: Json<Questionnaire>;
  officeName: string;
  hotline: string;
  hotlineHours: Generated<string>;
  host: string;
  noticeHours: number;
  retentionDays: number;
  restRounds: number;
  slipPrinting: SlipPrinting;
  disclosureThreshold: Count;
  stage: Generated<Stage>;
  createdAt: Moment;
}
/** As `CAMPAIGN_COLUMNS` reads it. */
export type CampaignRow = Omit<Selectable<CampaignTable>, 'questionnaire'>;
