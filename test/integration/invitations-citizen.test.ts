// Truth: T15, T16 of peers.md (scanners, in-app browsers), and the pages that end the way in ux.md §4.3.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getProgress } from '#contract/fieldwork.ts';
import * as contract from '#contract/invitations.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { listActivity } from '#contract/staff.ts';
import { NOTICED_WRONG_CODES, WRONG_CODES_AN_HOUR } from '../../server/invitations/enter-code.ts';
import { checkDigit } from '../../server/invitations/verhoeff.ts';
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
  await office.deps.db.deleteFrom('codeAttempt').execute();
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
    const said = JSON.stringify(opening);
    for (const secret of [
      person?.fullName,
      person?.personId,
      person?.unitId,
      slip.id,
      '0912345678',
    ])
      expect(said).not.toContain(secret ?? 'missing');
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
    const clerk = await office.as('unit', slip.unitCode);
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

  test('that has been answered shows its own receipt', async () => {
    await office.deps.db
      .updateTable('invitation')
      .set({
        state: 'received',
        submissionDigest: 'f'.repeat(64),
        receiptCode: 'ACDEFGHJ',
        receivedWeek: '2026-11-09',
      })
      .where('id', '=', slip.id)
      .execute();
    await expect(open()).rejects.toMatchObject({
      code: 'invitation_already_received',
      details: { receipt: 'ACDEFGHJ', week: '2026-11-09' },
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

test('who does not take part is asked no more, and may press twice', async () => {
  const decline = (reason: 'declined' | 'wrong_person') =>
    office.nobody.call(contract.declineInvitation, { body: { token: slip.token, reason } });
  await decline('declined');
  await decline('declined');
  expect(await stored()).toMatchObject({ state: 'declined' });
  await expect(decline('wrong_person')).rejects.toMatchObject({ code: 'invitation_declined' });
  await expect(open()).rejects.toMatchObject({ status: 410, code: 'invitation_declined' });
});

describe('a typed slip code', () => {
  const enter = (code: string) => office.nobody.call(contract.enterCode, { body: { code } });
  const otherCode = (n: number) => {
    const digits = String(n).padStart(11, '0');
    return digits + checkDigit(digits);
  };

  test('leads to the same link as the square', async () => {
    expect(await enter(slip.code)).toEqual({ token: slip.token });
  });

  test('with a slip of the finger is told apart from a code of nobody, and costs nothing', async () => {
    const wrong = slip.code.slice(0, 11) + ((Number(slip.code[11]) + 1) % 10);
    await expect(enter(wrong)).rejects.toMatchObject({ status: 400, code: 'code_check_failed' });
    await expect(enter(otherCode(1))).rejects.toMatchObject({
      status: 404,
      code: 'invitation_not_found',
    });
    const { failures } = await office.deps.db
      .selectFrom('codeAttempt')
      .select('failures')
      .executeTakeFirstOrThrow();
    expect(failures).toBe(1);
  });

  test('right codes never brake, however many phones stand behind one address', async () => {
    for (let i = 0; i < WRONG_CODES_AN_HOUR + 10; i += 1) await enter(slip.code);
  });

  const noticed = async () => {
    const { acts } = await campaign.homeAffairs.call(listActivity, {});
    return acts.filter(({ act }) => act === 'codes_guessed').length;
  };

  test('a few codes of nobody are a mistake, many of them stand in the journal, once an hour', async () => {
    const before = await noticed();
    for (let i = 1; i < NOTICED_WRONG_CODES; i += 1) await enter(otherCode(i)).catch(() => null);
    expect(await noticed()).toBe(before);
    for (let i = 0; i < 5; i += 1) await enter(otherCode(i)).catch(() => null);
    expect(await noticed()).toBe(before + 1);
    const { campaignId, homeAffairs } = campaign;
    const { guessedAt } = await homeAffairs.call(getProgress, { params: { campaignId } });
    expect(guessedAt).toMatch(/^2026-11-10T/);
    office.at('2026-11-10T03:18:30Z');
    for (let i = 0; i < NOTICED_WRONG_CODES; i += 1) await enter(otherCode(i)).catch(() => null);
    expect(await noticed()).toBe(before + 2);
  });

  test('guessing is braked for everyone, also all at once, and links go on working', async () => {
    const before = await noticed();
    const guesses = await Promise.allSettled(
      Array.from({ length: WRONG_CODES_AN_HOUR + 50 }, (_, i) => enter(otherCode(i))),
    );
    const refusals = guesses.map((guess) => (guess.status === 'rejected' ? guess.reason.code : ''));
    expect(refusals.filter((code) => code === 'invitation_not_found')).toHaveLength(
      WRONG_CODES_AN_HOUR,
    );
    expect(refusals.filter((code) => code === 'too_many_attempts')).toHaveLength(50);
    expect(await noticed()).toBe(before + 1);
    office.at('2026-11-10T02:18:30Z');
    await expect(enter(slip.code)).rejects.toMatchObject({
      status: 429,
      code: 'too_many_attempts',
      details: { minutes: 42 },
    });
    await open();
    office.at('2026-11-10T03:00:00Z');
    expect(await enter(slip.code)).toEqual({ token: slip.token });
  });
});
