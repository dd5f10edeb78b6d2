/**
 * Truth: what each released version stored, published and promised, as it wrote it itself (test/golden/releases): after
 * the upgrade each campaign continues from its stage, and nothing of what was frozen, drawn or published has changed.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  closeCampaign,
  getOverview,
  listCampaigns,
  openFrame,
  startCollecting,
} from '#contract/campaigns.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { issueInvitations } from '#contract/invitations.ts';
import { keyForm, listPaperWork, settleDispute } from '#contract/paper.ts';
import { getPublished } from '#contract/published.ts';
import { checkReceipt } from '#contract/responses.ts';
import { publishResults } from '#contract/results.ts';
import { getCertificate } from '#contract/retention.ts';
import manifest from '../../package.json' with { type: 'json' };
import { loadDatabase } from '../../server/backup/load-database.ts';
import type { Db } from '../../server/db/database.ts';
import { checkDatabase } from '../../server/drill/check-database.ts';
import { openBallot, sealBallot } from '../../server/responses/sealed-ballot.ts';
import { masterKey } from '../../server/secrets.ts';
import { onScratch } from '../database.ts';
import type { Caller, Office } from '../office.ts';
import { officeOn } from '../office.ts';
import { dumpLines, releasedVersions, restoreKeys } from '../releases/released-files.ts';
import { AFTER_GRACE, answer, OPEN_DAY, service, submission } from '../scenario-collecting.ts';
import { invitationsOf } from '../scenario-frozen.ts';

const VERSIONS = await releasedVersions();
let dataDir = '';
let office: Office;
let homeAffairs: Caller;
let master = '';
let release: () => void;
let released: Promise<void>;
const campaigns = new Map<string, string>();
const paramsOf = (stage: string) => ({ campaignId: campaigns.get(`Đợt ${stage}`)! });

async function upgrade(version: string): Promise<void> {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-upgrade-'));
  master = await restoreKeys(version, dataDir);
  await openUpgraded(version);
  homeAffairs = await office.as('home_affairs');
  const listed = await homeAffairs.call(listCampaigns, {});
  for (const { id, name } of listed.campaigns) campaigns.set(name, id);
}

async function leave(): Promise<void> {
  await office?.app.close();
  release?.();
  await released;
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** The scratch database stays until the tests have ended. */
async function openUpgraded(version: string): Promise<void> {
  const isOver = new Promise<void>((resolve) => {
    release = resolve;
  });
  await new Promise<void>((resolve, reject) => {
    released = onScratch('nothing', async (db, schema) => {
      await loadDatabase(db, schema, linesOf(version));
      office = await started(db);
      resolve();
      await isOver;
    }).catch(reject);
  });
}

async function* linesOf(version: string): AsyncGenerator<string> {
  yield* await dumpLines(version);
}

async function started(db: Db): Promise<Office> {
  const opened = await officeOn(db, dataDir);
  await opened.deps.secrets.settle();
  await opened.app.ready();
  return opened;
}

test('the version of this program has a dump, on which later ones are tested', () => {
  expect(VERSIONS).toContain(manifest.version);
});

test('a ballot that staff helped with is still one at the counter', () => {
  const key = randomBytes(32);
  const ballot = { stratum: '01981.F01', unitCode: '01981', mode: 'assisted', language: 'vi' };
  const sealed = sealBallot(key, 'round', 'id', { ...ballot, answers: {}, comment: null } as never);
  const opened = openBallot(key, 'round', 'id', sealed);
  expect(opened).toMatchObject({ agencyCode: '01981', mode: 'counter' });
});

async function expectStages(): Promise<void> {
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
  for await (const part of checkDatabase(office.deps.db, masterKey(master))) findings.push(part);
  expect(findings.filter(({ finding }) => finding.verdict === 'different')).toEqual([]);
  expect(
    findings.filter(({ finding }) => finding.check === 'draw' && finding.verdict === 'ok'),
  ).toHaveLength(5);
  // The bare keys of its rounds are wrapped.
  expect(await readdir(join(dataDir, 'keys'))).toEqual(['master.key']);
}

async function expectPublished(): Promise<void> {
  const rows = await office.deps.db
    .selectFrom('publication')
    .select(['results', 'sha256'])
    .execute();
  expect(rows).toHaveLength(2);
  for (const { results, sha256 } of rows)
    expect(createHash('sha256').update(results).digest('hex')).toBe(sha256);
  const shown = await office.nobody.call(getPublished, { params: paramsOf('published') });
  expect(shown.sha256).toBe(rows.find(({ sha256 }) => sha256 === shown.sha256)?.sha256);
  const { certificate } = await office.nobody.call(getCertificate, {
    params: paramsOf('erased'),
  });
  expect(certificate).not.toBeNull();
}

async function continueCollecting(): Promise<void> {
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
  const { received } = await homeAffairs.call(getOverview, { params });
  const { receiptCode } = await office.deps.db
    .selectFrom('invitation')
    .select('receiptCode')
    .where('campaignId', '=', params.campaignId)
    .where('state', '=', 'received')
    .where('id', '!=', left[0]!.id)
    .executeTakeFirstOrThrow();
  office.at(AFTER_GRACE);
  await settleForms(params);
  await homeAffairs.call(closeCampaign, { params });
  expect(await office.nobody.call(checkReceipt, { body: { code: receiptCode! } })).toMatchObject({
    isCounted: true,
    received,
  });
  await homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
}

async function continueEarlierStages(): Promise<void> {
  office.at('2026-11-02T02:00:00Z');
  await homeAffairs.call(openFrame, { params: paramsOf('draft') });
  const reasons = { absentReason: 'Thử', unacceptedReason: 'Thử' };
  await homeAffairs.call(freezeFrame, { params: paramsOf('frame_open'), body: reasons });
  await homeAffairs.call(issueInvitations, { params: paramsOf('drawn') });
  office.at(OPEN_DAY);
  await homeAffairs.call(startCollecting, { params: paramsOf('drawn') });
  const [slip] = await invitationsOf(office, paramsOf('drawn').campaignId);
  await answer(office, slip!.token, service(5));
}

/** Paper that waited between two clerks when the version was replaced. */
async function settleForms(params: { readonly campaignId: string }): Promise<void> {
  const clerks = [await office.as('entry'), await office.as('entry')] as const;
  const body = { answers: submission('', service(4)).answers };
  const { secondEntries, disputes } = await clerks[0].call(listPaperWork, { params });
  for (const number of secondEntries) {
    const { state } = await clerks[0].call(keyForm, { params: { ...params, number }, body });
    if (state === 'disputed') disputes.push(number);
  }
  for (const number of disputes)
    await clerks[1].call(settleDispute, { params: { ...params, number }, body });
}

describe.for(VERSIONS)('version %s', (version) => {
  beforeAll(() => upgrade(version), 180_000);
  afterAll(leave);

  test(
    'every campaign is in the stage in which it was left, and all its promises hold',
    expectStages,
  );
  test(
    'what was published is the same text, and the certificate of the erasure too',
    expectPublished,
  );
  test(
    'a round that was collecting takes answers by its slips, keeps its receipts, and is counted and published',
    continueCollecting,
  );
  test(
    'earlier stages continue: a draft opens, a frame is frozen, a drawn sample gets its slips',
    continueEarlierStages,
  );
});
