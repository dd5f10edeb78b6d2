// Truth: fieldwork.md §2, “changes of terms”: the last day moves later only, each change has a reason that is published, and
// what the draw depends on stays.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAcceptance } from '#contract/acceptance.ts';
import { getBoard } from '#contract/board.ts';
import {
  closeCampaign,
  getCampaign,
  listCampaigns,
  openCampaign,
  openFrame,
} from '#contract/campaigns.ts';
import { addWave } from '#contract/contact.ts';
import { openInvitation } from '#contract/opening.ts';
import { getPublished } from '#contract/published.ts';
import { writeRemark } from '#contract/remarks.ts';
import { publishResults } from '#contract/results.ts';
import { getDraw, getPlan } from '#contract/samples.ts';
import { listActivity } from '#contract/staff.ts';
import type { NewTerm } from '#contract/terms-changes.ts';
import { changeTerms, deleteCampaign, listTermsChanges } from '#contract/terms-changes.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import { answer } from '../scenario-collecting.ts';
import type { InvitedCampaign } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';
import { terms } from '../terms.ts';

const AGENCY = '01981';
const REASON = 'Mưa lũ, nhiều thôn bị chia cắt';
let office: Office;
let round: InvitedCampaign;
beforeAll(async () => {
  office = await openOffice();
  round = await invitedCampaign(office);
});
afterAll(() => office.close());

const params = () => ({ campaignId: round.campaignId });
const change = (term: NewTerm, reason = REASON, caller: Caller = round.homeAffairs) =>
  caller.call(changeTerms, { params: params(), body: { change: term, reason } });
const open = (nth = 0) =>
  office.nobody.call(openInvitation, { body: { token: round.invitations[nth]!.token } });

test('the last day moves later, and the day of the erasure stays as people were told', async () => {
  const before = (await open()).campaign;
  await change({ term: 'collect_to', day: '2026-12-22' });
  const after = (await open()).campaign;
  expect([after.collectTo, after.graceTo, after.erasedOn]).toEqual([
    '2026-12-22',
    '2026-12-25',
    before.erasedOn,
  ]);
  office.at('2026-12-21T03:00:00Z');
  await answer(office, round.invitations[0]!.token);
});

test('never earlier, not into the past, and not so late that the erasure would be broken', async () => {
  for (const day of ['2026-12-15', '2026-12-22', '2026-11-01'])
    await expect(change({ term: 'collect_to', day })).rejects.toMatchObject({
      code: 'closing_not_later',
      details: { collectTo: '2026-12-22' },
    });
  await expect(change({ term: 'collect_to', day: '2027-06-01' })).rejects.toMatchObject({
    code: 'closing_too_late',
    // 83 days of keeping are left, and seven stay.
    details: { latest: '2027-03-08' },
  });
});

test('without a reason nothing is changed, nor by anybody but Home Affairs', async () => {
  const hotline: NewTerm = { term: 'hotline', hotline: '0208 3999 000' };
  await expect(change(hotline, 'vì vậy')).rejects.toMatchObject({ code: 'request_invalid' });
  for (const caller of [await office.as('agency', AGENCY), await office.as('observer')])
    await expect(change(hotline, REASON, caller)).rejects.toMatchObject({ code: 'access_denied' });
  await change(hotline);
  expect((await open(1)).campaign.hotline).toBe('0208 3999 000');
  await expect(change(hotline)).rejects.toMatchObject({ code: 'nothing_changed' });
});

