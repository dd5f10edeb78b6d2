// Truth: peers.md T14 (five hundred phones behind one address): codes of nobody cost the guesser, and no citizen.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getProgress } from '#contract/fieldwork.ts';
import * as contract from '#contract/opening.ts';
import { listActivity } from '#contract/staff.ts';
import { workFor } from '../../client/slip-code/code-work.ts';
import { FREE_TRIES } from '../../server/invitations/guess-cost.ts';
import { NOTICED_WRONG_CODES } from '../../server/invitations/guesses-noticed.ts';
import { CALM_WRONG } from '../../server/invitations/wrong-codes.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { plainBrowser } from '../plain-browser.ts';
import { enterCodeFrom, otherCode } from '../scenario-codes.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';
import { copyOf } from '../table-copies.ts';

let office: Office;
let campaign: InvitedCampaign;
let slip: TestInvitation;
beforeAll(async () => {
  office = await openOffice();
  campaign = await invitedCampaign(office);
  slip = slipOf(0);
});
afterAll(() => office.close());

const slipOf = (n: number): TestInvitation =>
  campaign.invitations.filter(({ stratum }) => stratum.endsWith('F02'))[n]!;
const open = (token = slip.token) =>
  office.nobody.call(contract.openInvitation, { body: { token } });
const enterFrom = (network: string, code: string, pass?: contract.CodePass, { app } = office) =>
  enterCodeFrom(app, network, code, pass);
const enter = (code: string) => office.nobody.call(contract.enterCode, { body: { code } });
let hours = 0;
// What was counted in an hour is forgotten in the next.
beforeEach(() => {
  hours += 1;
  office.at(new Date(Date.parse('2026-11-11T00:00:30Z') + hours * 3_600_000).toISOString());
});

test('a typed code has sixteen digits and leads to the same link as the square', async () => {
  expect(slip.code).toMatch(/^\d{16}$/);
  expect(await enter(slip.code)).toEqual({ token: slip.token });
});

test('a typed code with a slip of the finger is told apart from a code of nobody, however often', async () => {
  const wrong = slip.code.slice(0, 15) + ((Number(slip.code[15]) + 1) % 10);
  for (let i = 0; i < 3 * FREE_TRIES; i += 1)
    expect(await enterFrom('203.0.113.5', wrong)).toMatchObject({ code: 'code_check_failed' });
  expect(await enterFrom('203.0.113.5', otherCode(1))).toMatchObject({
    status: 404,
    code: 'invitation_not_found',
  });
  expect(await enterFrom('203.0.113.5', slip.code)).toEqual({ status: 200, token: slip.token });
});

test('a typed code that is right costs nothing, however many phones stand behind one address', async () => {
  for (let i = 0; i < 50; i += 1) await enter(slip.code);
  const crowd = await Promise.all(
    Array.from({ length: 500 }, () => enterFrom('203.0.113.77', slip.code)),
  );
  expect(crowd.filter(({ token }) => token === slip.token)).toHaveLength(500);
});

test('a typed code opens at once for a citizen while two thousand guesses come from everywhere, page and plain form', async () => {
  const guesses = await Promise.all(
    Array.from({ length: 2000 }, (_, i) => enterFrom(`198.51.${i >> 8}.${i & 255}`, otherCode(i))),
  );
  expect(new Set(guesses.map(({ code }) => code))).toEqual(new Set(['invitation_not_found']));
  expect(await enterFrom('203.0.113.9', slip.code)).toEqual({ status: 200, token: slip.token });
  const browser = plainBrowser(office, { 'x-forwarded-for': '203.0.113.10' });
  const page = await browser.post('/ma-phieu', [['code', slip.code]]);
  expect(page.address).toBe(`/${slip.token}/don-gian`);
  await open();
});

test('a typed code of nobody costs the guesser work after ten an hour, also all at once, and nobody else', async () => {
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

test('a typed code is one network’s in a whole /64 of IPv6', async () => {
  for (let i = 0; i < FREE_TRIES; i += 1) await enterFrom(`2001:db8::${i}`, otherCode(i));
  expect(await enterFrom('2001:db8:0:0:9::1', otherCode(99))).toMatchObject({
    code: 'code_proof_needed',
  });
  expect(await enterFrom('2001:db8:0:1::1', slip.code)).toMatchObject({ token: slip.token });
});

test.each([
  ['2001:db8:1:2::', ['2001:0db8:0001:0002::', '2001:DB8:1:2:0:0:0:9', '[2001:db8:1:2::3]:4711']],
  ['10.7.7.7', ['::ffff:10.7.7.7', '::ffff:a07:707', '0:0:0:0:0:FFFF:0A07:0707', '10.7.7.7:4711']],
])(
  'the network of %s has no more tries for its address in another form',
  async (network, forms) => {
    for (let i = 0; i < FREE_TRIES; i += 1) await enterFrom(network, otherCode(i));
    for (const [i, form] of forms.entries())
      expect([form, await enterFrom(form, otherCode(50 + i))]).toEqual([
        form,
        expect.objectContaining({ code: 'code_proof_needed' }),
      ]);
  },
);

async function challengeFor(code: string, network: string) {
  for (let i = 0; i < FREE_TRIES; i += 1) await enterFrom(network, otherCode(i));
  const { details } = await enterFrom(network, code);
  return details as { challenge: string; bits: number; seconds: number };
}

test('a typed code opens behind a guesser’s address too: by the work that the page does', async () => {
  const { challenge, bits } = await challengeFor(slip.code, '198.51.100.20');
  const nonce = workFor(challenge, bits);
  const other = await enterFrom('198.51.100.20', otherCode(77), { challenge, nonce });
  expect(other).toMatchObject({ code: 'code_proof_needed' });
  expect(await enterFrom('198.51.100.20', slip.code, { challenge, nonce: 'zzzz' })).toMatchObject({
    code: 'code_proof_needed',
  });
  expect(await enterFrom('198.51.100.20', slip.code, { challenge, nonce })).toMatchObject({
    token: slip.token,
  });
  const again = await enterFrom('198.51.100.20', slip.code, { challenge, nonce });
  expect(again).toMatchObject({ code: 'code_proof_needed' });
  expect(again.details.challenge).not.toBe(challenge);
});

test('a typed code opens behind a guesser’s address without JavaScript: by a wait of seconds, with no word of blame', async () => {
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

test('a typed code waits behind one another: a guesser who waits instead of working makes no more of it', async () => {
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

test('a few typed codes of nobody are a mistake, many of them from anywhere stand in the journal, once an hour', async () => {
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

test('a typed code leaves no address in the database', async () => {
  for (let i = 0; i < NOTICED_WRONG_CODES; i += 1) await enterFrom('198.51.100.60', otherCode(i));
  const { tables } = await copyOf(office.deps.db);
  const rows = JSON.stringify([...tables].filter(([name]) => name !== 'agency'));
  expect(rows).toContain('codes_guessed');
  expect(rows).not.toContain('198.51.100');
});

test('a typed code of nobody by the thousand makes guessing dearer from anywhere, and a right code costs nothing', async () => {
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
