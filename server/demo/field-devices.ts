import { randomBytes, randomUUID } from 'node:crypto';
import { dayOf } from '#contract/calendar.ts';
import { dayPartOf } from '#contract/day-parts.ts';
import { addDevice, contactKiosk, enrolDevice, submitAtKiosk } from '#contract/devices.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import { assignVisits, submitVisit, syncVisits } from '#contract/visits.ts';
import type { Account } from './accounts.ts';
import { answersOf } from './answers.ts';
import { Caller } from './caller.ts';
import type { Citizen, Fieldwork } from './citizens.ts';
import { inParallel } from './in-parallel.ts';

/** A kiosk at one agency's counter: people answer there, sealed under the round's public key. */
export async function openKiosk(fieldwork: Fieldwork, campaignId: string, agencyCode: string) {
  const placed = { kind: 'kiosk', name: `Quầy ${agencyCode}`, agencyCode } as const;
  const { caller, deviceKey } = await enrol(fieldwork, campaignId, placed);
  return async (citizens: readonly Citizen[]): Promise<void> => {
    const body = { deviceKey, unsent: 0, setAside: 0 };
    const round = await caller.call(contactKiosk, { body });
    await inParallel(citizens, async (citizen) => {
      const submissionId = randomUUID();
      const content = {
        deviceKey,
        slip: citizen.token,
        mark: round.mark,
        ...interviewWith(fieldwork, round, citizen),
      };
      const sealed = await sealInterview(round.boxKey, boundTo('kiosk', submissionId), content);
      await caller.call(submitAtKiosk, {
        params: { submissionId },
        body: { deviceKey, ...sealed },
      });
    });
  };
}

/** An interviewer's own telephone; it hands in what was noted from house to house, then the sealed interviews. */
export async function openInterviewersPhone(
  fieldwork: Fieldwork,
  campaignId: string,
  { staffId, fullName }: Account,
) {
  const owned = { kind: 'interviewer', name: `Máy của ${fullName}`, staffId: staffId! } as const;
  const { caller, deviceKey } = await enrol(fieldwork, campaignId, owned);
  const { now } = fieldwork.clock;
  return async (citizens: readonly Citizen[]): Promise<void> => {
    const contact = { deviceKey, unsent: citizens.length, setAside: 0 };
    const [day, part] = [dayOf(now()), dayPartOf(now())];
    const attempts = citizens
      .filter(({ chance }) => chance('first visit') < 0.4)
      .map(({ invitationId: caseId }) => ({
        ...{ id: randomUUID(), caseId, day, part },
        ...{ outcome: 'no_answer' as const, appointment: null },
      }));
    const body = { ...contact, attempts, closings: [] };
    const round = await caller.call(syncVisits, { body });
    await inParallel(citizens, async (citizen) => {
      const params = { caseId: citizen.invitationId, submissionId: randomUUID() };
      const content = {
        deviceKey,
        mark: round.mark,
        ...interviewWith(fieldwork, round, citizen),
      };
      const bound = boundTo(params.caseId, params.submissionId);
      const sealed = await sealInterview(round.boxKey, bound, content);
      await caller.call(submitVisit, { params, body: { deviceKey, ...sealed } });
    });
  };
}

/** Cases of each agency go to one interviewer, and some that will not be met with them. */
export async function assignCases(
  { accounts }: Fieldwork,
  campaignId: string,
  { staffId }: Account,
  cases: readonly Citizen[],
): Promise<void> {
  for (const [agencyCode, own] of Map.groupBy(cases, (citizen) => citizen.agencyCode))
    await accounts.homeAffairs.call(assignVisits, {
      params: { campaignId },
      body: { staffId: staffId!, agencyCode, serials: own.map(({ serial }) => serial) },
    });
}

type NewDevice =
  | { kind: 'kiosk'; name: string; agencyCode: string }
  | { kind: 'interviewer'; name: string; staffId: string };

async function enrol({ address, accounts }: Fieldwork, campaignId: string, body: NewDevice) {
  const params = { campaignId };
  const { code } = await accounts.homeAffairs.call(addDevice, {
    params,
    body: { ...body, requestId: randomUUID() },
  });
  const deviceKey = randomBytes(32).toString('hex');
  const caller = new Caller(address);
  await caller.call(enrolDevice, { body: { code, deviceKey } });
  return { caller, deviceKey };
}

const interviewWith = (
  { satisfactionShift }: Fieldwork,
  { questionnaire }: { readonly questionnaire: Questionnaire },
  citizen: Citizen,
) => ({
  questionnaireVersion: questionnaire.version,
  language: 'vi',
  answers: answersOf(questionnaire, citizen, satisfactionShift),
});