test('who answers the telephone when is changed with a reason, and what is opened and printed afterwards says it', async () => {
  const hours: NewTerm = {
    term: 'hotline_hours',
    hotlineHours: 'từ 7 đến 10 giờ sáng, cả thứ Bảy',
  };
  await expect(change(hours, 'vì vậy')).rejects.toMatchObject({ code: 'request_invalid' });
  const printed = async (path: string) =>
    pdfPages((await round.homeAffairs.send('GET', path)).rawPayload)
      .map((page) => page.text.replaceAll(/\s/g, ''))
      .join('');
  const base = `/api/campaigns/${round.campaignId}`;
  const slips = `${base}/invitations/${AGENCY}/slips.pdf?purpose=trial`;
  const poster = `${base}/agencies/${AGENCY}/documents/poster/pdf`;
  const hoursLine = hours.hotlineHours.replaceAll(' ', '');
  for (const path of [slips, poster]) expect(await printed(path)).not.toContain(hoursLine);
  await change(hours);
  expect((await open(1)).campaign.hotlineHours).toBe(hours.hotlineHours);
  expect(await printed(slips)).toContain(`Gọi${hoursLine}.`);
  expect(await printed(poster)).toContain(`02083999000(${hoursLine})`);
  await expect(change(hours)).rejects.toMatchObject({ code: 'nothing_changed' });
});

test('one agency’s counter has its own name, on the page and on the slip, in every round', async () => {
  const officeName = 'Bộ phận Một cửa xã';
  await change({ term: 'office_name', agencyCode: AGENCY, officeName });
  const own = round.invitations.findIndex(({ agencyCode }) => agencyCode === AGENCY);
  const other = round.invitations.findIndex(({ agencyCode }) => agencyCode !== AGENCY);
  expect((await open(own + 1)).campaign.officeName).toBe(officeName);
  expect((await open(other)).campaign.officeName).toBe(terms().officeName);
  const { rawPayload } = await round.homeAffairs.send(
    'GET',
    `/api/campaigns/${round.campaignId}/invitations/${AGENCY}/slips.pdf?purpose=trial`,
  );
  const text = pdfPages(rawPayload).map((page) => page.text.replaceAll(/\s/g, ''));
  expect(text.join('')).toContain(officeName.replaceAll(' ', ''));
  const later = await invitedCampaign(office);
  const slip = later.invitations.find(({ agencyCode }) => agencyCode === AGENCY)!;
  const opening = await office.nobody.call(openInvitation, { body: { token: slip.token } });
  expect(opening.campaign.officeName).toBe(officeName);
});

test('plan and draw are what they were, and journal and list tell each change with its reason', async () => {
  const { homeAffairs } = round;
  const drawn = [
    await homeAffairs.call(getPlan, { params: params() }),
    await homeAffairs.call(getDraw, { params: params() }),
  ];
  await change({ term: 'hotline', hotline: '0208 3111 222' });
  expect([
    await homeAffairs.call(getPlan, { params: params() }),
    await homeAffairs.call(getDraw, { params: params() }),
  ]).toEqual(drawn);
  const observer = await office.as('observer');
  const { changes } = await observer.call(listTermsChanges, { params: params() });
  expect(changes.map(({ term, earlier, later }) => [term, earlier, later])).toContainEqual([
    'collect_to',
    '2026-12-15',
    '2026-12-22',
  ]);
  expect(new Set(changes.map(({ reason }) => reason))).toEqual(new Set([REASON]));
  const { acts } = await observer.call(listActivity, { query: { kind: 'acts' } });
  expect(acts.filter(({ act }) => act === 'terms_changed')).toHaveLength(changes.length);
});

