// Truth: T15, T16 of peers.md (scanners, in-app browsers), and the pages that end the way in ux.md §4.3.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDays } from '#contract/calendar.ts';
import { closeCampaign } from '#contract/campaigns.ts';
import * as contract from '#contract/opening.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { postponeErasure } from '#contract/retention.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

let office: Office;
let campaign: InvitedCampaign;
let slip: TestInvitation;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(async () => {
  campaign = await invitedCampaign(office, { procedures: { 'Hộ tịch': ['Đăng ký khai tử'] } });
  slip = slipOf('F02');
});
afterAll(() => office.close());

function slipOf(field: string, n = 0): TestInvitation {
  const found = campaign.invitations.filter(({ stratum }) => stratum.endsWith(field))[n];
  if (!found) throw new Error(`no slip in ${field}`);
  return found;
}
const open = (token = slip.token) =>
  office.nobody.call(contract.openInvitation, { body: { token } });
const start = (token = slip.token) =>
  office.nobody.call(contract.startAnswering, { body: { token } });
const stored = () =>
  office.deps.db
    .selectFrom('invitation')
    .selectAll()
    .where('id', '=', slip.id)
    .executeTakeFirstOrThrow();

describe('opening a link', () => {
  test('tells what is asked and by whom, and nothing that names the person', async () => {
    const opening = await open();
    expect(opening).toMatchObject({
      campaign: {
        provinceName: 'Tỉnh Thái Nguyên',
        collectTo: '2026-12-15',
        graceTo: '2026-12-18',
      },
      procedureName: 'Thủ tục đất đai',
      returnedMonth: '2026-09',
    });
    expect(questionsOf(opening.questionnaire).length).toBeGreaterThan(16);
    const person = campaign.people.find(({ unitId }) => unitId === slip.unitId);
    const text = JSON.stringify(opening);
    for (const secret of [
      person?.fullName,
      person?.personId,
      person?.unitId,
      slip.id,
      '0912345678',
    ])
      expect(text).not.toContain(secret ?? 'missing');
  });

  test('changes nothing, a hundred times over', async () => {
    const before = await stored();
    for (let i = 0; i < 100; i += 1) await open();
    expect(await stored()).toEqual(before);
    expect(before.state).toBe('issued');
  });

  test('says the procedure of a death, a poverty or an adoption to nobody', async () => {
    expect((await open(slipOf('F01').token)).procedureName).toBeNull();
  });

  test('is not for a browser in which staff are signed in', async () => {
    const clerk = await office.as('agency', slip.agencyCode);
    for (const attempt of [
      () => clerk.call(contract.openInvitation, { body: { token: slip.token } }),
      () => clerk.call(contract.startAnswering, { body: { token: slip.token } }),
      () => clerk.call(contract.enterCode, { body: { code: slip.code } }),
    ])
      await expect(attempt()).rejects.toMatchObject({ status: 403, code: 'staff_session_present' });
  });

  test('of nobody is refused', async () => {
    await expect(open('A'.repeat(16))).rejects.toMatchObject({
      status: 404,
      code: 'invitation_not_found',
    });
  });

  test('that has been answered says to whoever opens it that it was used, and no more', async () => {
    await office.deps.db
      .updateTable('invitation')
      .set({
        state: 'received',
        submissionDigest: 'f'.repeat(64),
        receiptCode: 'ACDEFGHJ',
        receivedWeek: '2026-11-09',
        door: 'self',
      })
      .where('id', '=', slip.id)
      .execute();
    await expect(open()).rejects.toMatchObject({
      code: 'invitation_used',
      details: { hotline: '0208 3855 000' },
    });
  });

  test('that was replaced says so', async () => {
    await office.deps.db
      .updateTable('invitation')
      .set({ state: 'replaced' })
      .where('id', '=', slip.id)
      .execute();
    await expect(open()).rejects.toMatchObject({ status: 410, code: 'invitation_replaced' });
  });
});

