/**
 * Truth: what the platform has promised of a database (SIPAS-DRAW/1, the published text and its figures, RFC 6962
 * roots, the chain of the journal), proved on a database that came out of a backup; and the age format, which
 * refuses every file of which a byte was changed.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readAgeLines } from '../../server/backup/age-files.ts';
import { dumpDatabase, tablesOf } from '../../server/backup/dump-database.ts';
import { loadDatabase } from '../../server/backup/load-database.ts';
import { backupKeys, backupsIn, makeBackup } from '../../server/backup/make-backup.ts';
import { readDump } from '../../server/backup/read-dump.ts';
import { restoreKeys } from '../../server/backup/restore-keys.ts';
import { record } from '../../server/db/activity.ts';
import type { Db } from '../../server/db/database.ts';
import { connectPostgres } from '../../server/db/database.ts';
import { tryHold } from '../../server/db/process-locks.ts';
import { openAccounts } from '../../server/demo/accounts.ts';
import { OWN_PHONES } from '../../server/demo/citizens.ts';
import { COMMUNE_CLERK, OBSERVER } from '../../server/demo/colleagues.ts';
import { CAMPAIGN_CHECKS, checkDatabase, checkJournal } from '../../server/drill/check-database.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { MasterKey } from '../../server/secrets.ts';
import { masterKey, openSecrets } from '../../server/secrets.ts';
import { seedCampaign } from '../../server/seed/seed-campaign.ts';
import { onScratch } from '../database.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { PROGRAM_ENVIRONMENT, programOf } from '../program-environment.ts';

const NOW = new Date('2027-03-01T03:00:00Z');
const NEXT_DAY = new Date(NOW.getTime() + 86_400_000);
const isEmbedded = process.env.TEST_DATABASE === 'pglite';
let office: Office;
let folder = '';
let identity = '';
let recipient = '';
let key: MasterKey;
/** Wrapped in `rounds/`, which no backup has. */
let roundKey: Buffer;
/** Programs of their own on the other core, while what they are made of is tried here. */
let commanded: ReturnType<typeof playCommands> | undefined;
/** Still with a reserve, and with figures that are published, in each of the four strata. */
const SIZE = {
  shareOfDossiers: 0.6,
  design: { size: 90, minimumPerStratum: 15, minimumPerAgency: 30 },
};
/** While ballots are sealed, and after the erasure. */
const backups = { answered: '', erased: '' };