test('what is published says what was changed, and after the count nothing changes', async () => {
  const wave = {
    day: '2026-12-21',
    way: 'letter',
    text: 'Mời Ông/Bà trả lời đến hết {han}',
  } as const;
  await round.homeAffairs.call(addWave, { params: params(), body: { ...wave, reason: REASON } });
  office.at('2026-12-27T03:00:00Z');
  await round.homeAffairs.call(closeCampaign, { params: params() });
  await expect(change({ term: 'hotline', hotline: '1' })).rejects.toMatchObject({
    code: 'stage_not_allowed',
  });
  await round.homeAffairs.call(publishResults, { params: params(), body: { confirm: 'CÔNG BỐ' } });
  const { results } = await office.nobody.call(getPublished, { params: params() });
  const published = results.method.termsChanges ?? [];
  expect(published.map(({ term }) => term).sort()).toEqual([
    'collect_to',
    'contact_plan',
    'hotline',
    'hotline',
    'hotline_hours',
    'office_name',
  ]);
  expect(published.every(({ reason }) => reason === REASON)).toBe(true);
  const path = `/api/campaigns/${round.campaignId}/documents/report/pdf`;
  const { rawPayload } = await round.homeAffairs.send('GET', path);
  const report = pdfPages(rawPayload).map((page) => page.text.replaceAll(/\s/g, ''));
  for (const line of [
    'đổi giờ nghe máy từ “từ 8 đến 11 giờ và từ 14 đến 16 giờ, thứ Hai đến thứ Sáu” thành “từ 7 đến 10 giờ sáng, cả thứ Bảy”. Lý do: ',
    'đổi hạn trả lời từ “15/12/2026” thành “22/12/2026”. Lý do: ',
    'đổi lần nhắc trả lời từ “không có” thành “21/12/2026, thư”. Lý do: ',
  ])
    expect(report.join('')).toContain((line + REASON).replaceAll(' ', ''));
});

test('an agency gets another day for its list than the others, while lists are taken', async () => {
  const homeAffairs = await office.as('home_affairs');
  const { id } = await homeAffairs.call(openCampaign, { body: terms() });
  await homeAffairs.call(openFrame, { params: { campaignId: id } });
  const body = {
    change: { term: 'lists_due_on' as const, agencyCode: AGENCY, day: '2026-11-08' },
    reason: REASON,
  };
  await homeAffairs.call(changeTerms, { params: { campaignId: id }, body });
  const dueOn = async (agencyCode: string) =>
    (await homeAffairs.call(getAcceptance, { params: { campaignId: id, agencyCode } })).listsDueOn;
  expect([await dueOn(AGENCY), await dueOn('05443')]).toEqual(['2026-11-08', '2026-11-09']);
  const { agencies } = await homeAffairs.call(getBoard, { params: { campaignId: id } });
  const due = new Map(agencies.map((agency) => [agency.agencyCode, agency.listsDueOn]));
  expect([due.get(AGENCY), due.get('05443')]).toEqual(['2026-11-08', '2026-11-09']);
});

test('a draft is deleted, its name stays in the journal; a round that has begun or has a remark stays', async () => {
  const homeAffairs = await office.as('home_affairs');
  const draft = (name: string) => homeAffairs.call(openCampaign, { body: terms({ name }) });
  const { id } = await draft('Đợt mở nhầm');
  await homeAffairs.call(deleteCampaign, { params: { campaignId: id } });
  await expect(homeAffairs.call(getCampaign, { params: { campaignId: id } })).rejects.toMatchObject(
    {
      code: 'campaign_not_found',
    },
  );
  const { campaigns } = await homeAffairs.call(listCampaigns, {});
  expect(campaigns.map((campaign) => campaign.id)).not.toContain(id);
  const { acts } = await homeAffairs.call(listActivity, { query: { kind: 'acts' } });
  expect(acts[0]).toMatchObject({ act: 'campaign_deleted', details: { name: 'Đợt mở nhầm' } });
  await expect(homeAffairs.call(deleteCampaign, { params: params() })).rejects.toMatchObject({
    code: 'campaign_not_draft',
  });
  const remarked = await draft('Đợt có ý kiến');
  const observer = await office.as('observer');
  await observer.call(writeRemark, {
    params: { campaignId: remarked.id },
    body: { text: 'Đã xem điều khoản của đợt này.' },
  });
  await expect(
    homeAffairs.call(deleteCampaign, { params: { campaignId: remarked.id } }),
  ).rejects.toMatchObject({ code: 'campaign_in_use' });
});
