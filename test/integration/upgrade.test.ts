/**
 * Truth: what version 0.1.0 stored, published and promised, as it wrote it itself (test/golden/releases): after the
 * upgrade each campaign continues from its stage, and nothing of what was frozen, drawn or published has changed.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import {
  closeCampaign,
  getOverview,
  listCampaigns,
  openFrame,
  startCollecting,
} from '#contract/campaigns.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { issueInvitations } from '#contract/invitations.ts';
import { getPublished } from '#contract/published.ts';
import { checkReceipt } from '#contract/responses.ts';
import { publishResults } from '#contract/results.ts';
import { getCertificate } from '#contract/retention.ts';
import { loadDatabase } from '../../server/backup/load-database.ts';
import { onScratchDatabase } from '../../server/backup/scratch-database.ts';
import type { Config } from '../../server/config.ts';
import type { Db } from '../../server/db/database.ts';
import { checkDatabase } from '../../server/drill/check-database.ts';
import { openBallot, sealBallot } from '../../server/responses/sealed-ballot.ts';
import { masterKey } from '../../server/secrets.ts';
import type { Caller, Office } from '../office.ts';
import { officeOn } from '../office.ts';
import { AFTER_GRACE, answer, OPEN_DAY, service } from '../scenario-collecting.ts';
import { invitationsOf } from '../scenario-frozen.ts';

const RELEASES = join(import.meta.dirname, '../golden/releases');
let dataDir = '';
let office: Office;
let homeAffairs: Caller;
let keys: Record<string, string>;
let release: () => void;
let released: Promise<void>;
const campaigns = new Map<string, string>();
const paramsOf = (stage: string) => ({ campaignId: campaigns.get(`Đợt ${stage}`)! });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-upgrade-'));
  await mkdir(join(dataDir, 'keys'));
  keys = JSON.parse(await readFile(join(RELEASES, 'version-0.1.0.keys.json'), 'utf8'));
  for (const [name, key] of Object.entries(keys)) await writeFile(join(dataDir, 'keys', name), key);
  await upgraded();
  homeAffairs = await office.as('home_affairs');
  const listed = await homeAffairs.call(listCampaigns, {});
  for (const { id, name } of listed.campaigns) campaigns.set(name, id);
});
afterAll(async () => {
  await office?.app.close();
  release?.();
  await released;
  await rm(dataDir, { recursive: true, force: true });
});

/** The scratch database stays until the tests have ended. */
async function upgraded(): Promise<void> {
  const isEmbedded = process.env.TEST_DATABASE === 'pglite';
  const databaseUrl = isEmbedded ? undefined : `${inject('postgresUrl')}/postgres`;
  const isOver = new Promise<void>((resolve) => {
    release = resolve;
  });
  await new Promise<void>((resolve, reject) => {
    released = onScratchDatabase({ databaseUrl } as Config, async (db, schema) => {
      await loadDatabase(db, schema, linesOf('version-0.1.0'));
      office = await started(db);
      resolve();
      await isOver;
    }).catch(reject);
  });
}

async function* linesOf(version: string): AsyncGenerator<string> {
  const packed = await readFile(join(RELEASES, `${version}.ndjson.br`));
  yield* brotliDecompressSync(packed).toString().trimEnd().split('\n');
}

async function started(db: Db): Promise<Office> {
  const opened = await officeOn(db, dataDir);
  await opened.deps.secrets.settle();
  await opened.app.ready();
  return opened;
}

test('every campaign is in the stage in which version 0.1.0 left it, and all its promises hold', async () => {
  const stages = [
    'draft',
    'frame_open',
    'frame_frozen',
    'drawn',
    'collecting',
    'closed',
    'published',
  ];
  for (const stage of stages)
    expect(await homeAffairs.call(getOverview, { params: paramsOf(stage) })).toMatchObject({
      stage,
    });
  const findings = [];
  for await (const part of checkDatabase(office.deps.db, masterKey(keys['master.key']!)))
    findings.push(part);
  expect(findings.filter(({ finding }) => finding.verdict === 'different')).toEqual([]);
  expect(
    findings.filter(({ finding }) => finding.check === 'draw' && finding.verdict === 'ok'),
  ).toHaveLength(5);
  // The bare keys of its rounds are wrapped.
  expect(await readdir(join(dataDir, 'keys'))).toEqual(['master.key']);
});

test('what was published is the same text, and the certificate of the erasure too', async () => {
  const rows = await office.deps.db
    .selectFrom('publication')
    .select(['results', 'sha256'])
    .execute();
  expect(rows).toHaveLength(2);
  for (const { results, sha256 } of rows)
    expect(createHash('sha256').update(results).digest('hex')).toBe(sha256);
  const shown = await office.nobody.call(getPublished, { params: paramsOf('published') });
  expect(shown.sha256).toBe(rows.find(({ sha256 }) => sha256 === shown.sha256)?.sha256);
  const { certificate } = await office.nobody.call(getCertificate, { params: paramsOf('erased') });
  expect(certificate).not.toBeNull();
});

test('a round that was collecting takes answers by its slips, keeps its receipts, and is counted and published', async () => {
  office.at(OPEN_DAY);
  const params = paramsOf('collecting');
  const slips = await invitationsOf(office, params.campaignId);
  const open = await office.deps.db
    .selectFrom('invitation')
    .select('id')
    .where('campaignId', '=', params.campaignId)
    .where('state', '=', 'issued')
    .execute();
  const left = slips.filter(({ id }) => open.some((invitation) => invitation.id === id));
  expect(left.length).toBeGreaterThan(3);
  await answer(office, left[0]!.token, service(4));
  const { receiptCode } = await office.deps.db
    .selectFrom('invitation')
    .select('receiptCode')
    .where('campaignId', '=', params.campaignId)
    .where('state', '=', 'received')
    .where('id', '!=', left[0]!.id)
    .executeTakeFirstOrThrow();
  office.at(AFTER_GRACE);
  await homeAffairs.call(closeCampaign, { params });
  expect(await office.nobody.call(checkReceipt, { body: { code: receiptCode! } })).toMatchObject({
    isCounted: true,
    received: 13,
  });
  await homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
});

test('a ballot that staff helped with is still one at the counter', () => {
  const key = randomBytes(32);
  const ballot = { stratum: '01981.F01', unitCode: '01981', mode: 'assisted', language: 'vi' };
  const sealed = sealBallot(key, 'round', 'id', { ...ballot, answers: {}, comment: null } as never);
  const opened = openBallot(key, 'round', 'id', sealed);
  expect(opened).toMatchObject({ agencyCode: '01981', mode: 'counter' });
});

test('earlier stages continue: a draft opens, a frame is frozen, a drawn sample gets its slips', async () => {
  office.at('2026-11-02T02:00:00Z');
  await homeAffairs.call(openFrame, { params: paramsOf('draft') });
  const reasons = { absentReason: 'Thử', unacceptedReason: 'Thử' };
  await homeAffairs.call(freezeFrame, { params: paramsOf('frame_open'), body: reasons });
  await homeAffairs.call(issueInvitations, { params: paramsOf('drawn') });
  office.at(OPEN_DAY);
  await homeAffairs.call(startCollecting, { params: paramsOf('drawn') });
  const [slip] = await invitationsOf(office, paramsOf('drawn').campaignId);
  await answer(office, slip!.token, service(5));
});
