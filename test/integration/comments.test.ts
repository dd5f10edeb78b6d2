// Truth: comments with names planted in them. The criticised agency reads none of it as written; Home Affairs
// masks and releases, and an agency of fewer than ten answers has none of its own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
