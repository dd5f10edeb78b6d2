// Truth: docs/trust.md, “What outlives the count”: the key of a counted round is destroyed; a disk that fails for a moment only puts it off.
import { access, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign, service } from '../scenario-collecting.ts';

let office: Office;
let round: CollectingCampaign;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  office = await openOffice();
  await office.app.listen({ port: 0, host: '127.0.0.1' });
  round = await collectingCampaign(office);
});
afterAll(async () => {
  await office.close();
  vi.useRealTimers();
});

test('a key that could not be destroyed when its round was closed is destroyed without a restart', async () => {
  const { campaignId, homeAffairs, invitations } = round;
  await answer(office, invitations[0]!.token, service(4));
  office.at(AFTER_GRACE);
  const key = join(office.deps.config.dataDir, 'rounds', `ballot-${campaignId}.wrapped`);
  await rename(key, `${key}.away`);
  await symlink(key, key);
  const closing = homeAffairs.call(closeCampaign, { params: { campaignId } });
  await expect(closing).rejects.toMatchObject({ status: 500 });
  await rm(key);
  await rename(`${key}.away`, key);
  await expect
    .poll(
      async () => {
        await vi.advanceTimersByTimeAsync(60_000);
        return access(key).then(
          () => 'there',
          () => 'gone',
        );
      },
      { timeout: 20_000 },
    )
    .toBe('gone');
  const ended = () =>
    office.deps.db
      .selectFrom('activity')
      .select(['act', 'details'])
      .where('campaignId', '=', campaignId)
      .where('act', 'in', ['round_key_destroyed', 'box_cleared'])
      .orderBy('id')
      .execute();
  await expect
    .poll(async () => (await ended()).map(({ act }) => act))
    .toEqual(['round_key_destroyed', 'box_cleared']);
});
