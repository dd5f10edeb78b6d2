import type { Generated } from 'kysely';
import type { DayPart } from '#contract/day-parts.ts';
import type { CheckedAnswers, RecheckOutcome } from '#contract/rechecks.ts';
import type { Mode } from '#contract/responses.ts';
import type { DrawRecord } from '#contract/samples.ts';
import type { AnswerSign } from '#contract/signs.ts';
import type { TakerDoor } from '#contract/voidings.ts';
import type { Count, Json, Moment } from './column-types.ts';

/** Outer data of sealed ballots, batches that are voided before the count, and the re-check. */
export interface RechecksTables {
  ballotBatch: {
    id: string;
    campaignId: string;
    door: TakerDoor;
    takerId: string;
    day: string;
    answers: Count;
    quick: Count;
    oddHours: Count;
    consecutive: Count;
  };
  answerSign: { campaignId: string; door: TakerDoor; takerId: string; sign: AnswerSign };
  takenCase: { invitationId: string; campaignId: string; batchId: string };
  voiding: {
    id: string;
    campaignId: string;
    door: TakerDoor;
    takerId: string;
    fromDay: string;
    toDay: string;
    reason: string;
    proposedAt: Moment;
    proposedBy: string;
    state: Generated<'proposed' | 'confirmed' | 'refused'>;
    witness: string | null;
    decidedAt: Moment | null;
    decidedBy: string | null;
    ballots: number | null;
    approvalId: string | null;
  };
  voidedCase: {
    voidingId: string;
    invitationId: string;
    campaignId: string;
    takerId: string;
    receiptCode: string | null;
  };
  recheck: {
    id: string;
    campaignId: string;
    number: number;
    percent: number;
    isDoubled: boolean;
    frameSha256: string;
    planSha256: string;
    plan: string;
    preparedAt: Moment;
    preparedBy: string;
    seed: string | null;
    drawKey: string | null;
    sampleSha256: string | null;
    witnesses: Json<DrawRecord['witnesses']> | null;
    drawnAt: Moment | null;
    drawnBy: string | null;
  };
  recheckCase: {
    recheckId: string;
    invitationId: string;
    campaignId: string;
    code: string;
    cell: string;
    door: Mode;
    takerId: string | null;
    agencyCode: string;
    position: number | null;
    ticket: string | null;
    isVoided: Generated<boolean>;
    heldBy: string | null;
    heldOn: string | null;
    visitUntil: string | null;
    hasWrongNumber: Generated<boolean>;
    attempts: Count;
    triedDay: string | null;
    triedPart: DayPart | null;
    outcome: RecheckOutcome | null;
    didProcedure: CheckedAnswers['didProcedure'] | null;
    answeredBy: CheckedAnswers['answeredBy'] | null;
    officePart: CheckedAnswers['officePart'] | null;
    howLongAgo: CheckedAnswers['howLongAgo'] | null;
    checkedBy: string | null;
  };
  recheckTotal: {
    campaignId: string;
    door: Mode;
    drawn: number;
    confirmed: number;
    contradicted: number;
    notReached: number;
  };
}
