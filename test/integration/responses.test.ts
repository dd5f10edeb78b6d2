/**
 * Truth: the promises to the citizen (no response lost, none stored twice, opening and repeating cost
 * nothing, staff never answer), and T2, T4, T10, T11 and T13 of what broke in other offline forms.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { draftName, sealDraft } from '#contract/draft-seal.ts';
import { keepDraft } from '#contract/drafts.ts';
import { enterCode, openInvitation } from '#contract/opening.ts';
import { checkReceipt, submitResponse } from '#contract/responses.ts';
import type { RefusedCall } from '../office.ts';
import { openOffice } from '../office.ts';
import {
  AFTER_GRACE,
  answer,
  collectingCampaign,
  OPEN_DAY,
  service,
  submission,
} from '../scenario-collecting.ts';
import { refusalOf, unusedSlips } from '../scenario-unused-slips.ts';

const { office, campaign, nextSlip } = await unusedSlips();
const ballots = async () =>
  (await office.deps.db.selectFrom('ballot').selectAll().execute()).length;
const invitation = (id: string) =>
  office.deps.db
    .selectFrom('invitation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

describe('one response for each invitation', () => {
  test('a response is received, and its receipt names the Monday of the week', async () => {
    const { id, token } = nextSlip();
    const receipt = await answer(office, token);
    expect(receipt.code).toMatch(/^[ACDEFGHJKMNPQRTVWXY34679]{8}$/);
    expect(receipt.week).toBe('2026-11-16');
    expect(await invitation(id)).toMatchObject({ state: 'received', receiptCode: receipt.code });
  });

  test('a repeat of the same response gets the same receipt and adds nothing', async () => {
    const { token } = nextSlip();
    const submissionId = randomUUID();
    const first = await answer(office, token, service(5), {}, submissionId);
    const before = await ballots();
    office.at('2026-11-25T03:00:00Z');
    expect(await answer(office, token, service(5), {}, submissionId)).toEqual(first);
    office.at(OPEN_DAY);
    expect(await ballots()).toBe(before);
  });

  test('a repeat is the same whatever the order of its answers and the form of its marks', async () => {
    const { token } = nextSlip();
    const submissionId = randomUUID();
    const comment = 'Cán bộ nhiệt tình, chỗ để xe hơi chật';
    const sent = service(3, { comment: comment.normalize('NFC') });
    const first = await answer(office, token, sent, {}, submissionId);
    const turned = Object.fromEntries(
      Object.entries({ ...sent, comment: comment.normalize('NFD') }).reverse(),
    );
    expect(await answer(office, token, turned, {}, submissionId)).toEqual(first);
  });

  test('another response to a spent invitation is refused; who has its number is told the receipt, others nothing', async () => {
    const { token } = nextSlip();
    const submissionId = randomUUID();
    const receipt = await answer(office, token, service(2), {}, submissionId);
    const own = await refusalOf(answer(office, token, service(5), {}, submissionId));
    expect(own.code).toBe('response_already_received');
    expect(own.details).toMatchObject({ receipt: receipt.code, week: receipt.week });
    const foreign = await refusalOf(answer(office, token, service(2)));
    expect([foreign.code, Object.keys(foreign.details)]).toEqual(['invitation_used', ['hotline']]);
  });

  test('of two devices at the same moment exactly one is received', async () => {
    const { token } = nextSlip();
    const before = await ballots();
    const outcomes = await Promise.allSettled([
      answer(office, token, service(1)),
      answer(office, token, service(5)),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'invitation_used' });
    expect(await ballots()).toBe(before + 1);
  });

  test('fifty repeats at once are one ballot and fifty equal receipts', async () => {
    const { token } = nextSlip();
    const submissionId = randomUUID();
    const before = await ballots();
    const receipts = await Promise.all(
      Array.from({ length: 50 }, () => answer(office, token, service(4), {}, submissionId)),
    );
    expect(new Set(receipts.map((receipt) => receipt.code)).size).toBe(1);
    expect(await ballots()).toBe(before + 1);
  });
});

test('the draft on the server goes in the moment that the response is received', async () => {
  const { token } = nextSlip();
  const drafts = () => office.deps.db.selectFrom('draft').selectAll().execute();
  const sealed = await sealDraft(token, { answers: { '9.24': { value: 4, at: 1 } } });
  const name = await draftName(token);
  await office.nobody.call(keepDraft, { body: { token, name, base: 0, sealed } });
  expect(await drafts()).toHaveLength(1);
  await refusalOf(answer(office, token, {}, { draft: name }));
  expect(await drafts()).toHaveLength(1);
  await answer(office, token, undefined, { draft: name });
  expect(await drafts()).toHaveLength(0);
});

describe('refusals', () => {
  test('an unknown link', async () => {
    const refused = await refusalOf(answer(office, 'A'.repeat(16)));
    expect([refused.status, refused.code]).toEqual([404, 'invitation_not_found']);
  });

  test('a browser in which a staff account is signed in', async () => {
    const { id, token } = nextSlip();
    const staff = await office.as('agency', campaign.strata[0]!.agencyCode);
    const refused = await refusalOf(
      staff.call(submitResponse, {
        params: { submissionId: randomUUID() },
        body: submission(token, service(5)),
      }),
    );
    expect([refused.status, refused.code]).toEqual([403, 'staff_session_present']);
    expect((await invitation(id)).state).toBe('issued');
  });

  test('a replaced and a declined invitation', async () => {
    for (const [state, code] of [
      ['replaced', 'invitation_replaced'],
      ['declined', 'invitation_used'],
      ['wrong_person', 'invitation_used'],
    ] as const) {
      const { id, token } = nextSlip();
      await office.deps.db.updateTable('invitation').set({ state }).where('id', '=', id).execute();
      expect((await refusalOf(answer(office, token))).code).toBe(code);
    }
  });

  test('answers that do not fit name their questions, and nothing of what is no question', async () => {
    const { id, token } = nextSlip();
    const words = { 'a.ethnicity': [1], 'a.ethnicity.text': 'Tày' };
    const wrong = service(4, { '9.24': 6, '9.25': 'tốt', '9.1': 4, ...words, xyz: 1 });
    const refused = await refusalOf(answer(office, token, wrong));
    expect(refused.code).toBe('answers_invalid');
    expect((refused.details.questions as string[]).toSorted()).toEqual([
      '9.24',
      '9.25',
      'a.ethnicity',
    ]);
    expect((await invitation(id)).state).toBe('issued');
  });

  test('a comment longer than the form allows, and one that is as long as it may be', async () => {
    const { token } = nextSlip();
    const refused = await refusalOf(answer(office, token, { comment: 'ệ'.repeat(1001) }));
    expect(refused.details.questions).toEqual(['comment']);
    await answer(office, token, { comment: 'ệ'.repeat(1000) });
  });

  test('a response without a single answer', async () => {
    const { token } = nextSlip();
    const empty = { '9.24': null, comment: '  \u0000' };
    expect((await refusalOf(answer(office, token, empty))).code).toBe('answers_empty');
    expect((await refusalOf(answer(office, token, {}))).code).toBe('answers_empty');
  });

  test('an older version of the form', async () => {
    const { token } = nextSlip();
    const refused = await refusalOf(
      answer(office, token, service(4), { questionnaireVersion: 'sipas-2022' }),
    );
    expect(refused.code).toBe('questionnaire_outdated');
  });
});

describe('the window, by the server’s clock in Vietnam', () => {
  const outcomeAt = async (moment: string, openedOn: string | null) => {
    const { id, token } = nextSlip();
    await office.deps.db.updateTable('invitation').set({ openedOn }).where('id', '=', id).execute();
    office.at(moment);
    return answer(office, token)
      .then(
        () => 'received',
        (refused: RefusedCall) => refused.code,
      )
      .finally(() => office.at(OPEN_DAY));
  };

  test('opens at midnight of its first day', async () => {
    expect(await outcomeAt('2026-11-09T16:59:59Z', null)).toBe('campaign_not_open');
    expect(await outcomeAt('2026-11-09T17:00:00Z', null)).toBe('received');
  });

  test('closes after its last day, but not for what was opened in time', async () => {
    expect(await outcomeAt('2026-12-15T16:59:59Z', null)).toBe('received');
    expect(await outcomeAt('2026-12-15T17:00:00Z', null)).toBe('campaign_closed');
    expect(await outcomeAt('2026-12-15T17:00:00Z', '2026-12-16')).toBe('campaign_closed');
    expect(await outcomeAt('2026-12-18T16:59:59Z', '2026-12-15')).toBe('received');
    expect(await outcomeAt('2026-12-18T17:00:00Z', '2026-12-15')).toBe('campaign_closed');
  });
});

describe('a phone that opened in time and found no network since', () => {
  const opened = async () => {
    const { token, id } = nextSlip();
    const { mark } = await office.nobody.call(openInvitation, { body: { token } });
    return { token, id, mark };
  };
  const sent = (moment: string, token: string, mark: string) => {
    office.at(moment);
    return answer(office, token, service(4), { mark })
      .then(
        () => 'received',
        (refused: RefusedCall) => refused.code,
      )
      .finally(() => office.at(OPEN_DAY));
  };

  test('is heard until the end of the days of grace, by the server’s own word and no other', async () => {
    const [first, other] = [await opened(), await opened()];
    expect((await invitation(first.id)).openedOn).toBeNull();
    const grace = '2026-12-18T16:59:59Z';
    const forged = first.mark.replace('2026-11-17', '2026-11-18');
    for (const mark of [other.mark, forged, `${first.mark} `, '2026-11-17', 'x'])
      expect(await sent(grace, first.token, mark)).toBe('campaign_closed');
    expect(await sent('2026-12-18T17:00:00Z', first.token, first.mark)).toBe('campaign_closed');
    expect(await sent(grace, first.token, first.mark)).toBe('received');
  });

  test('and opened on the first day of grace is too late', async () => {
    const { token, id } = nextSlip();
    const openedOn = (day: string | null) =>
      office.deps.db
        .updateTable('invitation')
        .set({ openedOn: day })
        .where('id', '=', id)
        .execute();
    await openedOn('2026-12-15');
    office.at('2026-12-16T03:00:00Z');
    const { mark } = await office.nobody.call(openInvitation, { body: { token } });
    await openedOn(null);
    expect(await sent('2026-12-16T04:00:00Z', token, mark)).toBe('campaign_closed');
  });
});

describe('the receipt', () => {
  test('is counted only once the ballots are, and says nothing before', async () => {
    const other = await openOffice();
    const round = await collectingCampaign(other, { agencies: ['01981'], peoplePerStratum: 3 });
    const receipts = [];
    for (const { token } of round.invitations.slice(0, 4))
      receipts.push(await answer(other, token));
    const check = (code: string) => other.nobody.call(checkReceipt, { body: { code } });
    const { code } = receipts[0]!;
    expect(await check(code)).toEqual({ isCounted: false, received: 0 });
    other.at(AFTER_GRACE);
    await round.homeAffairs.call(closeCampaign, { params: { campaignId: round.campaignId } });
    const written = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
    expect(await check(written)).toEqual({ isCounted: true, received: 4 });
    expect(await check('AAAAAAAA')).toEqual({ isCounted: false, received: 0 });
    await other.close();
  });
});

test('what phones ask again and again is planned once, also where each asks alone', async () => {
  for (let nth = 0; nth < PLANS_FOR_A_VALUE + 3; nth += 1) {
    const { token, code } = nextSlip();
    await office.nobody.call(openInvitation, { body: { token } });
    await office.nobody.call(enterCode, { body: { code } });
    await answer(office, token);
  }
  const { rows } = await sql<{ statement: string; planned: number }>`
    select statement, custom_plans::int as planned from pg_prepared_statements
    where generic_plans + custom_plans > ${PLANS_FOR_A_VALUE}`.execute(office.deps.db);
  expect(rows.length).toBeGreaterThanOrEqual(4);
  expect(rows.filter(({ planned }) => planned > PLANS_FOR_A_VALUE)).toEqual([]);
});

/** Then PostgreSQL compares them with a plan for any value (plan_cache_mode). */
const PLANS_FOR_A_VALUE = 5;
