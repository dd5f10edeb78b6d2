// Truth: comments with names planted in them. The criticised agency reads none of it as written; Home Affairs
// masks and releases, and an agency of fewer than ten answers has none of its own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  codeComment,
  getCommentThemes,
  listCoding,
  listQuotes,
  proposeQuote,
  settleComment,
} from '#contract/comment-coding.ts';
import { decideComment, listComments, reviewComments } from '#contract/comments.ts';
import { listActivity } from '#contract/staff.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { AnsweredCampaign } from '../scenario-answered.ts';
import { answeredCampaign } from '../scenario-answered.ts';
import { service } from '../scenario-collecting.ts';

const RAW = 'Chị Hoa ở quầy 3 đòi thêm tiền, gọi tôi 0912 345 678';
const MASKED = 'Chị [tên] ở quầy 3 đòi thêm tiền, gọi tôi [số điện thoại]';

let office: Office;
let campaign: AnsweredCampaign;
let homeAffairs: Caller;
let clerk: Caller;
beforeAll(async () => {
  office = await openOffice();
  campaign = await answeredCampaign(office, {
    agencies: ['01981', '05443'],
    fields: ['Hộ tịch'],
    peoplePerStratum: (stratum) => (stratum.startsWith('01981') ? 12 : 9),
    answers: (_, place) =>
      service(4, place < 3 ? { comment: place === 0 ? RAW : `Tốt ${place}` } : {}),
  });
  ({ homeAffairs } = campaign);
  clerk = await office.as('agency', '01981');
});
afterAll(() => office.close());

const params = () => ({ campaignId: campaign.campaignId });
const review = async (state: 'waiting' | 'released' | 'withheld' = 'waiting') =>
  homeAffairs.call(reviewComments, { params: params(), query: { state } });
const seenByClerk = () =>
  clerk.call(listComments, { params: { ...params(), agencyCode: '01981' } });
const decide = (commentId: string, decision: 'release' | 'withhold' | 'reopen', masked?: string) =>
  homeAffairs.call(decideComment, {
    params: { ...params(), commentId },
    body: { decision, ...(masked !== undefined && { masked }) },
  });
const ownRaw = async () =>
  (await review()).comments.find(
    ({ original, agencyCode }) => original === RAW && agencyCode !== null,
  )!;

test('before anybody has read them, the agency reads nothing of what was written about it', async () => {
  expect(await seenByClerk()).toEqual({ comments: [], responses: 12, minimum: 10 });
});

test('the reader at Home Affairs has each as written, with names and numbers marked, and how many are left', async () => {
  const { comments, counts } = await review();
  expect(counts).toEqual({ waiting: 6, released: 0, withheld: 0 });
  expect(comments).toHaveLength(6);
  const raw = await ownRaw();
  expect(raw).toMatchObject({
    original: RAW,
    masked: MASKED,
    state: 'waiting',
    agencyCode: '01981',
  });
  expect(raw.suggested.map(({ from, to, kind }) => [RAW.slice(from, to), kind])).toEqual([
    ['Hoa', 'name'],
    ['0912 345 678', 'phone'],
  ]);
});

test('of an agency with nine answers the database has comments without the agency', async () => {
  const rows = await office.deps.db.selectFrom('comment').select(['agencyCode', 'text']).execute();
  const agencies = rows.map(({ agencyCode }) => agencyCode).sort();
  expect(agencies).toEqual(['01981', '01981', '01981', null, null, null]);
  const few = await office.as('agency', '05443');
  const own = { ...params(), agencyCode: '05443' };
  expect(await few.call(listComments, { params: own })).toEqual({
    comments: [],
    responses: null,
    minimum: 10,
  });
});

describe('what is released', () => {
  test('reaches the agency as it was masked, until it is taken back', async () => {
    const raw = await ownRaw();
    await decide(raw.id, 'release', MASKED);
    expect(await seenByClerk()).toMatchObject({ comments: [MASKED] });
    expect((await review()).counts).toEqual({ waiting: 5, released: 1, withheld: 0 });
    await decide(raw.id, 'reopen');
    expect(await seenByClerk()).toMatchObject({ comments: [] });
    expect((await review()).counts.waiting).toBe(6);
    await decide(raw.id, 'release', MASKED);
  });

  test('is what was masked, not what was withheld or waits', async () => {
    const [other] = (await review()).comments.filter(({ agencyCode }) => agencyCode === '01981');
    await decide(other!.id, 'withhold');
    expect(await seenByClerk()).toMatchObject({ comments: [MASKED] });
    expect((await review('withheld')).comments).toMatchObject([
      { id: other!.id, state: 'withheld' },
    ]);
  });

  test('stands in the journal with who released it and about which agency, without a word of it', async () => {
    const observer = await office.as('observer');
    const { acts } = await observer.call(listActivity, { query: { kind: 'all' } });
    const released = acts.filter(({ act }) => act === 'comment_released');
    expect(released).toHaveLength(2);
    expect(released[0]).toMatchObject({
      by: 'Người thử home_affairs',
      details: { agency: '01981' },
    });
    expect(acts.some(({ act }) => act === 'comments_read')).toBe(true);
    expect(JSON.stringify(acts)).not.toContain('quầy');
  });

  test('is never empty, and never of another round', async () => {
    const [waiting] = (await review()).comments;
    await expect(decide(waiting!.id, 'release')).rejects.toMatchObject({ code: 'comment_empty' });
    await expect(decide(campaign.campaignId, 'withhold')).rejects.toMatchObject({
      status: 404,
      code: 'comment_not_found',
    });
  });
});

