// Truth: docs/fieldwork.md §2, signs: computed while the count has the ballots open, a mark of the hand alone
// is kept, and none falls on honest work. Ten interviewers hand in through their telephones; two make answers up.
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import type { TakerSigns } from '#contract/signs.ts';
import { listSigns } from '#contract/signs.ts';
import * as visits from '#contract/visits.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { AnswersOf, CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign, service } from '../scenario-collecting.ts';
import { newDevice, parcel } from '../scenario-devices.ts';

const AGENCY = '01981';
const HONEST = 8;
const FORMS = 30;

let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let honest: string[];
let fabricator: string;
/** Makes up as many but one, and that is too few to say anything of. */
let beginner: string;
let marks: ReadonlyMap<string, TakerSigns['marks']>;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY],
    fields: ['Hộ tịch'],
    peoplePerStratum: (HONEST + 2) * FORMS,
  });
  params = { campaignId: campaign.campaignId };
  const hands: string[] = [];
  for (let nth = 0; nth < HONEST; nth += 1) hands.push(await interviewer(nth, ofAPerson));
  honest = hands;
  fabricator = await interviewer(HONEST, madeUp);
  beginner = await interviewer(HONEST + 1, madeUp, FORMS - 1);
  await answer(office, campaign.invitations.at(-1)!.token, ofAPerson());
});
afterAll(() => office.close());

/** Assigned thirty people by their slips' numbers, and hands in their interviews. */
async function interviewer(
  nth: number,
  answersOf: (form: number) => AnswersOf,
  forms = FORMS,
): Promise<string> {
  const staffId = (await office.as('interviewer')).staffId!;
  const cases = campaign.invitations.slice(nth * FORMS, nth * FORMS + forms);
  const serials = cases.map(({ serial }) => serial);
  await campaign.homeAffairs.call(visits.assignVisits, {
    params,
    body: { staffId, agencyCode: AGENCY, serials },
  });
  const device = { kind: 'interviewer', name: `Máy ${nth}`, staffId } as const;
  const { deviceKey } = await newDevice(office, campaign, device);
  const send = async ({ id: caseId }: (typeof cases)[number], form: number) => {
    const content = { answers: answersOf(form) };
    const { submissionId, sealed } = await parcel(office, campaign, deviceKey, caseId, content);
    await office.nobody.call(visits.submitVisit, {
      params: { caseId, submissionId },
      body: { deviceKey, ...sealed },
    });
  };
  await Promise.all(cases.map(send));
  return staffId;
}

const graded = (grade: (criterion: number) => number): AnswersOf =>
  Object.fromEntries(Object.keys(service(1)).map((code, i) => [code, grade(i)]));

/** One person in ten is of one opinion on everything; the others have a mood of their own and see differences. */
function ofAPerson(): AnswersOf {
  const mood = 2 + randomInt(3);
  return randomInt(10) === 0 ? service(mood) : graded(() => mood + randomInt(3) - 1);
}

/** One form made up at the kitchen table, one tick of it moved each time. */
const madeUp = (form: number): AnswersOf =>
  graded((criterion) => (criterion === form % 16 ? 3 : 4 + (criterion % 2)));

async function marksFor(reader: Caller) {
  const { takers } = await reader.call(listSigns, { params });
  return new Map(takers.map((taker) => [taker.takerId, taker.marks]));
}

test('before the count nobody reads answers: no hand has a mark', async () => {
  const before = await marksFor(await office.as('observer'));
  expect([...before.keys()].sort()).toEqual([...honest, fabricator, beginner].sort());
  expect([...before.values()].flat()).toEqual([]);
});

test('the count marks who made answers up, and none of eight honest ones', async () => {
  office.at(AFTER_GRACE);
  await campaign.homeAffairs.call(closeCampaign, { params });
  marks = await marksFor(await office.as('observer'));
  expect(marks.get(fabricator)).toEqual(['alike', 'uniform']);
  expect(honest.flatMap((staffId) => marks.get(staffId))).toEqual([]);
});

test('of a hand with fewer than thirty forms nothing is said', () => {
  expect(marks.get(beginner)).toEqual([]);
});

test('the mark alone is kept: door, hand and sign; every answer is counted and no ballot left', async () => {
  const { db } = office.deps;
  const kept = await db.selectFrom('answerSign').selectAll().orderBy('sign').execute();
  const mark = { ...params, door: 'interview', takerId: fabricator };
  expect(kept).toEqual([
    { ...mark, sign: 'alike' },
    { ...mark, sign: 'uniform' },
  ]);
  for (const table of ['ballot', 'takenCase'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
  const responses = await db.selectFrom('response').select('id').execute();
  expect(responses).toHaveLength(campaign.invitations.length);
});

test('the measured agency reads none of it', async () => {
  const agency = await office.as('agency', AGENCY);
  await expect(marksFor(agency)).rejects.toMatchObject({ code: 'access_denied' });
});
