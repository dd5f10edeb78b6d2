// Truth: fieldwork.md §2, “contact plan”, and RFC 5321: a message that a mail server took is not sent to it again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import Papa from 'papaparse';
import { afterEach, expect, test, vi } from 'vitest';
import type { WaveTerms } from '#contract/contact.ts';
import {
  addWave,
  getContactPlan,
  recordBounces,
  reportDelivery,
  sendWave,
} from '#contract/contact.ts';
import { getLedger } from '#contract/ledger.ts';
import type { MailConfig } from '../../server/mail-config.ts';
import { asOwner, freshDatabase } from '../database.ts';
import type { MailServer } from '../mail-server.ts';
import { noticeOf, openMailServer } from '../mail-server.ts';
import type { Office } from '../office.ts';
import { officeOn, pathOf } from '../office.ts';
import { answer } from '../scenario-collecting.ts';
import type { InvitedCampaign } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

const REASON = 'Nhiều người chưa mở phiếu';
const EMAIL: WaveTerms = {
  day: '2026-11-20',
  way: 'email',
  text: 'Mời Ông/Bà cho ý kiến về {donvi}, đến hết ngày {han}: {link}',
};
/** Of twelve people: the first has no address, the next two one together, the others each their own. */
const emailOf = (person: number): string | null => {
  if (person === 0) return null;
  return person < 3 ? 'dich-vu@example.com' : `nguoi-${person}@example.com`;
};
const WITH_OWN_ADDRESS = 9;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function open(mail?: MailConfig): Promise<{ office: Office; round: InvitedCampaign }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sipas-mail-'));
  const db = await freshDatabase();
  const office = await officeOn(db, dataDir, { mail });
  await office.app.ready();
  closers.push(async () => {
    await office.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  const round = await invitedCampaign(office, {
    agencies: ['01981'],
    fields: ['Hộ tịch'],
    peoplePerStratum: 12,
    design: { size: 12, reserveRatio: 0 },
    emailOf,
  });
  office.at('2026-11-20T03:00:00Z');
  return { office, round };
}

async function openServer(...args: Parameters<typeof openMailServer>): Promise<MailServer> {
  const server = await openMailServer(...args);
  closers.push(server.close);
  return server;
}

async function planned({ homeAffairs, campaignId }: InvitedCampaign, body: WaveTerms = EMAIL) {
  const { id } = await homeAffairs.call(addWave, {
    params: { campaignId },
    body: { ...body, reason: REASON },
  });
  return { campaignId, waveId: id };
}

/** Until nothing waits or is under way. */
const settled = ({ homeAffairs, campaignId }: InvitedCampaign) =>
  vi.waitFor(
    async () => {
      const { waves } = await homeAffairs.call(getContactPlan, { params: { campaignId } });
      const { messages } = waves[0]!;
      expect(messages.waiting + messages.sending).toBe(0);
      return messages;
    },
    { timeout: 120_000, interval: 200 },
  );

test('a mail server gets each message once, though connections break before and after it and it puts off or refuses some', async () => {
  const FAULTS = ['none', 'cut_before', 'none', 'busy', 'cut_after', 'greylist', 'none'] as const;
  const server = await openServer((n, to) =>
    to === 'nguoi-9@example.com' ? 'refuse' : FAULTS[n % FAULTS.length]!,
  );
  const { office, round } = await open(server.config);
  const params = await planned(round);
  const { messages } = await round.homeAffairs.call(sendWave, { params });
  expect(messages).toBe(WITH_OWN_ADDRESS);
  const states = await settled(round);
  // Taken with the reply lost: a person decides, nothing is sent by itself.
  expect(states.unclear).toBeGreaterThan(0);
  expect(states).toMatchObject({ failed: 1, dropped: 0, sent: messages - 1 - states.unclear });
  expect(server.tries()).toBeGreaterThan(messages);
  expect(server.taken).toHaveLength(messages - 1);
  expect(new Set(server.taken.map(({ id }) => id)).size).toBe(messages - 1);
  const people = Array.from({ length: 12 }, (_, person) => emailOf(person));
  const own = people.filter(
    (email) => email?.startsWith('nguoi') && email !== 'nguoi-9@example.com',
  );
  expect(server.taken.map(({ to }) => to).sort()).toEqual(own.sort());
  const stored = JSON.stringify([
    await office.deps.db.selectFrom('contactMessage').selectAll().execute(),
    await office.deps.db.selectFrom('activity').selectAll().execute(),
  ]);
  expect(stored).not.toMatch(/example\.com|mail-secret/);
  // Pressed again nobody gets a second one.
  expect(await round.homeAffairs.call(sendWave, { params })).toEqual({ messages: 0 });
});

test('a mail has the person’s own link, is written in Vietnamese, and reaches nobody who has answered', async () => {
  const server = await openServer();
  const { office, round } = await open(server.config);
  const [answered] = round.invitations;
  await answer(office, answered!.token);
  const params = await planned(round);
  await round.homeAffairs.call(sendWave, { params });
  await settled(round);
  const texts = server.taken.map(({ content }) => textOf(content));
  const tokens = texts.map((text) => /đến hết ngày 15\/12\/2026: \S+(\S{16})\s*$/.exec(text)?.[1]);
  expect(tokens).not.toContain(answered!.token);
  const known = round.invitations.map(({ token }) => token);
  for (const token of tokens) expect(known).toContain(token);
  expect(new Set(tokens).size).toBe(tokens.length);
});

test('a mail server that refuses the password takes nothing, and the wave gives up', async () => {
  const server = await openServer(() => 'none', { password: 'wrong', attempts: 2 });
  const { round } = await open(server.config);
  const { messages } = await round.homeAffairs.call(sendWave, { params: await planned(round) });
  expect(await settled(round)).toMatchObject({ failed: messages, sent: 0 });
  expect(server.taken).toEqual([]);
});

const recipientsOf = async ({ homeAffairs, campaignId }: InvitedCampaign) =>
  (await homeAffairs.call(getContactPlan, { params: { campaignId } })).waves.map(
    ({ recipients }) => recipients,
  );

test('mails that came back after they were taken are undelivered in the ledger, and the next channel goes to these people alone', async () => {
  const server = await openServer((_, to) => (to === 'nguoi-9@example.com' ? 'refuse' : 'none'), {
    returnPath: 'thu-tra+{{id}}@thainguyen.gov.vn',
    reportSecret: 'mail-report-secret-0123',
  });
  const { round } = await open(server.config);
  const { homeAffairs, campaignId } = round;
  const params = await planned(round);
  await homeAffairs.call(sendWave, { params });
  await settled(round);
  // The return path has the message's random id, and nothing of the person or the link.
  for (const { id, returnPath } of server.taken)
    expect(returnPath).toBe(`thu-tra+${id}@thainguyen.gov.vn`);

  const [first, second, third, fourth] = server.taken;
  const mailbox = [
    noticeOf(first!),
    // A server that returns neither headers nor text: the return path alone tells.
    noticeOf({ ...second!, content: '' }),
    noticeOf(third!, 'delayed'),
    'From: nguoi-4@example.com\r\nSubject: Toi di vang\r\n\r\nAuto reply\r\n',
    noticeOf({ ...fourth!, id: '', returnPath: 'khac@tinh.gov.vn', content: '' }),
  ].map((notice) => `From MAILER-DAEMON Sat Nov 21 03:00:00 2026\r\n${notice}\r\n`);
  const path = pathOf(recordBounces.path, { campaignId });
  const reply = await homeAffairs.send('POST', path, Buffer.from(mailbox.join('')));
  expect(reply.json()).toEqual({ bounced: 2, unknown: 1, others: 2 });
  // The same notices again, as a mailbox that is saved every day has them.
  expect((await homeAffairs.send('POST', path, Buffer.from(mailbox.join('')))).json()).toEqual({
    bounced: 0,
    unknown: 1,
    others: 2,
  });
  // A server that reports by itself.
  const report = { secret: 'mail-report-secret-0123', id: third!.id, isDelivered: false };
  await homeAffairs.call(reportDelivery, { body: report });
  await expect(
    homeAffairs.call(reportDelivery, { body: { ...report, secret: 'wrong-secret-0123456' } }),
  ).rejects.toMatchObject({ code: 'access_denied' });

  const states = await settled(round);
  expect(states).toMatchObject({ sent: WITH_OWN_ADDRESS - 4, undelivered: 3, failed: 1 });
  const { lines } = await homeAffairs.call(getLedger, {
    params: { campaignId },
    query: { by: 'wave' },
  });
  // AAPOR 3.2: the three that came back, and the one that the server refused at once.
  expect(lines[0]).toMatchObject({
    cases: WITH_OWN_ADDRESS,
    dispositions: { undelivered: 4, no_answer: WITH_OWN_ADDRESS - 4 },
  });

  const next: WaveTerms = { ...EMAIL, day: '2026-11-21', way: 'letter', isForUnreached: true };
  const letters = await planned(round, next);
  await planned(round, { ...EMAIL, day: '2026-11-22' });
  // The first mail has gone to everybody who can get one.
  expect(await recipientsOf(round)).toEqual([0, 4, WITH_OWN_ADDRESS - 4]);
  const list = pathOf('/api/campaigns/:campaignId/contact-plan/:waveId/list.csv', letters, {
    purpose: 'send',
  });
  const { body } = await homeAffairs.send('GET', list);
  expect(Papa.parse<string[]>(body.trim()).data).toHaveLength(1 + 4);
  // The list can be made again; the wave after it reaches nobody, for the letters are on their way.
  await planned(round, { ...next, day: '2026-11-23' });
  expect(await recipientsOf(round)).toEqual([0, 0, WITH_OWN_ADDRESS - 4, 0]);
});

test('a person whose contact data are damaged is named in the plan, and all others are reminded', async () => {
  const server = await openServer();
  const { office, round } = await open(server.config);
  const place = await planned(round);
  const reached = async (caller = round.homeAffairs) => {
    const { waves } = await caller.call(getContactPlan, {
      params: { campaignId: round.campaignId },
    });
    return waves[0]!;
  };
  expect(await reached()).toMatchObject({ recipients: WITH_OWN_ADDRESS });
  expect(await reached()).not.toHaveProperty('unreadable');
  // No door of the platform can damage it.
  const { rows } = await asOwner(office.deps.db, (owner) =>
    owner.transaction().execute(async (trx) => {
      await sql`alter table person disable trigger user`.execute(trx);
      const damaged = await sql<{ serial: number }>`
        update person set sealed = 'damaged' from frame_unit join invitation using (campaign_id, unit_id)
        where person.id = frame_unit.person_id and invitation.serial = 5 returning serial`.execute(
        trx,
      );
      await sql`alter table person enable trigger user`.execute(trx);
      return damaged;
    }),
  );
  expect(rows).toEqual([{ serial: 5 }]);
  const { recipients, unreadable } = await reached();
  expect(unreadable).toEqual([{ agencyName: 'Xã Vĩnh Thông', serial: 5 }]);
  expect(recipients).toBeGreaterThanOrEqual(WITH_OWN_ADDRESS - 1);
  expect(await reached(await office.as('observer'))).not.toHaveProperty('unreadable');
  const { messages } = await round.homeAffairs.call(sendWave, { params: place });
  expect(messages).toBe(recipients);
  await vi.waitFor(async () => expect((await reached()).messages.sent).toBe(messages), {
    timeout: 120_000,
    interval: 50,
  });
});

test('without a mail server the list has the addresses, and sending says what to set', async () => {
  const { round } = await open();
  const params = await planned(round);
  await expect(round.homeAffairs.call(sendWave, { params })).rejects.toMatchObject({
    code: 'mail_not_set',
  });
  const path = `/api/campaigns/${params.campaignId}/contact-plan/${params.waveId}/list.csv?purpose=send`;
  const { body } = await round.homeAffairs.send('GET', path);
  const [heading, ...rows] = Papa.parse<string[]>(body.trim()).data;
  expect(heading?.[3]).toBe('Thư điện tử');
  expect(rows).toHaveLength(WITH_OWN_ADDRESS);
  for (const row of rows) expect(row[3]).toMatch(/^nguoi-\d+@example\.com$/);
});

/** The body of a message with one part, decoded from base64 or quoted-printable. */
function textOf(content: string): string {
  const [head = '', body = ''] = content.split(/\r\n\r\n/, 2);
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
