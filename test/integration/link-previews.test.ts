/**
 * Truth: T16 of peers.md: chat apps draw previews of a link, mail gateways scan it, some run its scripts.
 * None of them may open, start or spend an invitation: only a person's press does.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInvitation } from '#contract/opening.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign } from '../scenario-collecting.ts';

let office: Office;
let campaign: CollectingCampaign;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { agencies: ['01981'], peoplePerStratum: 2 });
});
afterAll(() => office.close());

const READERS = ['ZaloPreview/1.0', 'facebookexternalhit/1.1', 'Mozilla/5.0 BarracudaSentinel'];

const stored = async () => ({
  invitation: await office.deps.db
    .selectFrom('invitation')
    .selectAll()
    .where('campaignId', '=', campaign.campaignId)
    .orderBy('id')
    .execute(),
  drafts: await office.deps.db.selectFrom('draft').selectAll().execute(),
  ballots: await office.deps.db.selectFrom('ballot').select('id').execute(),
});

test('T16: previews that fetch a link, and scanners that run it, spend nothing', async () => {
  const { token } = campaign.invitations[0]!;
  const before = await stored();
  for (const reader of READERS) {
    for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
      for (const path of [`/${token}`, `/${token}?fbclid=1`, `/${token.toLowerCase()}`]) {
        const headers = { 'user-agent': reader, purpose: 'prefetch' };
        const reply = await office.app.inject({ method, url: path, headers });
        expect(reply.statusCode).toBeLessThan(500);
        if (method === 'GET') expect(reply.statusCode).toBe(200);
      }
    }
    // What the page's script asks by itself, before anybody presses anything.
    await office.nobody.call(openInvitation, { body: { token } });
    await office.nobody.send('POST', '/api/draft', { token, name: '0'.repeat(32) });
  }
  expect(await stored()).toEqual(before);
  expect(await answer(office, token)).toMatchObject({ code: expect.stringMatching(/^.{8}$/) });
  const after = await stored();
  expect(after).not.toEqual(before);
  for (const method of ['GET', 'HEAD'] as const)
    await office.app.inject({ method, url: `/${token}` });
  expect(await stored()).toEqual(after);
});