describe('what is kept ready for a crowd', () => {
  const page = async () => {
    const { payload } = await office.app.inject({ url: `/${slip.token}` });
    return payload;
  };
  const encoded = (encoding: string) =>
    office.app.inject({
      method: 'POST',
      url: contract.openInvitation.path,
      headers: { 'accept-encoding': encoding },
      payload: { token: slip.token },
    });

  test('is the same opening in every encoding, and by the contract', async () => {
    const opening = await open();
    expect(contract.Opening.parse(opening)).toEqual(opening);
    const br = await encoded('gzip, deflate, br');
    expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(JSON.parse(String(brotliDecompressSync(br.rawPayload)))).toEqual(opening);
    const gzip = await encoded('gzip');
    expect(gzip.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(JSON.parse(String(gunzipSync(gzip.rawPayload)))).toEqual(opening);
  });

  test('is never older than the campaign: terms, last day, time of keeping, closing', async () => {
    const { campaignId, homeAffairs } = campaign;
    const change = (terms: object) =>
      office.deps.db.updateTable('campaign').set(terms).where('id', '=', campaignId).execute();
    await open();
    expect(await page()).toContain('0208 3855 000');
    await change({ hotline: '0208 3855 111', collectTo: '2026-12-20' });
    expect((await open()).campaign).toMatchObject({
      hotline: '0208 3855 111',
      collectTo: '2026-12-20',
    });
    expect(await page()).toMatch(/0208 3855 111[\s\S]*20\/12\/2026/);
    const { erasedOn } = (await open()).campaign;
    const until = addDays(erasedOn, 30);
    await homeAffairs.call(postponeErasure, {
      params: { campaignId },
      body: { until, reason: 'Thanh tra đang làm việc' },
    });
    expect((await open()).campaign.erasedOn).toBe(until);
    expect(await page()).toContain(writtenDay(until));
    office.at('2026-12-20T17:00:00Z');
    await expect(open()).rejects.toMatchObject({ code: 'campaign_closed' });
    expect(await page()).toContain('Phiếu đã hết hạn');
    office.at('2026-12-20T16:59:59Z');
    await open();
    office.at('2026-12-24T02:00:00Z');
    await homeAffairs.call(closeCampaign, { params: { campaignId } });
    await expect(open()).rejects.toMatchObject({ code: 'campaign_closed' });
    expect(await page()).toContain('Khảo sát đã kết thúc');
  });

  /** How many statements thirty people cost who ask at the same moment. */
  async function statementsOf(ask: (place: number) => Promise<unknown>): Promise<number> {
    const statements = vi.spyOn(pg.Client.prototype, 'query');
    await Promise.all(Array.from({ length: 30 }, (_, place) => ask(place)));
    const asked = statements.mock.calls.length;
    statements.mockRestore();
    return asked;
  }

  test('a crowd that opens at the same moment costs few statements', async () => {
    await open();
    const asked = await statementsOf((place) => open(campaign.invitations[place]!.token));
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(5);
  });

  test.each([
    ['links to drafts', '/api/draft', (token: string) => ({ token, name: '0'.repeat(32) }), 404],
    ['receipts', '/api/receipts/check', (token: string) => ({ code: token.slice(0, 8) }), 200],
    [
      'links to passwords',
      '/api/password',
      (token: string) => ({ token: token.repeat(2), password: 'mùa vàng trên ruộng' }),
      410,
    ],
  ])(
    'a crowd that makes up %s costs few statements, none of them a citizen’s wait',
    async (_, path, body, status) => {
      const letters = 'ACDEFGHJKLMNPQRTUVWXY';
      const asked = await statementsOf(async (place) => {
        const token = letters[place % 21]!.repeat(8) + letters[Math.floor(place / 21)]!.repeat(8);
        const reply = await office.nobody.send('POST', path, body(token));
        expect(reply.statusCode).toBe(status);
      });
      expect(asked).toBeGreaterThan(0);
      expect(asked).toBeLessThanOrEqual(5);
    },
  );
});

describe('the days of collection are Vietnam’s, by the server’s clock', () => {
  test('nobody answers before the first day', async () => {
    office.at('2026-11-09T16:59:59Z');
    await expect(open()).rejects.toMatchObject({
      code: 'campaign_not_open',
      details: { from: '2026-11-10' },
    });
    office.at('2026-11-09T17:00:00Z');
    await open();
  });

  test('the days of grace are for those who began in time', async () => {
    const late = slipOf('F02', 1);
    office.at('2026-12-15T16:59:59Z');
    await start();
    office.at('2026-12-15T17:00:00Z');
    await open();
    await expect(open(late.token)).rejects.toMatchObject({
      status: 410,
      code: 'campaign_closed',
      details: { closedOn: '2026-12-15' },
    });
    office.at('2026-12-18T16:59:59Z');
    await open();
    office.at('2026-12-18T17:00:00Z');
    await expect(open()).rejects.toMatchObject({ code: 'campaign_closed' });
  });

  test('slips that were printed early wait for the campaign to begin', async () => {
    const early = await invitedCampaign(office, { isCollecting: false });
    office.at('2026-11-12T02:00:00Z');
    await expect(open(early.invitations[0]?.token ?? '')).rejects.toMatchObject({
      code: 'campaign_not_open',
    });
  });
});

test('beginning keeps the day only, and the first day stays', async () => {
  office.at('2026-11-11T20:15:00Z');
  await start();
  office.at('2026-11-20T02:00:00Z');
  await start();
  expect(await stored()).toMatchObject({ state: 'opened', openedOn: '2026-11-12' });
});

test('who does not take part is asked no more, and whoever holds the slip is not told why', async () => {
  const decline = (reason: 'declined' | 'wrong_person') =>
    office.nobody.call(contract.declineInvitation, { body: { token: slip.token, reason } });
  await decline('declined');
  expect(await stored()).toMatchObject({ state: 'declined' });
  for (const again of [() => decline('declined'), () => decline('wrong_person'), open])
    await expect(again()).rejects.toMatchObject({ status: 409, code: 'invitation_used' });
});

test('who wants to be asked never again leaves a trace for later rounds, and nothing on the case tells it', async () => {
  const traces = async () =>
    (await office.deps.db.selectFrom('contactTrace').select('kind').execute()).filter(
      ({ kind }) => kind === 'refused',
    ).length;
  const before = await traces();
  const body = { token: slip.token, reason: 'never_again' } as const;
  await office.nobody.call(contract.declineInvitation, { body });
  expect(await stored()).toMatchObject({ state: 'declined' });
  expect(await traces()).toBeGreaterThan(before);
  await expect(office.nobody.call(contract.declineInvitation, { body })).rejects.toMatchObject({
    code: 'invitation_used',
  });
});

test('a slip leads to its pseudonym in the frame, before and after it was used, and to nobody else', async () => {
  const { campaignId } = campaign;
  const find = (token: string) => office.nobody.call(contract.findPseudonym, { body: { token } });
  const { unitId } = slip;
  expect(await find(slip.token)).toEqual({ campaignId, unitId });
  expect(campaign.frameText).toContain(`${unitId}\t`);
  const body = { token: slip.token, reason: 'declined' } as const;
  await office.nobody.call(contract.declineInvitation, { body });
  expect(await find(slip.token)).toEqual({ campaignId, unitId });
  await expect(find('AAAAAAAAAAAAAAAA')).rejects.toMatchObject({ code: 'invitation_not_found' });
  const staff = await office.as('agency', slip.agencyCode);
  await expect(
    staff.call(contract.findPseudonym, { body: { token: slip.token } }),
  ).rejects.toMatchObject({ code: 'staff_session_present' });
});
