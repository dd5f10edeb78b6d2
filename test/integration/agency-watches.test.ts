/**
 * Truth: docs/trust.md: staff of a measured agency are not told who has answered. Each post that may belong to one reads
 * everything that the contract lets it read, before and after one of its people came by each door, declined or
 * began: nothing differs.
 */
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as plan from '#contract/action-plan.ts';
import * as calls from '#contract/calls.ts';
import * as devices from '#contract/devices.ts';
import { draftName, sealDraft } from '#contract/draft-seal.ts';
import { keepDraft } from '#contract/drafts.ts';
import type { PostName } from '#contract/endpoint.ts';
import { mayAsk, POST_NAMES, POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import { declineInvitation, startAnswering } from '#contract/opening.ts';
import * as paper from '#contract/paper.ts';
import * as visits from '#contract/visits.ts';
import { watchSlowQueries } from '../../server/db/slow-queries.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign, service } from '../scenario-collecting.ts';
import { newDevice, parcel } from '../scenario-devices.ts';

const AGENCY = '01981';
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
const posts = new Map<PostName, Caller>();
let telephone: string;
let kiosk: string;
let caller: Caller;
let clerk: Caller;
let duty: { itemId: string; reportId: string };

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY, '05443'],
    peoplePerStratum: 20,
  });
  params = { campaignId: campaign.campaignId };
  for (const name of POST_NAMES) {
    const { role, isLead } = POSTS[name];
    if (ROLES_WITH_AGENCY.some((known) => known === role))
      posts.set(name, await office.as(role, AGENCY, isLead));
  }
  const { homeAffairs } = campaign;
  await homeAffairs.call(paper.issuePaperPacks, { params, body: { agencyCode: null } });
  caller = await office.as('interviewer');
  clerk = await office.as('entry');
  const staffId = caller.staffId!;
  await homeAffairs.call(visits.assignVisits, { params, body: { staffId, agencyCode: AGENCY } });
  telephone = (await newDevice(office, campaign, { kind: 'interviewer', name: 'Máy', staffId }))
    .deviceKey;
  duty = await leadDuty();
  kiosk = (await newDevice(office, campaign, { kind: 'kiosk', name: 'Quầy', agencyCode: AGENCY }))
    .deviceKey;
});
afterAll(() => office?.close());

/** A duty of the agency with its reply and a file as evidence. */
async function leadDuty() {
  const text = 'STT\tNhiệm vụ\tCơ quan chủ trì\n1\tSửa phòng chờ\tUBND các xã, phường';
  const { homeAffairs } = campaign;
  const { rows } = await homeAffairs.call(plan.readPlanText, { params, body: { text } });
  const items = rows.map(({ agencies: _, others: __, dueOn: ___, ...row }) => ({
    ...row,
    agencies: [AGENCY],
  }));
  await homeAffairs.call(plan.addActionItems, { params, body: { items } });
  const [item] = (await homeAffairs.call(plan.getActionPlan, { params })).items;
  const place = { ...params, itemId: item!.id, agencyCode: AGENCY };
  const evidence = { fileName: 'anh.txt', base64: Buffer.from('phòng chờ').toString('base64') };
  const { id: reportId } = await posts.get('agency')!.call(plan.reportAction, {
    params: place,
    body: { kind: 'done', text: 'Đã sửa', evidence },
  });
  return { itemId: item!.id, reportId };
}

const own = () => campaign.invitations.filter(({ agencyCode }) => agencyCode === AGENCY);

const QUERIES: Readonly<Record<string, object>> = {
  downloadSlips: { purpose: 'first' },
  downloadActionPlan: { form: 'duties' },
};

/** What each post reads, by post, endpoint and agency. */
async function readings(): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const [post, reader] of posts)
    for (const { name, endpoint } of ENDPOINTS) {
      if (endpoint.method !== 'GET' || endpoint.access === 'public') continue;
      // What the account itself did: each reading of people is an act of its own.
      if (!mayAsk(endpoint, POSTS[post]) || name === 'getOwnRecord') continue;
      const places = {
        ...params,
        ...duty,
        agencyCode: AGENCY,
        kind: 'agency_sheet',
        serial: 1,
        number: '1',
      };
      const path = pathOf(endpoint.path, places, QUERIES[name]);
      const { statusCode, rawPayload } = await reader.send('GET', path);
      const read = endpoint.path.includes('action-plan') ? `${name} of the plan` : name;
      seen.set(`${post} ${read}`, `${statusCode} ${textOf(rawPayload)}`);
    }
  return seen;
}

