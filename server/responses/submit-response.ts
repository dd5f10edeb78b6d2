import { randomUUID } from 'node:crypto';
import { dayOf, mondayOf } from '#contract/calendar.ts';
import type { Mode, Receipt, Submission } from '#contract/responses.ts';
import { requireAnswerable } from '../db/answerable.ts';
import { markedDay } from '../db/opening-mark.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';
import { cleaned, judged } from './answers.ts';
import type { CastBallot, FoundInvitation } from './arrivals.ts';
import { castBallot, findInvitation } from './arrivals.ts';
import { fitting } from './paradata-totals.ts';
import { digestOf, isSameNumber, receiptCode } from './receipt.ts';
import type { Ballot, Traits } from './sealed-ballot.ts';
import { sealBallot } from './sealed-ballot.ts';
import { noteSigns } from './takers/note-signs.ts';
import { refuseVoidedTaker } from './takers/taker.ts';

/** What the server knows of the way a response came. */
export interface Arrival {
  readonly submissionId: string;
  readonly submission: Submission;
  readonly door: Mode;
  /** The account or device that took the answer; null where the citizen's own did. */
  readonly takerId?: string | null;
  /** Of the invitation, where no link brought the response. */
  readonly tokenHash?: string;
  /** The day on which a device of the field last had the server's word, where the answers bring none of a link. */
  readonly contactOn?: string | null;
  /** Refuses by the invitation, where this door may not answer it. */
  readonly admit?: (invitation: FoundInvitation) => void;
  /** Called once for each response that is new. */
  readonly onReceived?: (about: Pick<Ballot, 'agencyCode'> & { campaignId: string }) => void;
}

/** The rules of a response, top to bottom; a repeat of what was received meets none of the later ones. */
export async function submitResponse(deps: Deps, arrival: Arrival): Promise<Receipt> {
  const { submissionId, submission, door, tokenHash = hashOf(submission.token) } = arrival;
  const { db, secrets, now } = deps;
  const invitation = await findInvitation(db, tokenHash);
  if (!invitation) throw problem('invitation_not_found');
  arrival.admit?.(invitation);
  const answers = cleaned(submission.answers);
  // Before and after there is no key, and nothing to be compared but the number.
  const key =
    invitation.stage === 'collecting' ? await secrets.ballotKey(invitation.campaignId) : undefined;
  const digest = digestOf(submission.token, submissionId, answers, key);
  const receipt = earlierReceipt(invitation, digest);
  if (receipt) return receipt;
  const { token, mark } = submission;
  const openedOn =
    invitation.openedOn ??
    arrival.contactOn ??
    (mark ? markedDay(secrets.keyFor('opening'), token, mark) : null);
  requireAnswerable({ ...invitation, openedOn }, now());
  if (arrival.takerId) await refuseVoidedTaker(db, invitation.id, arrival.takerId);

  const questionnaire = await questionnaireOf(db, invitation.campaignId);
  if (questionnaire.version !== submission.questionnaireVersion)
    throw problem('questionnaire_outdated', { version: questionnaire.version });
  const counted = judged(questionnaire, answers);
  if (Object.keys(counted.answers).length === 0 && counted.comment === null)
    throw problem('answers_empty');

  const ballot = {
    stratum: invitation.stratum,
    agencyCode: invitation.agencyCode,
    mode: door,
    language: submission.language,
    ...counted,
    paradata: fitting(submission.paradata, questionnaire),
    traits: traitsOf(invitation),
  };
  return cast(deps, arrival, invitation, digest, ballot);
}

/** Of the person's chosen dossier; nothing of somebody who had themselves erased. */
const traitsOf = (invitation: FoundInvitation): Traits => ({
  channel: invitation.channel,
  timeliness: timelinessOf(invitation),
  month: invitation.returnedOn?.slice(0, 7) ?? null,
  applicant: invitation.applicant,
});

function timelinessOf({ isLate, isRefused }: FoundInvitation): Traits['timeliness'] {
  if (isLate === null) return null;
  if (isRefused) return 'refused';
  return isLate ? 'late' : 'on_time';
}

/** A receipt code is a person's for good: should two fall together, the next one is taken. */
async function cast(
  deps: Deps,
  { submission, door, takerId = null, onReceived }: Arrival,
  invitation: FoundInvitation,
  digest: string,
  ballot: Ballot,
): Promise<Receipt> {
  const { db, secrets, now } = deps;
  const { token, draft: draftName = null } = submission;
  const ballotId = randomUUID();
  const { campaignId } = invitation;
  const sealed = sealBallot(await secrets.ballotKey(campaignId), campaignId, ballotId, ballot);
  for (let attempt = 0; ; attempt += 1) {
    const receipt = { code: receiptCode(secrets, token, attempt), week: mondayOf(dayOf(now())) };
    const ballotCast: CastBallot = {
      invitationId: invitation.id,
      tokenHash: invitation.tokenHash,
      campaignId,
      digest,
      receiptCode: receipt.code,
      week: receipt.week,
      ballotId,
      sealed,
      draftName,
      door,
      takerId,
      day: dayOf(now()),
    };
    try {
      if (await castBallot(db, ballotCast)) {
        onReceived?.({ campaignId, agencyCode: ballot.agencyCode });
        await noteTaker(deps, ballotCast);
        return receipt;
      }
      return await decidedElsewhere(deps, invitation.tokenHash, digest);
    } catch (error) {
      const { constraint } = error as { constraint?: string };
      if (constraint !== 'invitation_receipt_code_key' || attempt === 9) throw error;
    }
  }
}

/** A sign that cannot be written takes no receipt away. */
async function noteTaker({ db, now }: Deps, { campaignId, door, takerId, day }: CastBallot) {
  if (door === 'self' || takerId === null) return;
  await noteSigns(db, campaignId, { door, takerId, day }, now()).catch(() => undefined);
}

/** Another request was first, or the office closed the campaign meanwhile. */
async function decidedElsewhere({ db, now }: Deps, tokenHash: string, digest: string) {
  const invitation = await findInvitation(db, tokenHash);
  if (!invitation) throw problem('invitation_not_found');
  const receipt = earlierReceipt(invitation, digest);
  if (receipt) return receipt;
  requireAnswerable(invitation, now());
  throw new Error('an open invitation took no ballot');
}

/**
 * The same response again gets its receipt. The same number with other answers learns too that
 * the first has been received: only who has sent that one knows the number. All others learn that the
 * slip has been used.
 */
function earlierReceipt(invitation: FoundInvitation, digest: string): Receipt | undefined {
  const { submissionDigest, receiptCode: code, receivedWeek: week, hotline } = invitation;
  if (code === null || week === null) return undefined;
  if (submissionDigest?.startsWith(digest)) return { code, week };
  if (isSameNumber(submissionDigest, digest))
    throw problem('response_already_received', { receipt: code, week, hotline });
  throw problem('invitation_used', { hotline });
}
