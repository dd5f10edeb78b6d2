/** Truth: what the journal must say of a key's end: that both copies are destroyed, or that one may be left. */
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import type { Db } from '../../server/db/database.ts';
import { keysLeftInMirror } from '../../server/db/round-key-end.ts';
import { freshDatabase } from '../database.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign } from '../scenario-collecting.ts';

let folder = '';
let [dataDir, mirror] = ['', ''];
let db: Db;
let office: Office;
let round: CollectingCampaign;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-mirror-'));
  [dataDir, mirror] = [join(folder, 'data'), join(folder, 'second-disk')];
  db = await freshDatabase();
  office = await officeOn(db, dataDir, { roundKeysMirror: mirror });
  round = await collectingCampaign(office);
  await answer(office, round.invitations[0]!.token);
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const wrapped = () => `ballot-${round.campaignId}.wrapped`;
const journal = async () =>
  (
    await db
      .selectFrom('activity')
      .select('details')
      .where('act', '=', 'round_key_destroyed')
      .orderBy('id')
      .execute()
  ).map(({ details }) => details);
const AWAY = { keyUse: 'ballot', mirror: 'unreachable' };
const GONE = { keyUse: 'ballot', mirror: 'destroyed' };

/** On the same database and folders. */
async function restart(): Promise<void> {
  const again = await officeOn(db, dataDir, { roundKeysMirror: mirror });
  await again.app.ready();
  await again.app.close();
}

test('the key lies in both folders from the beginning', async () => {
  expect(await readdir(join(dataDir, 'rounds'))).toContain(wrapped());
  expect(await readdir(mirror)).toContain(wrapped());
});

test('a mirror that cannot be reached at the count stops nothing and stands in the journal', async () => {
  await rename(mirror, `${mirror}-unplugged`);
  office.at(AFTER_GRACE);
  await round.homeAffairs.call(closeCampaign, { params: { campaignId: round.campaignId } });
  expect(await readdir(join(dataDir, 'rounds'))).not.toContain(wrapped());
  expect(await journal()).toEqual([AWAY]);
  expect(await keysLeftInMirror(db)).toBe(1);
  await restart();
  expect(await journal()).toEqual([AWAY]);
});

test('the first start that reaches it destroys the copy and says so, once', async () => {
  await rm(mirror, { recursive: true, force: true });
  await rename(`${mirror}-unplugged`, mirror);
  expect(await readdir(mirror)).toContain(wrapped());
  await restart();
  expect(await readdir(mirror)).not.toContain(wrapped());
  expect(await journal()).toEqual([AWAY, GONE]);
  expect(await keysLeftInMirror(db)).toBe(0);
  await restart();
  expect(await journal()).toEqual([AWAY, GONE]);
});

test('a key that came back from somewhere is destroyed again, and the journal says that too', async () => {
  await office.deps.secrets.makeBallotKey(round.campaignId);
  await restart();
  expect(await readdir(mirror)).not.toContain(wrapped());
  expect(await journal()).toEqual([AWAY, GONE, GONE]);
});
