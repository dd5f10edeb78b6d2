import { randomUUID } from 'node:crypto';
import * as calls from '#contract/calls.ts';
import * as devices from '#contract/devices.ts';
import * as paper from '#contract/paper.ts';
import type { Mode, Submission } from '#contract/responses.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import * as visits from '#contract/visits.ts';
import type { Caller, Office } from './office.ts';
import type { AnswersOf, CollectingCampaign } from './scenario-collecting.ts';
import { answer } from './scenario-collecting.ts';
import { newDevice, parcel } from './scenario-devices.ts';
import type { TestInvitation } from './scenario-frozen.ts';

/** What is out before anybody comes: packs, assignments, an interviewer's telephone, a kiosk, two clerks. */
export interface Crew {
  readonly office: Office;
  readonly campaign: CollectingCampaign;
  readonly params: { campaignId: string };
  readonly caller: Caller;
  readonly clerks: readonly [Caller, Caller];
  readonly telephone: string;
  readonly kiosk: string;
}

/** Gives what of the arrival else has a number of its own: a form, a submission. */
type Door = (person: TestInvitation, answers: AnswersOf) => Promise<string[]>;

export async function openCrew(office: Office, campaign: CollectingCampaign): Promise<Crew> {
  const { homeAffairs, campaignId, invitations } = campaign;
  const params = { campaignId };
  await homeAffairs.call(paper.issuePaperPacks, { params, body: { agencyCode: null } });
  const caller = await office.as('interviewer');
  const staffId = (await office.as('interviewer')).staffId!;
  const agencies = [...new Set(invitations.map(({ agencyCode }) => agencyCode))];
  for (const agencyCode of agencies)
    await homeAffairs.call(visits.assignVisits, { params, body: { staffId, agencyCode } });
  const owned = { kind: 'interviewer', name: 'Máy', staffId } as const;
  const placed = { kind: 'kiosk', name: 'Quầy', agencyCode: agencies[0]! } as const;
  const { deviceKey: telephone } = await newDevice(office, campaign, owned);
  const { deviceKey: kiosk } = await newDevice(office, campaign, placed);
  const clerks = [await office.as('entry'), await office.as('entry')] as const;
  return { office, campaign, params, caller, clerks, telephone, kiosk };
}

/** Each door by which an answer can come. By telephone comes whom the queue gives, who must be the person. */
export function doorsOf(crew: Crew): Readonly<Record<Mode, Door>> {
  const { office, campaign, telephone, kiosk } = crew;
  return {
    async self({ token }, answers) {
      const submissionId = randomUUID();
      await answer(office, token, answers, {}, submissionId);
      return [submissionId];
    },
    async counter({ token: slip }, answers) {
      const { submissionId, sealed } = await parcel(office, campaign, kiosk, null, {
        slip,
        answers,
      });
      const body = { deviceKey: kiosk, ...sealed };
      await office.nobody.call(devices.submitAtKiosk, { params: { submissionId }, body });
      return [submissionId];
    },
    async interview({ id: caseId }, answers) {
      const { submissionId, sealed } = await parcel(office, campaign, telephone, caseId, {
        answers,
      });
      const body = { deviceKey: telephone, ...sealed };
      await office.nobody.call(visits.submitVisit, { params: { caseId, submissionId }, body });
      return [submissionId];
    },
    phone: ({ id }, answers) => byTelephone(crew, id, answers),
    paper: (person, answers) => onPaper(crew, person, answers),
  };
}

async function byTelephone({ params, caller }: Crew, caseId: string, answers: AnswersOf) {
  const submissionId = randomUUID();
  const { boxKey } = await caller.call(calls.readCalls, { params });
  const body = await sealInterview(boxKey, boundTo(caseId, submissionId), {
    questionnaireVersion: 'sipas-2023-2026',
    language: 'vi',
    answers: answers as Submission['answers'],
  });
  await caller.call(calls.submitCall, { params: { ...params, caseId, submissionId }, body });
  return [submissionId];
}

/** The strip, then any form of the person's stratum: which pack had which form is written down nowhere. */
async function onPaper(
  { office, params, clerks }: Crew,
  { id, stratum }: TestInvitation,
  answers: AnswersOf,
): Promise<string[]> {
  const { db } = office.deps;
  const { caseNumber } = await db
    .selectFrom('paperCase')
    .select('caseNumber')
    .where('invitationId', '=', id)
    .executeTakeFirstOrThrow();
  await clerks[0].call(paper.receiveStrip, { params, body: { number: caseNumber } });
  const { number } = await db
    .selectFrom('paperForm')
    .select('number')
    .where('stratum', '=', stratum)
    .where('state', '=', 'printed')
    .orderBy('number')
    .limit(1)
    .executeTakeFirstOrThrow();
  const body = { answers: answers as Submission['answers'] };
  for (const clerk of clerks)
    await clerk.call(paper.keyForm, { params: { ...params, number }, body });
  return [number];
}