const place = () => ({ folder, recipients: [recipient], keepDays: 30 });
const postgresUrl = () => `${inject('postgresUrl')}/postgres`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-backup-'));
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  await writeFile(join(folder, 'key.txt'), `# public key: ${recipient}\n${identity}\n`);
  office = await openOffice();
  const { deps } = office;
  const address = await office.app.listen({ port: 0, host: '127.0.0.1' });
  const clock = { now: () => deps.now(), setTo: office.at };
  const accounts = await openAccounts(address, deps, [OBSERVER, COMMUNE_CLERK]);
  // As every start does.
  const mark = deps.secrets.keyed('key-mark', 'sipas').toString('hex');
  await deps.db.insertInto('keyMark').values({ mark }).execute();
  const seeded = { address, deps, clock, accounts, size: SIZE, doors: () => OWN_PHONES };
  for await (const { stage, round } of seedCampaign(seeded, 'erased', NOW)) {
    if (stage === 'answered')
      roundKey = Buffer.from(await deps.secrets.ballotKey(round.campaignId));
    if (stage === 'answered' || stage === 'erased')
      backups[stage] = join(folder, (await makeBackup(deps.db, place(), deps.now())).file);
  }
  key = masterKey(await readFile(join(deps.config.dataDir, 'keys/master.key'), 'utf8'));
  commanded = playCommands();
  // The test that waits for it reports a failure.
  commanded.catch(() => undefined);
});
afterAll(async () => {
  await commanded?.catch(() => undefined);
  await office?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const restored = <T>(backup: string, work: (db: Db, schema: string) => Promise<T>): Promise<T> =>
  onScratch('tables', async (db, schema) => {
    await loadDatabase(db, schema, readAgeLines(backup, identity));
    return work(db, schema);
  });

/** Verdicts by check; two campaigns there are not. */
async function verdicts(db: Db, masterKeyGiven: MasterKey | undefined = key) {
  const found: Record<string, string> = {};
  for await (const { finding } of checkDatabase(db, masterKeyGiven))
    found[finding.check] = finding.verdict;
  return found;
}

const linesOf = (path: string) => Array.fromAsync(readAgeLines(path, identity));

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** Id, campaign and sealed answers, as PostgreSQL writes a row. */
const BALLOT_ROW = /^"\(([0-9a-f-]{36}),([0-9a-f-]{36}),\\"\\+x([0-9a-f]{9000,})/;

/** Keys, hashes and ciphertexts, and what names a row. */
const SEALED = /[0-9a-f]{32,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** By the name of what it checks, without the time that the others take. */
const CHECKS = ['frame', 'plan', 'draw', 'receipts', 'figures', 'erasure'];
async function concerned(db: Db, check: string) {
  const { id } = await db.selectFrom('campaign').select('id').executeTakeFirstOrThrow();
  const ofCampaign = CAMPAIGN_CHECKS[CHECKS.indexOf(check)];
  return ofCampaign ? ofCampaign(db, id, key) : checkJournal(db);
}

/** What the owner of the tables has done with the guards of those that are named off, and taken back. */
async function findingAfter(db: Db, statement: string, check: string) {
  const words = statement.split(/\W+/);
  const trx = await db.startTransaction().execute();
  try {
    for (const table of (await tablesOf(trx)).filter((name) => words.includes(name)))
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(trx);
    await sql.raw(statement).execute(trx);
    return await concerned(trx, check);
  } finally {
    await trx.rollback().execute();
  }
}

const ALL_OK = {
  chain: 'ok',
  'master key': 'ok',
  frame: 'ok',
  plan: 'ok',
  draw: 'ok',
  receipts: 'ok',
  figures: 'ok',
  erasure: 'ok',
};

/** The order of rows in a table is not part of a backup. */
async function rowsOf(db: Db): Promise<string[]> {
  const written: string[] = [];
  await dumpDatabase(db, NOW, async (lines) => void written.push(...lines.split('\n')));
  return sortedRows(written);
}
const sortedRows = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith('"')).toSorted();

const VOIDED_BALLOT = `
  with proposed as (
    insert into voiding (id, campaign_id, door, taker_id, from_day, to_day, reason, proposed_at, proposed_by)
    select gen_random_uuid(), campaign.id, 'counter', gen_random_uuid(), '2027-03-01', '2027-03-01', 'x', now(), staff.id
    from campaign, (select id from staff limit 1) as staff returning id, campaign_id)
  insert into ballot (id, campaign_id, sealed, voiding_id)
  select gen_random_uuid(), campaign_id, ''::bytea, id from proposed`;

const DAMAGES = [
  [
    'a person in another stratum',
    'frame',
    `update frame_unit set stratum = (select max(code) from stratum)
    where unit_id = (select min(unit_id) from frame_unit where stratum = (select min(code) from stratum))`,
  ],
  [
    'a commitment of another person',
    'frame',
    `update frame_unit set commitment = sha256(commitment)
    where unit_id = (select max(unit_id) from frame_unit)`,
  ],
  ['another allocation', 'plan', 'update allocation set sample_size = sample_size + 1'],
  [
    'a reserve that is asked in place of the drawn',
    'draw',
    `update sample_unit set role = 'sample' where role = 'reserve'`,
  ],
  [
    'a ticket that the seed does not give',
    'draw',
    `update sample_unit set ticket = reverse(ticket)
    where unit_id = (select min(unit_id) from sample_unit)`,
  ],
  [
    'a receipt whose response is gone',
    'receipts',
    `with gone as (select min(id::text)::uuid as id from response),
    answers as (delete from answer using gone where response_id = gone.id)
    delete from response using gone where response.id = gone.id`,
  ],
  [
    'a receipt of no link',
    'receipts',
    `update invitation set receipt_code = 'AAAAAAAA'
    where id = (select min(id::text)::uuid from invitation where receipt_code is not null)`,
  ],
  [
    'an answer that was changed',
    'figures',
    `update answer set value = 6 - value where value <> 3
    and response_id = (select min(id::text)::uuid from response)`,
  ],
  [
    'a published figure that was changed',
    'figures',
    `update publication set results = regexp_replace(results, '"population":\\d', '"population":9')`,
  ],
  [
    'a certificate that was changed',
    'erasure',
    `update erasure_certificate set content = content || ' '`,
  ],
  [
    'an act that was changed',
    'chain',
    `update activity set act = 'signed_in' where act = 'sample_drawn'`,
  ],
] as const;

describe('a database out of a backup', () => {
  test('has every row of the one that was backed up; all is proved on it, and planted damage found', async () => {
    const dumped = sortedRows(await linesOf(backups.erased));
    await restored(backups.erased, async (db) => {
      expect(await rowsOf(db)).toEqual(dumped);
      expect(await verdicts(db)).toEqual(ALL_OK);
      for (const [damage, check, statement] of DAMAGES)
        expect(await findingAfter(db, statement, check), damage).toEqual({
          check,
          verdict: 'different',
          detail: expect.anything(),
        });
      // Sequences continue, guards are on again, references hold.
      await record(db, { at: NOW, staffId: null, act: 'backup_restored' });
      await expect(sql`delete from frame`.execute(db)).rejects.toThrow();
      await expect(sql`delete from staff`.execute(db)).rejects.toThrow();
    });
  });

  test('while answers are in the box has a sealed one for each receipt; nothing is put over it, and no other key is its own', async () => {
    await onScratch('tables', async (db, schema) => {
      const lines = await linesOf(backups.answered);
      const newer = lines.with(
        0,
        lines[0]!.replace('"migrations":[', '"migrations":["20991231-x",'),
      );
      await expect(loadDatabase(db, schema, each(newer))).rejects.toThrow(/newer version/);
      await loadDatabase(db, schema, each(lines));
      await expect(loadDatabase(db, schema, each(lines))).rejects.toThrow(/already has tables/);
      expect(await verdicts(db)).toEqual({ ...ALL_OK, figures: 'absent', erasure: 'absent' });
      const foreign = await verdicts(db, masterKey('ab'.repeat(32)));
      expect(foreign).toMatchObject({ 'master key': 'different', receipts: 'different' });
      // A voided ballot stays sealed, and no receipt is for it.
      await sql.raw(VOIDED_BALLOT).execute(db);
      expect(await concerned(db, 'receipts')).toMatchObject({ verdict: 'ok' });
      await sql`delete from ballot where id =
        (select min(id::text)::uuid from ballot where voiding_id is null)`.execute(db);
      expect(await concerned(db, 'receipts')).toMatchObject({ verdict: 'different' });
      expect(await concerned(db, 'draw')).toMatchObject({ verdict: 'ok' });
    });
  });
});

test('a backup from before the count opens no ballot to who has it with its private key, the master key and the one from after', async () => {
  const lines = await linesOf(backups.answered);
  const ballots = lines.flatMap((line) => BALLOT_ROW.exec(line) ?? []).filter((_, k) => k % 4 > 0);
  const [id, campaignId, sealed] = ballots;
  const open = (opening: Buffer) =>
    openBallot(opening, campaignId!, id!, Buffer.from(sealed!, 'hex'));
  // Who kept a copy of `rounds/` against the rule reads it.
  expect(Object.keys(open(roundKey).answers).length).toBeGreaterThan(10);
  const taken = await mkdtemp(join(folder, 'taken-'));
  const keys = await backupKeys(office.deps.config.dataDir, place(), NOW);
  await restoreKeys(taken, readAgeLines(keys, identity));
  const secrets = await openSecrets(taken);
  await expect(secrets.ballotKey(campaignId!)).rejects.toThrow();
  await expect(secrets.identityKey(campaignId!)).rejects.toThrow();
  const words = [...lines, ...(await linesOf(backups.erased))].join(' ');
  const master = await readFile(join(taken, 'keys/master.key'), 'utf8');
  const tried = new Set(`${words} ${master}`.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g));
  expect(tried.size).toBeGreaterThan(300);
  for (const candidate of tried) expect(() => open(Buffer.from(candidate, 'hex'))).toThrow();
});

describe('the file', () => {
  test('opens to its own key alone, and not with a byte changed or missing', async () => {
    const stranger = await generateX25519Identity();
    const read = (path: string, by = identity) => Array.fromAsync(readAgeLines(path, by));
    await expect(read(backups.erased, stranger)).rejects.toThrow();
    const bytes = await readFile(backups.erased);
    const damaged = join(folder, 'damaged.age');
    for (const place of [40, bytes.length >> 1, bytes.length - 1]) {
      const copy = Buffer.from(bytes);
      copy[place]! ^= 1;
      await writeFile(damaged, copy);
      await expect(read(damaged), `byte ${place}`).rejects.toThrow();
    }
    await writeFile(damaged, bytes);
    await truncate(damaged, bytes.length - 70_000);
    await expect(read(damaged)).rejects.toThrow();
  });

  test('holds no key of a round, no link, and nobody’s phone', async () => {
    const lines = await linesOf(backups.answered);
    const text = lines.join('\n');
    // server/seed/dossiers.ts: phones of the first owners. Of sealed bytes some are by chance digits like them.
    const phones = /912000000|912007919|912015838/;
    expect(text.replaceAll(SEALED, '').match(phones)).toBeNull();
    const rounds = await readdir(join(office.deps.config.dataDir, 'rounds'));
    for (const name of rounds.filter((file) => file.endsWith('.wrapped'))) {
      const wrapped = await readFile(join(office.deps.config.dataDir, 'rounds', name));
      expect(text).not.toContain(wrapped.subarray(-32).toString('hex'));
    }
  });

  test('whose rows are not those that were written, or that ends early, is not taken for one', async () => {
    const lines = await linesOf(backups.answered);
    const place = lines.findIndex((line) => line.includes('home_affairs'));
    const changed = lines.with(place, lines[place]!.replace('home_affairs', 'observer'));
    await expect(readDump(each(changed), {})).rejects.toThrow(/not the rows/);
    await expect(readDump(each(lines.toSpliced(place, 1)), {})).rejects.toThrow(/not the rows/);
    await expect(readDump(each(lines.slice(0, -1)), {})).rejects.toThrow(/ends before/);
  });
});

describe('an earlier backup', () => {
  test('older than it may be kept goes when the next one was found whole', async () => {
    const earlier = (await backupsIn(folder)).map(({ file }) => file);
    expect(earlier).toHaveLength(2);
    const later = new Date(office.deps.now().getTime() + 25 * 86_400_000);
    const { file } = await makeBackup(office.deps.db, place(), later);
    const kept = (await backupsIn(folder)).map((note) => note.file);
    expect(kept).toEqual([file, earlier[0]]);
  });

  test('a clock that is a year ahead takes no earlier backup away, until the next one', async () => {
    const earlier = (await backupsIn(folder)).map(({ file }) => file);
    const ahead = new Date(office.deps.now().getTime() + 365 * 86_400_000);
    const { file, held } = await makeBackup(office.deps.db, place(), ahead);
    expect((await backupsIn(folder)).map((note) => note.file)).toEqual([file, ...earlier]);
    expect(held).toBe(earlier.length);
    const next = await makeBackup(office.deps.db, place(), new Date(ahead.getTime() + 86_400_000));
    expect((await backupsIn(folder)).map((note) => note.file)).toEqual([next.file, file]);
    expect(next.held).toBe(0);
  });

  test('backups that are made more rarely than they are kept do not pile up', async () => {
    const [newest, older] = await backupsIn(folder);
    const daysAfter = (days: number) => new Date(Date.parse(newest!.madeAt) + days * 86_400_000);
    const first = await makeBackup(office.deps.db, place(), daysAfter(31));
    expect((await backupsIn(folder)).map((note) => note.file)).toEqual(
      [first, newest!, older!].map(({ file }) => file),
    );
    const second = await makeBackup(office.deps.db, place(), daysAfter(62));
    expect((await backupsIn(folder)).map((note) => note.file)).toEqual([second.file, first.file]);
    expect(second.held).toBe(1);
  });
});

/** What a drill that was killed left is gone after the next one, and what one that still runs has is left alone. */
async function drillSchemas() {
  if (isEmbedded) return { checkGone: async () => undefined };
  const other = connectPostgres(postgresUrl(), 'public');
  const [abandoned, running] = ['drill_00000000dead', 'drill_00000000beef'];
  for (const schema of [abandoned, running])
    await sql`create schema ${sql.id(schema)}`.execute(other);
  expect(await tryHold(other, running)).toBe(true);
  return {
    async checkGone() {
      const { rows } = await sql<{ schema: string }>`
        select nspname as schema from pg_namespace where nspname in (${abandoned}, ${running})`.execute(
        other,
      );
      expect(rows).toEqual([{ schema: running }]);
      await sql`drop schema ${sql.id(running)}`.execute(other);
      await other.destroy();
    },
  };
}

/** Of a server that was lost: an empty folder, on PostgreSQL an empty schema. */
async function command(script: 'backup' | 'restore', ...words: string[]) {
  const child = spawn(process.execPath, [...programOf(script), ...words], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...PROGRAM_ENVIRONMENT,
      DATA_DIR: join(folder, 'new'),
      BACKUP_DIR: join(folder, 'new-backups'),
      BACKUP_RECIPIENTS: recipient,
      ...(!isEmbedded && { DATABASE_URL: postgresUrl(), DATABASE_SCHEMA: 'restored' }),
    },
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => printed.push(String(chunk)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, printed: printed.join('') };
}

async function playCommands() {
  const own = ['--identity', join(folder, 'key.txt')];
  // Files of keys are named by day, and a test here writes one, too.
  const keys = await backupKeys(office.deps.config.dataDir, place(), NEXT_DAY);
  const first = await command('restore', 'keys', keys, ...own);
  const second = await command('restore', 'keys', keys, ...own);
  const back = await command('restore', 'database', backups.erased, ...own);
  const backup = await command('backup');
  const [made] = await backupsIn(join(folder, 'new-backups'));
  const path = join(folder, 'new-backups', made!.file);
  const schemas = await drillSchemas();
  const drill = await command('restore', 'drill', path, ...own, '--keys', keys);
  await schemas.checkGone();
  return { first, second, back, backup, drill };
}

describe('the commands', () => {
  test('restore a lost server, back it up again, and prove that backup', {
    timeout: 240_000,
  }, async () => {
    const { first, second, back, backup, drill } = await commanded!;
    expect(first).toMatchObject({ code: 0 });
    expect(second).toMatchObject({
      code: 1,
      printed: expect.stringContaining('is not written over'),
    });
    expect(back.printed).toMatch(/^OK +figures .* computed again$/m);
    expect(back.code).toBe(0);
    expect(backup).toMatchObject({
      code: 0,
      printed: expect.stringContaining('read back and the same'),
    });
    expect(drill.printed).toMatch(/^OK: 8 đúng, 0 sai khác/m);
    expect(drill.printed).toContain('11 domains computed again');
    expect(drill.code).toBe(0);
  });
});