/** A workbook or a PDF without the hour of its making. */
function textOf(payload: Buffer): string {
  if (payload.subarray(0, 4).toString() === '%PDF')
    return payload
      .toString('latin1')
      .replace(/\(D:\d+Z\)|<xmp:CreateDate>[^<]*|\/ID \[[^\]]*\]/g, '');
  if (payload.subarray(0, 2).toString() !== 'PK') return payload.toString('latin1');
  const files = Object.entries(unzipSync(payload)).filter(([name]) => !name.startsWith('docProps'));
  return files.map(([name, file]) => name + Buffer.from(file).toString('latin1')).join();
}

const DOORS: Readonly<Record<string, (nth: number) => Promise<unknown>>> = {
  'answers by link': (nth) => answer(office, own()[nth]!.token, service(4)),
  declines: (nth) =>
    office.nobody.call(declineInvitation, {
      body: { token: own()[nth]!.token, reason: 'declined' },
    }),
  'is no longer there': (nth) =>
    office.nobody.call(declineInvitation, {
      body: { token: own()[nth]!.token, reason: 'wrong_person' },
    }),
  begins: async (nth) => {
    const { token } = own()[nth]!;
    await office.nobody.call(startAnswering, { body: { token } });
    const sealed = await sealDraft(token, { answers: { '9.24': { value: 3, at: 1 } } });
    await office.nobody.call(keepDraft, {
      body: { token, name: await draftName(token), base: 0, sealed },
    });
  },
  'sends a strip': async (nth) => {
    const { caseNumber } = await office.deps.db
      .selectFrom('paperCase')
      .select('caseNumber')
      .where('invitationId', '=', own()[nth]!.id)
      .executeTakeFirstOrThrow();
    await clerk.call(paper.receiveStrip, { params, body: { number: caseNumber } });
  },
  'answers at home': async (nth) => {
    const caseId = own()[nth]!.id;
    const { submissionId, sealed } = await parcel(office, campaign, telephone, caseId);
    const body = { deviceKey: telephone, ...sealed };
    await office.nobody.call(visits.submitVisit, { params: { caseId, submissionId }, body });
  },
  'answers at the counter': async (nth) => {
    const { submissionId, sealed } = await parcel(office, campaign, kiosk, null, {
      slip: own()[nth]!.token,
    });
    const body = { deviceKey: kiosk, ...sealed };
    await office.nobody.call(devices.submitAtKiosk, { params: { submissionId }, body });
  },
  'is called': () => caller.call(calls.takeCall, { params }),
};

const noted: string[] = [];
/** Statements noted while people came by the doors. */
let atDoors: readonly string[] = [];

test('whatever one of its people does, by whatever door, nothing that an agency’s staff read differs', async () => {
  const before = await readings();
  expect(before.size).toBeGreaterThan(40);
  const ofPlan = [...before].filter(
    ([name]) => name.startsWith('agency ') && name.endsWith('plan'),
  );
  expect(ofPlan).toHaveLength(4);
  expect(ofPlan.filter(([, reply]) => !reply.startsWith('200'))).toEqual([]);
  watchSlowQueries(office.deps.db, 0, ({ statement }) => noted.push(statement));
  for (const [nth, act] of Object.values(DOORS).entries()) await act(nth);
  atDoors = noted.splice(0);
  const after = await readings();
  expect([...after.keys()].filter((name) => before.get(name) !== after.get(name))).toEqual([]);
});

test('nor does a line about a slow statement have the hour of it: not of a commit, nor of what everybody reads', async () => {
  // The test itself looks up the number of a strip.
  expect(atDoors.filter((statement) => !statement.startsWith('select "case_number"'))).toEqual([]);
  expect(noted.length).toBeGreaterThan(40);
});
