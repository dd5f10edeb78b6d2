// Truth: peers.md T14: guesses are counted once for all server processes, and slips that are out stay good.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as contract from '#contract/opening.ts';
import { EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import { listActivity } from '#contract/staff.ts';
import { workFor } from '../../client/slip-code/code-work.ts';
import { slipCodeHash } from '../../server/db/slip-code-hash.ts';
import { WRONG_EARLIER_CODES_AN_HOUR } from '../../server/invitations/earlier-codes.ts';
import { FREE_TRIES } from '../../server/invitations/guess-cost.ts';
import { NOTICED_WRONG_CODES } from '../../server/invitations/guesses-noticed.ts';
import { slipCodeOf } from '../../server/invitations/secret-code.ts';
import { SharedTries } from '../../server/invitations/shared-tries.ts';
import { connectBeside } from '../database.ts';
import type { Office } from '../office.ts';
import { officeOn, openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import { enterCodeFrom, otherCode } from '../scenario-codes.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

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

const noticed = async () => {
  const { acts } = await campaign.homeAffairs.call(listActivity, { query: {} });
  return acts.filter(({ act }) => act === 'codes_guessed').length;
};

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

test('a code of nobody gives a network no more tries through two server processes than through one, one by one or all at once', async () => {
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

test('a code of nobody that is looked up while the other process uses up the last try is no try more', async () => {
  const [slow, quick] = [office, neighbour].map(({ deps }) => new SharedTries(deps));
  const begun = Promise.withResolvers<void>();
  const lookedUp = Promise.withResolvers<undefined>();
  const most = async () => FREE_TRIES;
  const held = slow!.spend('192.0.2.13', most, () => {
    begun.resolve();
    return lookedUp.promise;
  });
  await begun.promise;
  for (let n = 0; n < FREE_TRIES; n += 1)
    expect(await quick!.spend('192.0.2.13', most, async () => undefined)).not.toBe('spent');
  lookedUp.resolve(undefined);
  expect(await held).toBe('spent');
});

test('a code of nobody waits behind those who wait at the other process, and work pays for one try alone', async () => {
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

test('a code of nobody from many networks stands in the journal once, through either process, and a right one leaves no row', async () => {
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

describe('a typed code on a slip that was printed before codes had sixteen digits', () => {
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
    const other = slipOf(1);
    expect(await enterFrom('203.0.113.21', other.code)).toMatchObject({ token: other.token });
    await open();
  });
});
