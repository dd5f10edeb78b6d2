import { randomUUID } from 'node:crypto';
import * as calls from '#contract/calls.ts';
import type * as rechecks from '#contract/rechecks.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import type { Caller } from './office.ts';
import { service } from './scenario-collecting.ts';

export const DICE = '31415926535897932384';
export const WITNESSES = [{ name: 'Trần Thị B', body: 'MTTQ tỉnh' }];
export const HONEST: rechecks.CheckedAnswers = {
  didProcedure: 'yes',
  answeredBy: 'self',
  officePart: 'absent',
  howLongAgo: 'this_week',
};

/** One interview by telephone, through the caller's own door. */
export async function interviewByCall(params: { campaignId: string }, by: Caller) {
  const { boxKey, questionnaire } = await by.call(calls.readCalls, { params });
  const { caseId } = (await by.call(calls.takeCall, { params })).call!;
  const submissionId = randomUUID();
  const body = await sealInterview(boxKey, boundTo(caseId, submissionId), {
    questionnaireVersion: questionnaire.version,
    language: 'vi',
    answers: service(5),
  });
  await by.call(calls.submitCall, { params: { ...params, caseId, submissionId }, body });
  return { caseId, submissionId, body };
}
