/**
 * Truth: a head that was printed yesterday. The owner of the database can switch guards off and rewrite an act;
 * the chain, made again from the acts, then no longer ends in that head.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getJournalHead } from '#contract/staff.ts';
import { record } from '../../server/db/activity.ts';
import { sealJournal, verifyJournal } from '../../server/db/journal-chain.ts';
import { asOwner } from '../database.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const act = (name: string, details = {}) =>
  record(office.deps.db, { at: office.deps.now(), staffId: null, act: name, details });

async function printedHead(): Promise<string> {
  const observer = await office.as('observer');
  const { sha256 } = await observer.call(getJournalHead, {});
  return sha256!;
}

test('a head holds all acts until it was printed, and the acts that follow keep it in the chain', async () => {
  await act('plan_published', { size: 10 });
  const head = await printedHead();
  await act('draw_held', { dice: '1234' });
  await act('list_read', { rows: 3 });
  await act('list_read', { rows: 3 });
  await sealJournal(office.deps.db, office.deps.now());
  const verdict = await verifyJournal(office.deps.db, [head, 'f'.repeat(64)]);
  expect(verdict.brokenAt).toBeNull();
  expect([...verdict.heads.values()]).toEqual([true, false]);
});

test('two servers that seal at once leave one chain with every act once', async () => {
  for (let i = 0; i < 20; i += 1) await act('remark_written', { place: i });
  const { db, now } = office.deps;
  await Promise.all([sealJournal(db, now()), sealJournal(db, now()), sealJournal(db, now())]);
  const acts = await db.selectFrom('activity').select('id').execute();
  const verdict = await verifyJournal(db);
  expect(verdict).toMatchObject({ brokenAt: null, links: acts.length });
});

test('the head at the end of each day can be printed later, and a day on which nothing was sealed is a gap', async () => {
  const { db } = office.deps;
  const before = office.deps.now();
  const [today] = (await (await office.as('technician')).call(getJournalHead, {})).days;
  office.at(new Date(before.getTime() + 2 * 86_400_000).toISOString());
  await act('remark_written', { place: 21 });
  const { sha256, days } = await (await office.as('auditor')).call(getJournalHead, {});
  expect(days.slice(0, 3)).toMatchObject([
    { acts: 1, sha256 },
    { acts: 0, position: null, sha256: null },
    today!,
  ]);
  const heads = days.flatMap((row) => row.sha256 ?? []);
  const verdict = await verifyJournal(db, heads);
  expect([...verdict.heads.values()].every(Boolean)).toBe(true);
  office.at(before.toISOString());
});

test('the application cannot change a link', async () => {
  await expect(
    office.deps.db
      .updateTable('journalLink')
      .set({ sha256: 'a'.repeat(64) })
      .execute(),
  ).rejects.toThrow();
});

test('an agency’s staff are not given the head', async () => {
  const staff = await office.as('agency', '01981');
  await expect(staff.call(getJournalHead, {})).rejects.toMatchObject({ code: 'access_denied' });
});

test('an act that its owner rewrote behind the application breaks the chain at its place', async () => {
  const head = await printedHead();
  const { db } = office.deps;
  await asOwner(db, async (owner) => {
    await sql`alter table activity disable trigger user`.execute(owner);
    await owner
      .updateTable('activity')
      .set({ details: JSON.stringify({ size: 11 }) })
      .where('act', '=', 'plan_published')
      .execute();
    await sql`alter table activity enable trigger user`.execute(owner);
  });
  const { position } = await db
    .selectFrom('journalLink')
    .innerJoin('activity', 'activity.id', 'journalLink.activityId')
    .select('position')
    .where('act', '=', 'plan_published')
    .executeTakeFirstOrThrow();
  const verdict = await verifyJournal(db, [head]);
  expect(verdict.brokenAt).toBe(position);
  expect(verdict.heads.get(head)).toBe(false);
  await asOwner(db, async (owner) => {
    await sql`alter table activity disable trigger user`.execute(owner);
    await owner.deleteFrom('activity').where('act', '=', 'plan_published').execute();
    await sql`alter table activity enable trigger user`.execute(owner);
  });
  expect((await verifyJournal(db)).brokenAt).toBe(position);
});