test('nobody but Home Affairs reads or decides', async () => {
  for (const stranger of [clerk, await office.as('observer')]) {
    await expect(
      stranger.call(reviewComments, { params: params(), query: {} }),
    ).rejects.toMatchObject({ code: 'access_denied' });
    const raw = (await review('released')).comments[0]!;
    await expect(
      stranger.call(decideComment, {
        params: { ...params(), commentId: raw.id },
        body: { decision: 'reopen' },
      }),
    ).rejects.toMatchObject({ code: 'access_denied' });
  }
  const other = await office.as('agency', '05443');
  await expect(
    other.call(listComments, { params: { ...params(), agencyCode: '01981' } }),
  ).rejects.toMatchObject({ code: 'access_denied' });
});

describe('two coders', () => {
  const toCode = async (coder: Caller, view: 'uncoded' | 'second' | 'own' | 'differing') =>
    coder.call(listCoding, { params: params(), query: { view } });
  const code = (coder: Caller, commentId: string, theme: 'officials' | 'fees' | 'result') =>
    coder.call(codeComment, {
      params: { ...params(), commentId },
      body: { theme, tone: theme === 'result' ? 'praise' : 'complaint' },
    });

  test('put themes apart: the second does not see the first’s, a third is refused, a difference is settled', async () => {
    const second = await office.as('home_affairs');
    const { comments } = await toCode(homeAffairs, 'uncoded');
    expect(comments).toHaveLength(6);
    for (const { id } of comments) await code(homeAffairs, id, 'officials');
    const seen = await toCode(second, 'second');
    expect(seen.comments).toHaveLength(6);
    expect(seen.comments.every(({ own, codes }) => own === null && codes.length === 0)).toBe(true);
    await code(second, comments[0]!.id, 'fees');
    for (const { id } of comments.slice(1, 4)) await code(second, id, 'officials');
    await expect(
      code(await office.as('home_affairs'), comments[0]!.id, 'result'),
    ).rejects.toMatchObject({ code: 'comment_coded_twice' });
    const differing = (await toCode(second, 'differing')).comments;
    expect(differing.map(({ id }) => id)).toEqual([comments[0]!.id]);
    expect(differing[0]!.codes.map(({ theme }) => theme).sort()).toEqual(['fees', 'officials']);
    const settle = (commentId: string) =>
      second.call(settleComment, {
        params: { ...params(), commentId },
        body: { theme: 'fees', tone: 'complaint' },
      });
    await expect(settle(comments[1]!.id)).rejects.toMatchObject({ code: 'comment_codes_agree' });
    await settle(comments[0]!.id);
    expect((await toCode(second, 'differing')).counts.differing).toBe(0);
  });

  test('of six comments about two themes no few are named, by theme or by agency', async () => {
    const observer = await office.as('observer');
    const themes = await observer.call(getCommentThemes, { params: params() });
    expect(themes).toMatchObject({ coded: 6, twice: 4, agencies: [] });
    // Five of one theme and one of another: the one is not told, and five of six would tell it.
    expect(themes.themes).toEqual(['few']);
    expect(themes.agreement?.theme.observed).toBe(0.75);
    // Four alike but one: chance alone would give as much, so kappa is nought.
    expect(themes.agreement?.theme.kappa).toBeCloseTo(0, 12);
    await expect(clerk.call(getCommentThemes, { params: params() })).rejects.toMatchObject({
      code: 'access_denied',
    });
  });
});

test('a comment is quoted only as masked and released, and when a second person has approved it', async () => {
  const released = (await review('released')).comments[0]!;
  const waiting = (await review()).comments[0]!;
  const second = await office.as('home_affairs');
  const quote = (caller: Caller, commentId: string, decision: 'propose' | 'approve') =>
    caller.call(proposeQuote, { params: { ...params(), commentId }, body: { decision } });
  await expect(quote(homeAffairs, waiting.id, 'propose')).rejects.toMatchObject({
    code: 'quote_not_released',
  });
  await quote(homeAffairs, released.id, 'propose');
  await expect(quote(homeAffairs, released.id, 'approve')).rejects.toMatchObject({
    code: 'quote_needs_another',
  });
  await quote(second, released.id, 'approve');
  const quotes = async () =>
    (await office.nobody.call(listQuotes, { params: params() })).quotes.map(({ text }) => text);
  // Nothing before the results are published.
  expect(await quotes()).toEqual([]);
  await office.deps.db
    .insertInto('publication')
    .values({
      ...params(),
      results: '{}',
      sha256: '0'.repeat(64),
      publishedAt: office.deps.now(),
      publishedBy: homeAffairs.staffId!,
    })
    .execute();
  expect(await quotes()).toEqual([MASKED]);
  expect((await review('released')).comments[0]).toMatchObject({ quote: 'approved' });
  // What is taken back to be read again is quoted no more.
  await decide(released.id, 'reopen');
  await decide(released.id, 'release', MASKED);
  expect((await review('released')).comments[0]).toMatchObject({ quote: null });
});

test('a decision pressed several times at the same moment is one decision, and one act of the journal', async () => {
  const { comments } = await review();
  const { id } = comments[0]!;
  const decisions = async () => {
    const { acts } = await homeAffairs.call(listActivity, { query: { kind: 'acts' } });
    return acts.filter(({ act }) => act.startsWith('comment_')).length;
  };
  const before = await decisions();
  for (const pressed of [
    () => decide(id, 'release', 'Tốt'),
    () => decide(id, 'reopen'),
    () => decide(id, 'withhold'),
  ])
    await Promise.all([pressed(), pressed(), pressed(), pressed()]);
  expect((await decisions()) - before).toBe(3);
  await Promise.all([decide(id, 'release', 'Tốt'), decide(id, 'withhold'), decide(id, 'reopen')]);
});
