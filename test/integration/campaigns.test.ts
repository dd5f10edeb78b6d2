// Truth: the stages of a round (README) and the ministry's questionnaire 2023–2026.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as agencies from '#contract/agencies.ts';
import * as contract from '#contract/campaigns.ts';
import { previewForm } from '#contract/opening.ts';
import { asOwner } from '../database.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { terms } from '../terms.ts';

let office: Office;
let homeAffairs: Caller;
beforeAll(async () => {
  office = await openOffice();
  homeAffairs = await office.as('home_affairs');
});
afterAll(() => office.close());

const opened = (changes = {}) => homeAffairs.call(contract.openCampaign, { body: terms(changes) });

test('a round begins as a draft that can be changed', async () => {
  const campaign = await opened();
  expect(campaign).toMatchObject({ stage: 'draft', provinceName: 'Tỉnh Thái Nguyên' });
  const changed = await homeAffairs.call(contract.changeCampaign, {
    params: { campaignId: campaign.id },
    body: terms({ name: 'Đợt II năm 2026', questionnairePart: 'whole' }),
  });
  expect(changed).toMatchObject({ name: 'Đợt II năm 2026', questionnairePart: 'whole' });
});

test('a draft’s form can be looked at by who prepares and who watches it, and brings no answer in', async () => {
  const { id: campaignId } = await opened({ hotline: '0208 3855 000' });
  const params = { campaignId };
  const preview = await homeAffairs.call(previewForm, { params });
  expect(preview.campaign).toMatchObject({ hotline: '0208 3855 000', agencyName: '' });
  expect(preview.mark).toBe('');
  const before = preview.questionnaire.groups.length;
  await homeAffairs.call(contract.changeCampaign, {
    params,
    body: terms({ questionnairePart: 'whole' }),
  });
  const whole = await (await office.as('observer')).call(previewForm, { params });
  expect(whole.questionnaire.groups.length).toBeGreaterThan(before);
  const outsider = await office.as('agency', '01981');
  await expect(outsider.call(previewForm, { params })).rejects.toMatchObject({ status: 403 });
});

test('once lists are being received the terms stand', async () => {
  const { id: campaignId } = await opened();
  await homeAffairs.call(contract.openFrame, { params: { campaignId } });
  await expect(
    homeAffairs.call(contract.changeCampaign, {
      params: { campaignId },
      body: terms({ year: 2027 }),
    }),
  ).rejects.toMatchObject({ status: 409, code: 'campaign_not_draft' });
});

test('each step is refused with its reason while its condition is not met', async () => {
  const { id: campaignId } = await opened();
  await expect(
    homeAffairs.call(contract.startCollecting, { params: { campaignId } }),
  ).rejects.toMatchObject({
    code: 'stage_not_allowed',
    details: { stage: 'draft', needed: ['drawn'] },
  });
  await homeAffairs.call(contract.openFrame, { params: { campaignId } });
  await expect(
    homeAffairs.call(contract.openFrame, { params: { campaignId } }),
  ).rejects.toMatchObject({
    code: 'stage_not_allowed',
  });
});

test.each([
  { collectTo: '2026-11-01' },
  { returnedFrom: '2026-11-01' },
  { returnedTo: '2026-12-31' },
])('dates out of order are refused: %o', async (changes) => {
  await expect(opened(changes)).rejects.toMatchObject({ status: 400, code: 'dates_out_of_order' });
});

test('an unknown questionnaire or province is refused', async () => {
  await expect(opened({ questionnaireVersion: 'sipas-1999' })).rejects.toMatchObject({
    code: 'questionnaire_not_found',
  });
  await expect(opened({ provinceCode: '99' })).rejects.toMatchObject({
    code: 'province_not_found',
  });
});

test('a round asks the whole questionnaire or its service part, and keeps its own copy', async () => {
  const { questionnaires } = await homeAffairs.call(contract.listQuestionnaires, {});
  expect(questionnaires.find(({ version }) => version === 'sipas-2023-2026')).toBeDefined();
  const { id } = await opened({ questionnairePart: 'service' });
  const row = await office.deps.db
    .selectFrom('campaign')
    .select('questionnaire')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const criteria = row.questionnaire.nodes.filter((node) => node.level === 'criterion');
  expect(criteria).toHaveLength(16);
  expect(
    row.questionnaire.nodes.map((node) => node.level).filter((level) => level === 'factor'),
  ).toHaveLength(5);
});

test('Thái Nguyên has 92 communes, and Home Affairs adds its departments', async () => {
  const { id: campaignId } = await opened();
  const before = await homeAffairs.call(agencies.listAgencies, { params: { campaignId } });
  expect(before.agencies).toHaveLength(92);
  await homeAffairs.call(agencies.addDepartment, {
    params: { campaignId },
    body: { code: 'H55.09', name: 'Sở Tư pháp' },
  });
  await expect(
    homeAffairs.call(agencies.addDepartment, {
      params: { campaignId },
      body: { code: 'H55.09', name: 'Sở khác' },
    }),
  ).rejects.toMatchObject({ code: 'agency_exists' });
  const after = await homeAffairs.call(agencies.listAgencies, { params: { campaignId } });
  expect(after.agencies).toHaveLength(93);
});

test('no department bears the word that stands for the whole province, and none of before reads it', async () => {
  const { id: campaignId } = await opened();
  for (const code of ['province', 'Province'])
    await expect(
      homeAffairs.call(agencies.addDepartment, {
        params: { campaignId },
        body: { code, name: 'Sở' },
      }),
    ).rejects.toMatchObject({ status: 400, code: 'agency_code_reserved' });
  // An agency that was made before the word was reserved.
  await asOwner(office.deps.db, (owner) =>
    sql`alter table agency drop constraint if exists agency_code_reserved`.execute(owner),
  );
  const agency = {
    code: 'province',
    name: 'Sở Cũ',
    kind: 'department',
    provinceCode: '19',
  } as const;
  await office.deps.db.insertInto('agency').values(agency).execute();
  const clerk = await office.as('agency', 'province');
  for (const step of ['', '/persons', '/corrections', '/acceptance']) {
    const reply = await clerk.send('GET', `/api/campaigns/${campaignId}/frame/province${step}`);
    expect({ step, ...reply.json() }).toMatchObject({ step, code: 'access_denied' });
  }
});

test('the overview of an agency counts that agency alone', async () => {
  const { id: campaignId } = await opened();
  const agency = await office.as('agency', '01981');
  const own = await agency.call(contract.getOverview, { params: { campaignId } });
  const all = await homeAffairs.call(contract.getOverview, { params: { campaignId } });
  expect(own.agencies).toBe(1);
  expect(all.agencies).toBeGreaterThan(90);
});
