import { BUILT_IN_LANGUAGES, OTHER_LANGUAGE } from '#contract/languages.ts';
import type { Receipt } from '#contract/responses.ts';
import type { SealedInterview } from '#contract/sealed-interview.ts';
import { boundTo } from '#contract/sealed-interview.ts';
import type { Staff } from '#contract/staff.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { submitResponse } from '../submit-response.ts';
import { Interview, openInterview } from './interview-box.ts';
import { requireHeld } from './record-call.ts';

/** The answers of the case on the line go where a citizen's own would: first come, first counted. */
export async function submitCall(
  deps: Deps,
  caller: Staff,
  params: { readonly campaignId: string; readonly caseId: string; readonly submissionId: string },
  sealed: SealedInterview,
): Promise<Receipt> {
  const { campaignId, caseId, submissionId } = params;
  await campaignAt(deps.db, campaignId, 'collecting');
  const { tokenHash } = await requireHeld(deps.db, caller, campaignId, caseId);
  const key = await deps.secrets.ballotKey(campaignId);
  const interview = openInterview(key, boundTo(caseId, submissionId), sealed, Interview);
  const receipt = await submitResponse(deps, {
    submissionId,
    // An interviewer has no link: the case's own hash replaces it in the digest and the receipt.
    submission: { ...interview, language: knownLanguage(interview.language), token: tokenHash },
    tokenHash,
    door: 'phone',
    takerId: caller.id,
  });
  return receipt;
}

export const knownLanguage = (language: string): string =>
  BUILT_IN_LANGUAGES.includes(language) ? language : OTHER_LANGUAGE;
