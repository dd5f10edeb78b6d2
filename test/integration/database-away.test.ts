/**
 * Truth: RFC 9110 §15.6.4: 503 is for what is so for now, with Retry-After. A database that is restarted is no fault of
 * the page's: what a person had sent waits, and goes when it is there again.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getOverview } from '#contract/campaigns.ts';
import plain from '../../client/locales/plain.vi.json' with { type: 'json' };
import { takeAway } from '../database-away.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign } from '../scenario-collecting.ts';

let office: Office;
let campaign: CollectingCampaign;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office);
});
afterAll(() => office?.close());

test('while the database is away everybody is asked to come again, and afterwards nothing is lost', async () => {
  const { nobody, deps } = office;
  const { homeAffairs, campaignId, invitations } = campaign;
  const { token } = invitations[0]!;
  const overview = { params: { campaignId } };
  const before = await homeAffairs.call(getOverview, overview);
  const giveBack = await takeAway(deps.db);
  const submissionId = randomUUID();
  const sent = () => answer(office, token, undefined, {}, submissionId);
  await expect(sent()).rejects.toMatchObject({ status: 503, code: 'database_away' });
  const asked = [
    await nobody.send('POST', '/api/invitation', { token }),
    await homeAffairs.send('GET', `/api/campaigns/${campaignId}/overview`),
    await homeAffairs.send('POST', `/api/campaigns/${campaignId}/close`),
  ];
  const page = await office.app.inject({
    method: 'GET',
    url: `/${token}/don-gian`,
    headers: { accept: 'text/html' },
  });
  await giveBack();
  for (const reply of asked) expect([reply.statusCode, reply.body]).toEqual([503, AWAY]);
  for (const { headers } of [...asked, page]) expect(headers['retry-after']).toBe('10');
  expect(page.statusCode).toBe(503);
  expect(page.body).toContain(plain.internal);
  expect(await homeAffairs.call(getOverview, overview)).toEqual(before);
  expect(await sent()).toEqual(await sent());
});

const AWAY = JSON.stringify({ code: 'database_away', details: {} });
