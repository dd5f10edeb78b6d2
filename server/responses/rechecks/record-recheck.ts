import { dayOf } from '#contract/calendar.ts';
import { dayPartOf } from '#contract/day-parts.ts';
import type { CheckedAnswers, RecheckOutcome, Unreached } from '#contract/rechecks.ts';
import type { Staff } from '#contract/staff.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';

type Finding = { readonly answers: CheckedAnswers } | { readonly unreached: Unreached };

/** Nobody is tried more often for a re-check. */
const MOST_ATTEMPTS = 4;
const ENDS_TRYING: readonly Unreached[] = ['refused', 'moved'];

/** Frees the caller for the next case; a visit in vain stays theirs for the week. Who took the interview never records what was found. */
export async function recordRecheck(
  { db, now }: Deps,
  caller: Staff,
  campaignId: string,
  caseId: string,
  finding: Finding,
): Promise<{ outcome: RecheckOutcome | null }> {
  const [today, part] = [dayOf(now()), dayPartOf(now())];
  return db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'collecting');
    const held = await trx
      .selectFrom('recheckCase')
      .select(['recheckId', 'attempts', 'takerId', 'agencyCode', 'visitUntil'])
      .select(['triedDay', 'triedPart', 'hasWrongNumber'])
      .where('campaignId', '=', campaignId)
      .where('invitationId', '=', caseId)
      .where('heldBy', '=', caller.id)
      .where(({ or, eb }) =>
        or([eb('visitUntil', '>=', today), eb.and({ heldOn: today, visitUntil: null })]),
      )
      .where('outcome', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    const isOwn = held?.takerId === caller.id || held?.agencyCode === caller.agencyCode;
    if (!held || isOwn) throw problem('call_not_held');
    // Who waits at a door has tried once in that part of the day.
    const isSameTry =
      held.triedDay === today && held.triedPart === part && held.visitUntil !== null;
    const attempts = held.attempts + (isSameTry ? 0 : 1);
    const outcome = outcomeOf(finding, attempts);
    await trx
      .updateTable('recheckCase')
      .set({
        attempts,
        outcome,
        ...('answers' in finding && finding.answers),
        ...((outcome || !held.visitUntil) && { heldBy: null, heldOn: null, visitUntil: null }),
        hasWrongNumber: held.hasWrongNumber || isWrongNumber(finding),
        triedDay: today,
        triedPart: part,
        checkedBy: outcome && caller.id,
      })
      .where('recheckId', '=', held.recheckId)
      .where('invitationId', '=', caseId)
      .execute();
    return { outcome };
  });
}

const isWrongNumber = (finding: Finding): boolean =>
  'unreached' in finding && finding.unreached === 'wrong_number';

function outcomeOf(finding: Finding, attempts: number): RecheckOutcome | null {
  if ('answers' in finding) return isContradiction(finding.answers) ? 'contradicted' : 'confirmed';
  const isOver = attempts >= MOST_ATTEMPTS || ENDS_TRYING.includes(finding.unreached);
  return isOver ? 'not_reached' : null;
}

/** The person did no such procedure, did not answer, or had it chosen for them. */
const isContradiction = ({ didProcedure, answeredBy, officePart }: CheckedAnswers): boolean =>
  didProcedure === 'no' ||
  answeredBy === 'somebody_else' ||
  answeredBy === 'nobody' ||
  officePart === 'chose';
