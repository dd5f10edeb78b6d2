// Truth: T15, T16 of peers.md (scanners, in-app browsers), and the pages that end the way in ux.md §4.3.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDays, writtenDay } from '#contract/calendar.ts';
import { closeCampaign } from '#contract/campaigns.ts';
import { getProgress } from '#contract/fieldwork.ts';
import * as contract from '#contract/opening.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { postponeErasure } from '#contract/retention.ts';
import { CODE_DIGITS, EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import { listActivity } from '#contract/staff.ts';
import { checkDigit } from '#contract/verhoeff.ts';
import { workFor } from '../../client/respond/code-work.ts';
import { slipCodeHash } from '../../server/db/slip-code-hash.ts';
import { WRONG_EARLIER_CODES_AN_HOUR } from '../../server/invitations/earlier-codes.ts';
import { FREE_TRIES } from '../../server/invitations/guess-cost.ts';
import { NOTICED_WRONG_CODES } from '../../server/invitations/guesses-noticed.ts';
import { slipCodeOf } from '../../server/invitations/secret-code.ts';
import { CALM_WRONG } from '../../server/invitations/wrong-codes.ts';
import { connectBeside } from '../database.ts';
import type { Office } from '../office.ts';
import { officeOn, openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import { plainBrowser } from '../plain-browser.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';
import { copyOf } from '../table-copies.ts';

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

describe('a typed slip code', () => {
  /** From a network of its own, as a proxy in front of the server tells it. */
  async function enterFrom(
    network: string,
    code: string,
    pass?: contract.CodePass,
    { app } = office,
  ) {
    const reply = await app.inject({
      method: 'POST',
      url: contract.enterCode.path,
      headers: { 'x-forwarded-for': network },
      payload: { code, ...(pass && { pass }) },
    });
    return { status: reply.statusCode, ...reply.json() };
  }
  const enter = (code: string) => office.nobody.call(contract.enterCode, { body: { code } });
  const otherCode = (n: number, digits = CODE_DIGITS) => {
    const free = String(n).padStart(digits - 1, '0');
    return free + checkDigit(free);
  };
  let hours = 0;
  // What was counted in an hour is forgotten in the next.
  beforeEach(() => {
    hours += 1;
    office.at(new Date(Date.parse('2026-11-11T00:00:30Z') + hours * 3_600_000).toISOString());
  });

  test('has sixteen digits and leads to the same link as the square', async () => {
    expect(slip.code).toMatch(/^\d{16}$/);
    expect(await enter(slip.code)).toEqual({ token: slip.token });
  });

  test('with a slip of the finger is told apart from a code of nobody, however often', async () => {
    const wrong = slip.code.slice(0, 15) + ((Number(slip.code[15]) + 1) % 10);
    for (let i = 0; i < 3 * FREE_TRIES; i += 1)
      expect(await enterFrom('203.0.113.5', wrong)).toMatchObject({ code: 'code_check_failed' });
    expect(await enterFrom('203.0.113.5', otherCode(1))).toMatchObject({
      status: 404,
      code: 'invitation_not_found',
    });
    expect(await enterFrom('203.0.113.5', slip.code)).toEqual({ status: 200, token: slip.token });
  });

  test('that is right costs nothing, however many phones stand behind one address', async () => {
    for (let i = 0; i < 50; i += 1) await enter(slip.code);
    const crowd = await Promise.all(
      Array.from({ length: 500 }, () => enterFrom('203.0.113.77', slip.code)),
    );
    expect(crowd.filter(({ token }) => token === slip.token)).toHaveLength(500);
  });

  test('opens at once for a citizen while two thousand guesses come from everywhere, page and plain form', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 2000 }, (_, i) =>
        enterFrom(`198.51.${i >> 8}.${i & 255}`, otherCode(i)),
      ),
    );
    expect(new Set(guesses.map(({ code }) => code))).toEqual(new Set(['invitation_not_found']));
    expect(await enterFrom('203.0.113.9', slip.code)).toEqual({ status: 200, token: slip.token });
    const browser = plainBrowser(office, { 'x-forwarded-for': '203.0.113.10' });
    const page = await browser.post('/ma-phieu', [['code', slip.code]]);
    expect(page.address).toBe(`/${slip.token}/don-gian`);
    await open();
  });

  test('of nobody costs the guesser work after ten an hour, also all at once, and nobody else', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 1000 }, (_, i) => enterFrom('198.51.100.7', otherCode(i))),
    );
    const tried = guesses.filter(({ code }) => code === 'invitation_not_found');
    expect(tried).toHaveLength(FREE_TRIES);
    const asked = guesses.filter(({ code }) => code === 'code_proof_needed');
    expect(asked).toHaveLength(1000 - FREE_TRIES);
    expect(asked[0].status).toBe(429);
    expect(asked.map(({ details }) => details.bits)).toEqual(
      asked.map(({ details }) => details.bits).sort(),
    );
    expect(asked.at(-1).details.bits).toBeGreaterThan(asked[0].details.bits);
    // Whatever a guesser writes in front of the proxy's word makes no other network of it.
    for (const spoofed of ['198.51.100.99, 198.51.100.7', '::1, 198.51.100.7'])
      expect(await enterFrom(spoofed, otherCode(1))).toMatchObject({ code: 'code_proof_needed' });
    expect(await enterFrom('198.51.100.8', slip.code)).toMatchObject({ token: slip.token });
  });

  test('is one network’s in a whole /64 of IPv6', async () => {
    for (let i = 0; i < FREE_TRIES; i += 1) await enterFrom(`2001:db8::${i}`, otherCode(i));
    expect(await enterFrom('2001:db8:0:0:9::1', otherCode(99))).toMatchObject({
      code: 'code_proof_needed',
    });
    expect(await enterFrom('2001:db8:0:1::1', slip.code)).toMatchObject({ token: slip.token });
  });

  async function challengeFor(code: string, network: string) {
    for (let i = 0; i < FREE_TRIES; i += 1) await enterFrom(network, otherCode(i));
    const { details } = await enterFrom(network, code);
    return details as { challenge: string; bits: number; seconds: number };
  }

  test('opens behind a guesser’s address too: by the work that the page does', async () => {
    const { challenge, bits } = await challengeFor(slip.code, '198.51.100.20');
    const nonce = workFor(challenge, bits);
    const other = await enterFrom('198.51.100.20', otherCode(77), { challenge, nonce });
    expect(other).toMatchObject({ code: 'code_proof_needed' });
    expect(await enterFrom('198.51.100.20', slip.code, { challenge, nonce: 'zzzz' })).toMatchObject(
      {
        code: 'code_proof_needed',
      },
    );
    expect(await enterFrom('198.51.100.20', slip.code, { challenge, nonce })).toMatchObject({
      token: slip.token,
    });
    const again = await enterFrom('198.51.100.20', slip.code, { challenge, nonce });
    expect(again).toMatchObject({ code: 'code_proof_needed' });
    expect(again.details.challenge).not.toBe(challenge);
  });

  test('opens behind a guesser’s address without JavaScript: by a wait of seconds, with no word of blame', async () => {
    const from = '198.51.100.30';
    await challengeFor(otherCode(50), from);
    const browser = plainBrowser(office, { 'x-forwarded-for': from });
    const fieldsOf = (markup: string): [string, string][] => [
      ['code', slip.code],
      ['challenge', /name="challenge" value="([^"]+)"/.exec(markup)?.[1] ?? ''],
    ];
    const first = await browser.post('/ma-phieu', [['code', slip.code]]);
    expect(first.status).toBe(429);
    expect(first.text).toContain('mời Ông/Bà đợi 10 giây rồi bấm “Mở phiếu”');
    expect(first.markup).toContain(`value="${slip.code}"`);
    const second = await browser.post('/ma-phieu', fieldsOf(first.markup));
    expect(fieldsOf(second.markup)).toEqual(fieldsOf(first.markup));
    office.at(new Date(office.deps.now().getTime() + 10_000).toISOString());
    const third = await browser.post('/ma-phieu', fieldsOf(second.markup));
    expect(third.address).toBe(`/${slip.token}/don-gian`);
  });

  test('waits behind one another: a guesser who waits instead of working makes no more of it', async () => {
    await challengeFor(otherCode(1000), '198.51.100.40');
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, i) => enterFrom('198.51.100.40', otherCode(2000 + i))),
    );
    expect(asked.map(({ details }) => details.seconds)).toEqual(asked.map((_, i) => 10 + 5 * i));
  });

  const noticed = async () => {
    const { acts } = await campaign.homeAffairs.call(listActivity, { query: {} });
    return acts.filter(({ act }) => act === 'codes_guessed').length;
  };

  test('a few codes of nobody are a mistake, many of them from anywhere stand in the journal, once an hour', async () => {
    let address = 0;
    const guess = (n: number) => {
      address += 1;
      return enterFrom(`192.0.2.${address}`, otherCode(n));
    };
    const before = await noticed();
    for (let i = 1; i < NOTICED_WRONG_CODES; i += 1) await guess(i);
    expect(await noticed()).toBe(before);
    for (let i = 0; i < 5; i += 1) await guess(i);
    expect(await noticed()).toBe(before + 1);
    const { campaignId, homeAffairs } = campaign;
    const { guessedAt } = await homeAffairs.call(getProgress, { params: { campaignId } });
    expect(guessedAt).toBe(office.deps.now().toISOString());
    hours += 1;
    office.at(new Date(office.deps.now().getTime() + 3_600_000).toISOString());
    for (let i = 0; i < NOTICED_WRONG_CODES; i += 1) await guess(i);
    expect(await noticed()).toBe(before + 2);
  });

  test('leaves no address in the database', async () => {
    for (let i = 0; i < NOTICED_WRONG_CODES; i += 1) await enterFrom('198.51.100.60', otherCode(i));
    const { tables } = await copyOf(office.deps.db);
    const rows = JSON.stringify([...tables].filter(([name]) => name !== 'agency'));
    expect(rows).toContain('codes_guessed');
    expect(rows).not.toContain('198.51.100');
  });

  describe('with two server processes on one database', () => {
    let neighbour: Office;
    beforeAll(async () => {
      const { db, config } = office.deps;
      neighbour = await officeOn(await connectBeside(db), config.dataDir);
    });
    beforeEach(() => neighbour.at(office.deps.now().toISOString()));
    afterAll(async () => {
      await neighbour.app.close();
      if (neighbour.deps.db !== office.deps.db) await neighbour.deps.db.destroy();
    });
    const enterThrough = (n: number, network: string, code: string, pass?: contract.CodePass) =>
      enterFrom(network, code, pass, n % 2 === 0 ? office : neighbour);

    test('of nobody gives a network no more tries through two than through one, one by one or all at once', async () => {
      const oneByOne = [];
      for (let n = 0; n < 3 * FREE_TRIES; n += 1)
        oneByOne.push(await enterThrough(n, '192.0.2.10', otherCode(n)));
      const atOnce = await Promise.all(
        Array.from({ length: 100 }, (_, n) => enterThrough(n, '192.0.2.11', otherCode(n))),
      );
      for (const replies of [oneByOne, atOnce]) {
        const tried = replies.filter(({ code }) => code === 'invitation_not_found');
        expect(tried).toHaveLength(FREE_TRIES);
        // At once, any of them may be the last that is counted.
        const most = Math.max(...replies.map(({ details }) => details?.bits ?? 0));
        expect(most).toBe(14 + Math.floor(Math.log2(replies.length / FREE_TRIES)));
      }
      expect(await enterThrough(1, '192.0.2.12', slip.code)).toMatchObject({ token: slip.token });
    });

    test('of nobody waits behind those who wait at the other, and work pays for one try alone', async () => {
      const network = '192.0.2.20';
      for (let n = 0; n < FREE_TRIES; n += 1) await enterThrough(n, network, otherCode(n));
      const asked = [];
      for (const n of [0, 1, 2, 3]) asked.push(await enterThrough(n, network, slip.code));
      expect(asked.map(({ details }) => details.seconds)).toEqual([5, 10, 15, 20]);
      const { challenge, bits } = asked[0].details;
      const pass = { challenge, nonce: workFor(challenge, bits) };
      for (const n of [0, 1])
        expect(await enterThrough(n, network, slip.code, pass)).toMatchObject({
          token: slip.token,
        });
      const rows = await office.deps.db
        .selectFrom('sharedCount')
        .select('count')
        .where('freeAt', 'is not', null)
        .where('expiresAt', '>', office.deps.now())
        .execute();
      // Ten free ones and four that were asked for work; one of the four was given back, once.
      expect(rows).toEqual([{ count: FREE_TRIES + 3 }]);
    });

    test('of nobody from many networks stands in the journal once, and a right one leaves no row', async () => {
      const before = await noticed();
      const counts = () => office.deps.db.selectFrom('sharedCount').selectAll().execute();
      const known = await counts();
      for (const n of [0, 1, 2, 3]) await enterThrough(n, '192.0.2.30', slip.code);
      expect(await counts()).toEqual(known);
      for (let n = 0; n < NOTICED_WRONG_CODES; n += 1)
        await enterThrough(n, `192.0.3.${n}`, otherCode(n));
      expect(await noticed()).toBe(before + 1);
      // A row of the hour is gone after it, with the next that is counted.
      office.at(new Date(office.deps.now().getTime() + 3_600_000).toISOString());
      await enterFrom('192.0.2.31', otherCode(1));
      const isOld = async () =>
        (await counts()).some(({ expiresAt }) => expiresAt <= office.deps.now());
      await expect.poll(isOld).toBe(false);
    });
  });

  test('of nobody by the thousand makes guessing dearer from anywhere, and a right code costs nothing', async () => {
    const single = async (network: string, n: number) => enterFrom(network, otherCode(n));
    for (const n of [1, 2, 3]) expect((await single('192.0.2.250', n)).status).toBe(404);
    const networks = 0.65 * CALM_WRONG;
    for (let round = 0; round < 2; round += 1)
      await Promise.all(
        Array.from({ length: networks }, (_, i) =>
          single(`198.18.${i >> 8}.${i & 255}`, 10_000 + round * networks + i),
        ),
      );
    const replies = [];
    for (const n of [1, 2, 3]) replies.push(await single('192.0.2.251', n));
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 429]);
    const { bits, seconds, challenge } = replies[2].details;
    expect(bits).toBeGreaterThanOrEqual(15);
    expect(seconds).toBeGreaterThan(5);
    // Work is checked for as much as was asked.
    const nonce = workFor(challenge, bits);
    const paid = { challenge, nonce };
    expect(await enterFrom('192.0.2.251', otherCode(3), paid)).toMatchObject({ status: 404 });
    const crowd = Array.from({ length: 100 }, () => enterFrom('192.0.2.252', slip.code));
    for (const reply of await Promise.all(crowd))
      expect(reply).toEqual({ status: 200, token: slip.token });
    await open();
  });

  describe('on a slip that was printed before codes had sixteen digits', () => {
    let earlier: string;
    beforeEach(async () => {
      const { db, secrets } = office.deps;
      earlier = slipCodeOf(secrets, slip.id, EARLIER_CODE_DIGITS);
      await db
        .updateTable('invitation')
        .set({ codeDigits: EARLIER_CODE_DIGITS, codeHash: slipCodeHash(secrets, earlier) })
        .where('id', '=', slip.id)
        .execute();
    });

    test('opens it as before, and is printed again as it was', async () => {
      expect(earlier).toMatch(/^\d{12}$/);
      expect(await enter(earlier)).toEqual({ token: slip.token });
      const path = `/api/campaigns/${campaign.campaignId}/invitations/${slip.agencyCode}/slips.pdf?purpose=trial`;
      const printed = await campaign.homeAffairs.send('GET', path);
      const text = pdfPages(printed.rawPayload).map((page) => page.text);
      expect(text.join('').replaceAll(/\s/g, '')).toContain(`Mãphiếu${earlier}Hoặc`);
    });

    test('keeps the brake of its small space to itself: codes of today and links know none', async () => {
      const guesses = await Promise.all(
        Array.from({ length: WRONG_EARLIER_CODES_AN_HOUR + 50 }, (_, i) =>
          enterFrom(`198.51.101.${i}`, otherCode(i, EARLIER_CODE_DIGITS)),
        ),
      );
      const refusals = guesses.map(({ code }) => code);
      expect(refusals.filter((code) => code === 'invitation_not_found')).toHaveLength(
        WRONG_EARLIER_CODES_AN_HOUR,
      );
      expect(refusals.filter((code) => code === 'too_many_attempts')).toHaveLength(50);
      expect(await enterFrom('203.0.113.20', earlier)).toMatchObject({
        status: 429,
        details: { minutes: 60 },
      });
      const other = slipOf('F02', 1);
      expect(await enterFrom('203.0.113.21', other.code)).toMatchObject({ token: other.token });
      await open();
    });
  });
});
