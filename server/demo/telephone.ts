import { randomUUID } from 'node:crypto';
import { addDays, dayOf } from '#contract/calendar.ts';
import type { CallOutcome } from '#contract/calls.ts';
import { readCalls, recordCall, submitCall, takeCall } from '#contract/calls.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import { answersOf } from './answers.ts';
import type { Caller } from './caller.ts';
import type { Citizen, Fieldwork, Intention } from './citizens.ts';

/**
 * Interviewers call whom the queue gives them, so many each. Who means to answer when asked again does; who means never to,
 * refuses now and then; the others are not reached and answer later by their own way.
 */
export async function callPeople(
  fieldwork: Fieldwork,
  campaignId: string,
  people: ReadonlyMap<string, { readonly citizen: Citizen; readonly intention: Intention }>,
  { interviewers, calls }: { readonly interviewers: readonly Caller[]; readonly calls: number },
): Promise<readonly string[]> {
  const answered: string[] = [];
  await Promise.all(
    interviewers.map(async (interviewer) => {
      const params = { campaignId };
      const round = await interviewer.call(readCalls, { params });
      for (let made = 0; made < calls; made += 1) {
        const { call } = await interviewer.call(takeCall, { params });
        if (!call) return;
        const { caseId } = call;
        const { citizen, intention } = people.get(caseId)!;
        if (intention !== 'phone') {
          const body = outcomeOf(citizen, intention, fieldwork.clock.now());
          await interviewer.call(recordCall, { params: { ...params, caseId }, body });
          continue;
        }
        const submissionId = randomUUID();
        const body = await sealInterview(round.boxKey, boundTo(caseId, submissionId), {
          questionnaireVersion: round.questionnaire.version,
          language: 'vi',
          answers: answersOf(round.questionnaire, citizen, fieldwork.satisfactionShift),
        });
        await interviewer.call(submitCall, { params: { ...params, caseId, submissionId }, body });
        answered.push(caseId);
      }
    }),
  );
  return answered;
}

function outcomeOf({ chance }: Citizen, intention: Intention, moment: Date) {
  const drawn = chance('call');
  if (intention === 'silent' && drawn < 0.12) return { outcome: 'refused' as CallOutcome };
  if (drawn < 0.2) {
    const appointment = { day: addDays(dayOf(moment), 1), part: 'evening' as const };
    return { outcome: 'appointment' as CallOutcome, appointment };
  }
  return { outcome: (drawn < 0.4 ? 'busy' : 'no_answer') as CallOutcome };
}
