/**
 * Truth: a head that was printed yesterday. The owner of the database can switch guards off and rewrite an act;
 * the chain, made again from the acts, then no longer ends in that head.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '#contract/calendar.ts';
import { downloadJournalHead, getJournalHead } from '#contract/staff.ts';
import { writtenDay } from '#contract/written-day.ts';
import { record } from '../../server/db/activity.ts';
import { auditJournal } from '../../server/db/audit-journal.ts';
import { storeDailyHeads, untilNextSealing } from '../../server/db/daily-heads.ts';
import { sealJournal, verifyJournal } from '../../server/db/journal-chain.ts';
import { asOwner } from '../database.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';

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
    { acts: 1, sha256, storedAt: null },
    { acts: 0, position: null, sha256: null, storedAt: null },
    { ...today!, storedAt: office.deps.now().toISOString() },
  ]);
  const heads = days.flatMap((row) => row.sha256 ?? []);
  const verdict = await verifyJournal(db, heads);
  expect([...verdict.heads.values()].every(Boolean)).toBe(true);
  office.at(before.toISOString());
});

test('a day’s head is stored once when the day has ended, by whichever process comes first, and stays', async () => {
  const { db } = office.deps;
  const begun = office.deps.now();
  const day = addDays(dayOf(begun), 5);
  const headOf = async () => {
    const { days } = await (await office.as('observer')).call(getJournalHead, {});
    return days.find((row) => row.day === day)!;
  };
  office.at(`${day}T16:59:55Z`);
  await act('remark_written', { place: 22 });
  const late = await headOf();
  expect(late.storedAt).toBeNull();
  office.at(`${addDays(day, 1)}T00:00:01Z`);
  const { now } = office.deps;
  await Promise.all([storeDailyHeads(db, now()), storeDailyHeads(db, now())]);
  await act('remark_written', { place: 23 });
  expect(await headOf()).toEqual({ ...late, storedAt: now().toISOString() });
  for (const change of [{ sha256: 'a'.repeat(64) }, { position: 1 }])
    await expect(db.updateTable('dailyHead').set(change).execute()).rejects.toThrow();
  await expect(db.deleteFrom('dailyHead').execute()).rejects.toThrow();
  office.at(begun.toISOString());
});

test('a server seals within the hour, and on either side of midnight in Viet Nam', () => {
  const waitFrom = (moment: string) => untilNextSealing(new Date(moment)) / 1000;
  expect(waitFrom('2026-11-02T10:00:00Z')).toBe(3600);
  expect(waitFrom('2026-11-02T16:50:00Z')).toBe(595);
  expect(waitFrom('2026-11-02T16:59:55Z')).toBe(6);
  expect(waitFrom('2026-11-02T17:00:01Z')).toBe(3600);
});

test('the observer takes the stored heads away as a sheet to sign', async () => {
  const observer = await office.as('observer');
  const { days } = await observer.call(getJournalHead, {});
  const stored = days.filter(({ storedAt }) => storedAt !== null);
  const [newest] = stored;
  const path = pathOf(downloadJournalHead.path, {}, { day: newest!.day });
  const reply = await observer.send('GET', path);
  expect(reply.statusCode).toBe(200);
  const sheet = pdfPages(reply.rawPayload)
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s/g, '');
  for (const { day, sha256 } of stored.filter(({ day }) => day <= newest!.day)) {
    expect(sheet).toContain(writtenDay(day));
    expect(sheet).toContain(sha256!);
  }
  const entry = await office.as('entry');
  expect((await entry.send('GET', path)).statusCode).toBe(403);
});

test('an act that the owner rewrote with the whole chain after it does not fit the stored heads', async () => {
  const { db } = office.deps;
  expect((await auditJournal(db, [])).isSame).toBe(true);
  await asOwner(db, async (owner) => {
    await sql`alter table activity disable trigger user`.execute(owner);
    await sql`alter table journal_link disable trigger user`.execute(owner);
    const { id, details } = await owner
      .selectFrom('activity')
      .select(['id', 'details'])
      .where('act', '=', 'draw_held')
      .executeTakeFirstOrThrow();
    const rewrite = async (text: object) => {
      const links = await owner.selectFrom('journalLink').select('sealedAt').execute();
      await owner
        .updateTable('activity')
        .set({ details: JSON.stringify(text) })
        .where('id', '=', id)
        .execute();
      await owner.deleteFrom('journalLink').execute();
      await sealJournal(owner, links[0]!.sealedAt);
    };
    await rewrite({ dice: '6666' });
    const { isSame, lines } = await auditJournal(db, []);
    expect(isSame).toBe(false);
    expect(lines.some((line) => line.includes('breaks'))).toBe(false);
    expect(lines.some((line) => /stored as the head of \d{4}-\d{2}-\d{2}$/.test(line))).toBe(true);
    await rewrite(details);
    await sql`alter table journal_link enable trigger user`.execute(owner);
    await sql`alter table activity enable trigger user`.execute(owner);
  });
  expect((await auditJournal(db, [])).isSame).toBe(true);
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
