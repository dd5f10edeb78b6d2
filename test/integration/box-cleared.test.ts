/**
 * Truth: the bytes of one sealed ballot, known to this test, looked for in every file of the database as
 * a thief of the disk would: `docs/trust.md` says what is found, no less.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { publishResults } from '#contract/results.ts';
import { ERASE_WORDS, eraseNow, getRetention } from '#contract/retention.ts';
import type { Db } from '../../server/db/database.ts';
import { openEmbedded } from '../../server/db/open-embedded.ts';
import { asOwner, freshDatabase } from '../database.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign, service } from '../scenario-collecting.ts';
import { tablesThatHold } from '../scenario-personal.ts';

const isEmbedded = process.env.TEST_DATABASE === 'pglite';
let office: Office;
let dataDir = '';
let round: CollectingCampaign;
/** By the disk's clock, before any ballot is written. */
let startedAt = 0;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-box-'));
  startedAt = (await stat(dataDir)).mtimeMs;
  office = await officeOn(await databaseOnDisk(), dataDir);
  await keepLog();
});
afterAll(async () => {
  if (!isEmbedded)
    await asOwner(office.deps.db, (owner) =>
      sql`select pg_drop_replication_slot(${KEPT_LOG})`.execute(owner),
    );
  await office.close();
  // A thread of the embedded database may still write to the folder.
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
beforeEach(async () => {
  office.at('2026-11-02T02:00:00Z');
  round = await collectingCampaign(office);
});

/** A folder as a server's first start leaves it: other tests' copies have a log of smaller files. */
const databaseOnDisk = (): Promise<Db> =>
  isEmbedded ? openEmbedded(dataDir, 'tables') : freshDatabase();

/** Other tests fill the same log, and a checkpoint of theirs would let its files go: a slot keeps them, as a standby's does. */
const KEPT_LOG = 'box_cleared';
async function keepLog(): Promise<void> {
  if (isEmbedded) return;
  await asOwner(office.deps.db, (owner) =>
    sql`select pg_create_physical_replication_slot(${KEPT_LOG}, true)`.execute(owner),
  );
}

/**
 * Files of this database, and the write-ahead log that it shares. A file that was last written before the test
 * began holds nothing of it: up to a gigabyte of other tests' log is not read nine times over.
 */
async function placesHolding(...pieces: Buffer[]): Promise<string[]> {
  const { rows } = await asOwner(office.deps.db, (owner) =>
    sql<{ folder: string; oid: string }>`
      select current_setting('data_directory') as folder,
        (select oid::text from pg_database where datname = current_database()) as oid`.execute(
      owner,
    ),
  );
  const { folder, oid } = rows[0]!;
  const root = isEmbedded ? join(dataDir, 'database') : folder;
  const found = new Set<string>();
  for (const part of [`base/${oid}`, 'pg_wal'])
    for (const name of await readdir(join(root, part))) {
      const path = join(root, part, name);
      const changed = await stat(path).catch(() => undefined);
      if (!changed || changed.mtimeMs < startedAt) continue;
      const content = await readFile(path).catch(() => undefined);
      if (content && pieces.some((piece) => content.includes(piece)))
        found.add(part.split('/')[0]!);
    }
  return [...found];
}

/** The log is turned at once where the role may; a province may grant it (README). */
const LOG = isEmbedded ? 'turned' : 'not_allowed';
const checkpoint = () => asOwner(office.deps.db, (owner) => sql`checkpoint`.execute(owner));
const close = () =>
  round.homeAffairs.call(closeCampaign, { params: { campaignId: round.campaignId } });

/**
 * Sixteen ballots and the middle of each, which is in one piece of its row. In the log one may cross from one
 * page to the next (64 bytes of 8,192), all sixteen cannot.
 */
async function plantedBallots(comments: readonly string[]): Promise<Buffer[]> {
  for (const [nth, comment] of comments.entries())
    await answer(office, round.invitations[nth]!.token, service(4, { comment }));
  const ballots = await office.deps.db.selectFrom('ballot').select('sealed').execute();
  const planted = ballots.map(({ sealed }) => sealed.subarray(100, 164));
  expect(await placesHolding(...planted)).toContain('pg_wal');
  await checkpoint();
  expect(await placesHolding(...planted)).toContain('base');
  return planted;
}

const writtenComments = () =>
  Array.from({ length: 16 }, () => `Bị gợi ý đưa phong bì ở ${randomUUID()}`);

const clearing = async () =>
  (
    await office.deps.db
      .selectFrom('activity')
      .select('details')
      .where('act', '=', 'box_cleared')
      .where('campaignId', '=', round.campaignId)
      .execute()
  ).map(({ details }) => details);

test('after the count no file of a table holds a sealed ballot, after the erasure none a comment as written; the log still does', async () => {
  const { db } = office.deps;
  const { homeAffairs, campaignId } = round;
  const params = { campaignId };
  const written = writtenComments();
  const comments = written.map((words) => Buffer.from(words));
  const planted = await plantedBallots(written);
  office.at(AFTER_GRACE);
  await close();
  expect(await placesHolding(...planted)).toEqual(['pg_wal']);
  expect(await clearing()).toEqual([
    { ballot: 'emptied', draft: 'emptied', keying: 'emptied', log: LOG },
  ]);
  expect(await tablesThatHold(db, written)).toEqual(['comment']);
  expect(await placesHolding(...comments)).toContain('pg_wal');
  await checkpoint();
  expect(await placesHolding(...comments)).toContain('base');
  await homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
  await homeAffairs.call(eraseNow, { params, body: { confirm: ERASE_WORDS } });
  const state = async () => (await homeAffairs.call(getRetention, { params })).state;
  await expect.poll(state).toBe('erased');
  expect(await tablesThatHold(db, written)).toEqual([]);
  await checkpoint();
  expect(await placesHolding(...comments)).toEqual(['pg_wal']);
});

test('while another campaign collects, its ballots stay and those that were counted go', async () => {
  const other = await collectingCampaign(office);
  const planted = await plantedBallots(writtenComments());
  await answer(office, other.invitations[0]!.token);
  office.at(AFTER_GRACE);
  await close();
  await checkpoint();
  expect(await placesHolding(...planted)).toEqual(['pg_wal']);
  expect(await clearing()).toEqual([
    { ballot: 'rewritten', draft: 'emptied', keying: 'emptied', log: LOG },
  ]);
  const left = await office.deps.db.selectFrom('ballot').select('campaignId').execute();
  expect(left).toEqual([{ campaignId: other.campaignId }]);
});
