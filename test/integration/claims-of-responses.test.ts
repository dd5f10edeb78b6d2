// Truth: the lists of languages, pages, devices, screens and doors that the platform itself has. Whatever a stranger
// claims of a response, staff read no word that is not in them.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { getParadata } from '#contract/fieldwork.ts';
import type { Submission } from '#contract/responses.ts';
import { packsOf } from '../../server/app.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import { freshDatabase } from '../database.ts';
import { MADE_UP, madeUpPack, putPack } from '../language-pack.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import {
  AFTER_GRACE,
  answer,
  collectingCampaign,
  service,
  submission,
} from '../scenario-collecting.ts';

let office: Office;
let dataDir = '';
let campaign: CollectingCampaign;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-claims-'));
  const { original } = await packsOf({ dataDir } as Parameters<typeof packsOf>[0]);
  await putPack(dataDir, madeUpPack(original));
  office = await officeOn(await freshDatabase(), dataDir);
  campaign = await collectingCampaign(office, {
    agencies: ['01981'],
    fields: ['Hộ tịch'],
    peoplePerStratum: 60,
  });
});
afterAll(async () => {
  await office.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const CLAIMS: readonly Partial<Submission>[] = [
  { language: 'vi' },
  { language: 'en' },
  { language: MADE_UP.language },
  { language: 'xx' },
  { language: 'tyz-Ban-Bo-Vo-Dung' },
  { paradata: { page: 'scripts', seconds: { 'Chủ tịch xã': 3 }, changes: 1 } },
  { paradata: { page: 'Chủ tịch xã', device: 'máy của lãnh đạo' } as never },
];

test('the mode is the door: what a request claims of it is worth nothing', async () => {
  const { db, secrets } = office.deps;
  const claimed = ['interview', 'counter', 'paper', 'lãnh đạo'];
  for (const [i, mode] of claimed.entries()) {
    const body = { ...submission(campaign.invitations[i]!.token, service(4)), mode };
    const reply = await office.nobody.send('PUT', `/api/responses/${randomUUID()}`, body);
    expect(reply.statusCode).toBe(200);
  }
  const key = await secrets.ballotKey(campaign.campaignId);
  const ballots = await db.selectFrom('ballot').selectAll().execute();
  const modes = ballots.map(
    ({ id, sealed }) => openBallot(key, campaign.campaignId, id, sealed).mode,
  );
  expect(modes).toEqual(claimed.map(() => 'self'));
  const { rows } = await sql<{ door: string }>`
    select distinct door from invitation where state = 'received'`.execute(db);
  expect(rows).toEqual([{ door: 'self' }]);
});

test('staff read in the totals only words that the platform has', async () => {
  // Six of each: what fewer than five people have is published of nobody.
  const claims = Array.from({ length: 6 }, () => CLAIMS).flat();
  for (const [place, claim] of claims.entries())
    await answer(office, campaign.invitations[place + 4]!.token, service(4), claim);
  office.at(AFTER_GRACE);
  const params = { campaignId: campaign.campaignId };
  await campaign.homeAffairs.call(closeCampaign, { params });
  const { totals } = await campaign.homeAffairs.call(getParadata, { params });
  const totalsOf = (family: string) =>
    Object.fromEntries(
      totals
        .filter(({ agencyCode, measure }) => agencyCode === null && measure.startsWith(family))
        .map(({ measure, total }) => [measure.slice(family.length), total]),
    );
  expect(totalsOf('language.')).toEqual({ vi: 22, en: 6, qaa: 6, other: 12 });
  expect(totalsOf('mode.')).toEqual({ self: 46 });
  expect(JSON.stringify(totals)).not.toMatch(/Chủ tịch|lãnh đạo|tyz|xx/);
});
