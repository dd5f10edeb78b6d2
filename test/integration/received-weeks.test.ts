/**
 * Truth: arithmetic written out. Of 210 answers 3 came in the first week, 147 in the second and 60 in the third: the first
 * is put together with the second (150 of 210, 71 %), and half had come by the end of the second. docs/results.md §2, pictures.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { getReceivedWeeks } from '#contract/fieldwork.ts';
import { getPublished, getPublishedPicture } from '#contract/published.ts';
import { publishResults } from '#contract/results.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { leaning, seeded } from '../scenario-answered.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign } from '../scenario-collecting.ts';

const WEEKS = [
  { at: '2026-11-13T03:00:00Z', answers: 3 },
  { at: '2026-11-18T03:00:00Z', answers: 147 },
  { at: '2026-11-25T03:00:00Z', answers: 60 },
];

let office: Office;
let campaign: CollectingCampaign;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { peoplePerStratum: 45 });
  const random = seeded(1);
  // Strata in turn, so that each has answers.
  const waiting = campaign.invitations.toSorted(
    (a, b) => (campaign.invitations.indexOf(a) % 45) - (campaign.invitations.indexOf(b) % 45),
  );
  for (const { at, answers } of WEEKS) {
    office.at(at);
    for (const { token } of waiting.splice(0, answers))
      await answer(office, token, leaning(random, 0.8));
  }
});
afterAll(() => office.close());

const params = () => ({ campaignId: campaign.campaignId });

test('the board has the answers by week, few with the next; no agency may ask', async () => {
  const observer = await office.as('observer');
  expect(await observer.call(getReceivedWeeks, { params: params() })).toEqual({
    invited: 270,
    weeks: [
      { from: '2026-11-09', to: '2026-11-22', received: 150, whole: 150 },
      { from: '2026-11-23', to: '2026-11-29', received: 60, whole: 210 },
    ],
  });
  const clerk = await office.as('agency', '01981');
  await expect(clerk.call(getReceivedWeeks, { params: params() })).rejects.toMatchObject({
    code: 'access_denied',
  });
});

test('the publication has shares of the whole, its picture says when half had come', async () => {
  office.at(AFTER_GRACE);
  await campaign.homeAffairs.call(closeCampaign, { params: params() });
  const body = { confirm: 'CÔNG BỐ' } as const;
  await campaign.homeAffairs.call(publishResults, { params: params(), body });
  const { results } = await office.nobody.call(getPublished, { params: params() });
  expect(results.counts.weeks).toEqual([
    { from: '2026-11-09', to: '2026-11-22', share: 0.71 },
    { from: '2026-11-23', to: '2026-12-20', share: 1 },
  ]);
  const { picture } = await office.nobody.call(getPublishedPicture, {
    params: { ...params(), language: 'vi', picture: 'response_weeks' },
  });
  expect(picture?.title).toBe('Một nửa số phiếu đã về đến hết ngày 22/11/2026');
  expect(picture?.table.rows).toEqual([
    ['09/11/2026 – 22/11/2026', '71%'],
    ['23/11/2026 – 20/12/2026', '100%'],
  ]);
});
