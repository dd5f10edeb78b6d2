// Truth: docs/fieldwork.md §1: one person, one response, whatever the door; the first that comes is the answer. People
// try link, strip, telephone, interviewer and kiosk at the same moment, and the count has each of them once.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as calls from '#contract/calls.ts';
import { closeCampaign } from '#contract/campaigns.ts';
import * as devices from '#contract/devices.ts';
import * as paper from '#contract/paper.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import * as visits from '#contract/visits.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign, service } from '../scenario-collecting.ts';
import { newDevice, parcel } from '../scenario-devices.ts';

const PEOPLE = 30;
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let clerks: [Caller, Caller];
let callers: Caller[];
let telephone: string;
let kiosk: string;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: ['01981'],
    fields: ['Hộ tịch'],
    peoplePerStratum: PEOPLE,
  });
  params = { campaignId: campaign.campaignId };
  clerks = [await office.as('entry'), await office.as('entry')];
  callers = await Promise.all(Array.from({ length: PEOPLE }, () => office.as('interviewer')));
  await campaign.homeAffairs.call(paper.issuePaperPacks, { params, body: { agencyCode: null } });
  const { staffId } = callers[0]!;
  const assigned = { staffId, agencyCode: '01981' };
  await campaign.homeAffairs.call(visits.assignVisits, { params, body: assigned });
  const owned = { kind: 'interviewer', name: 'Máy của Lan', staffId: staffId! } as const;
  telephone = (await newDevice(office, campaign, owned)).deviceKey;
  const placed = { kind: 'kiosk', name: 'Quầy 1', agencyCode: '01981' } as const;
  kiosk = (await newDevice(office, campaign, placed)).deviceKey;
});
afterAll(() => office.close());

async function byTelephone(caller: Caller, caseId: string, boxKey: string) {
  const submissionId = randomUUID();
  const body = await sealInterview(boxKey, boundTo(caseId, submissionId), {
    questionnaireVersion: 'sipas-2023-2026',
    language: 'vi',
    answers: service(3),
  });
  return caller.call(calls.submitCall, { params: { ...params, caseId, submissionId }, body });
}

async function stripOf(invitationId: string): Promise<string> {
  const { caseNumber } = await office.deps.db
    .selectFrom('paperCase')
    .select('caseNumber')
    .where('invitationId', '=', invitationId)
    .executeTakeFirstOrThrow();
  return caseNumber;
}

const DOORS = ['self', 'paper', 'phone', 'interview', 'counter'] as const;

async function byVisit(deviceKey: string, caseId: string) {
  const { submissionId, sealed } = await parcel(office, campaign, deviceKey, caseId);
  const place = { caseId, submissionId };
  return office.nobody.call(visits.submitVisit, { params: place, body: { deviceKey, ...sealed } });
}

async function atCounter(deviceKey: string, slip: string) {
  const { submissionId, sealed } = await parcel(office, campaign, deviceKey, null, { slip });
  const body = { deviceKey, ...sealed };
  return office.nobody.call(devices.submitAtKiosk, { params: { submissionId }, body });
}

/**
 * Everybody is on the line with a caller of their own. For one in six all ways are pressed at once; for the others
 * one of them has been received when the others are pressed.
 */
async function tryAllDoors(caller: Caller, nth: number): Promise<string> {
  const { call } = await caller.call(calls.takeCall, { params });
  const { boxKey } = await caller.call(calls.readCalls, { params });
  const { id, token, code } = campaign.invitations.find((row) => row.id === call!.caseId)!;
  const number = await stripOf(id);
  const ways = {
    self: () => answer(office, token, service(5)),
    paper: () => clerks[0].call(paper.receiveStrip, { params, body: { number } }),
    phone: () => byTelephone(caller, id, boxKey),
    interview: () => byVisit(telephone, id),
    // Half of them type the code without network, and the kiosk finds no link.
    counter: () => atCounter(kiosk, nth % 2 ? code : token),
  };
  const first = DOORS[nth % 6];
  const order = [...(first ? [first] : []), ...DOORS.filter((door) => door !== first)];
  const earlier = first ? await Promise.allSettled([ways[first]()]) : [];
  const later = order.slice(earlier.length).map((door) => ways[door]());
  const results = [...earlier, ...(await Promise.allSettled(later))];
  const taken = order.filter((_, i) => {
    const result = results[i]!;
    if (result.status === 'fulfilled')
      return !('outcome' in result.value) || result.value.outcome === 'awaits_form';
    expect(result.reason).toMatchObject({ code: 'invitation_used' });
    return false;
  });
  expect(taken).toHaveLength(1);
  if (first) expect(taken).toEqual([first]);
  return taken[0]!;
}

test('a person who tries all five doors, also at the same moment, is received by one of them', async () => {
  const doors = await Promise.all(callers.map((caller, nth) => tryAllDoors(caller, nth)));
  const { rows } = await sql<{ door: string; n: number }>`
    select door, count(*) as n from invitation where state = 'received' group by door`.execute(
    office.deps.db,
  );
  const counted = Object.fromEntries(rows.map(({ door, n }) => [door, n]));
  for (const [door, n] of Object.entries(counted))
    expect(doors.filter((taken) => taken === door)).toHaveLength(n);
  expect(Object.keys(counted).sort()).toEqual([...DOORS].sort());
});

test('the count has a response for each of them whose strip, if it was paper, came with a form', async () => {
  const { strata } = await campaign.homeAffairs.call(paper.readReconciliation, { params });
  const { strips } = strata[0]!;
  const forms = await printedForms();
  for (const number of forms.slice(0, strips))
    for (const clerk of clerks)
      await clerk.call(paper.keyForm, {
        params: { ...params, number },
        body: { answers: service(1) as never },
      });
  const surplus = clerks[0].call(paper.keyForm, {
    params: { ...params, number: forms[strips]! },
    body: { answers: service(1) as never },
  });
  await expect(surplus).rejects.toMatchObject({ code: 'form_surplus' });
  office.at(AFTER_GRACE);
  await campaign.homeAffairs.call(closeCampaign, { params });
  const responses = await office.deps.db.selectFrom('response').selectAll().execute();
  expect(responses).toHaveLength(PEOPLE);
});

async function printedForms(): Promise<string[]> {
  const rows = await office.deps.db.selectFrom('paperForm').select('number').execute();
  return rows.map(({ number }) => number);
}
