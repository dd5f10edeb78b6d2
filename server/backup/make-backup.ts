import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { WrongSettings } from '../config.ts';
import type { Db } from '../db/database.ts';
import { writeDurably } from '../keys/wrapped-file.ts';
import { newWitness, readAgeLines, sha256OfFile, writeAgeFile } from './age-files.ts';
import { dumpDatabase } from './dump-database.ts';
import type { DumpSums } from './dump-lines.ts';
import { DamagedBackup, rowsOf } from './dump-lines.ts';
import { readDump } from './read-dump.ts';

/** Written beside a backup in the clear. It names no table and no person, so that monitoring may read it. */
const BackupNote = z.object({
  file: z.string(),
  madeAt: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  rows: z.number(),
});
export type BackupNote = z.output<typeof BackupNote>;

export interface BackupPlace {
  readonly folder: string;
  readonly recipients: readonly string[];
  readonly keepDays: number;
}

const DAY_MS = 86_400_000;
const NAME = /^sipas-database-\d{8}T\d{6}Z\.age$/;

/**
 * Dumps the database into an encrypted file, opens that file again and compares every row with what was
 * dumped. Older backups go once the new one has been found whole.
 */
export async function makeBackup(
  db: Db,
  place: BackupPlace,
  now: Date,
): Promise<BackupNote & { readonly held: number }> {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const path = join(place.folder, `sipas-database-${stamp}.age`);
  const witness = await newWitness();
  let dumped: DumpSums = new Map();
  const written = await writeAgeFile(
    path,
    [...place.recipients, witness.recipient],
    async (write) => {
      dumped = await dumpDatabase(db, now, write);
    },
  );
  const { sums } = await readDump(readAgeLines(path, witness.identity), {});
  requireSame(dumped, sums);
  if ((await sha256OfFile(path)) !== written.sha256)
    throw new DamagedBackup(`${path}: the disk gives back other bytes than were written`);
  const note = { file: basename(path), madeAt: now.toISOString(), ...written, rows: rowsOf(sums) };
  await writeDurably(noteOf(path), `${JSON.stringify(note)}\n`);
  return { ...note, held: await removeOld(place, now, note.file) };
}

const noteOf = (path: string) => path.replace(/\.age$/, '.json');

function requireSame(dumped: DumpSums, read: DumpSums): void {
  for (const [table, { rows, sha256 }] of dumped) {
    const found = read.get(table);
    if (found?.rows !== rows || found.sha256 !== sha256)
      throw new DamagedBackup(`${table}: the backup has other rows than the database`);
  }
}

/**
 * No copy is kept for longer than was set, since dossier codes and comments in it are not sealed. Where that would be all the
 * earlier ones, nobody can tell a month without a backup from a clock that is ahead: what the one before would have kept waits for
 * the next. Returns how many wait.
 */
async function removeOld(
  { folder, keepDays }: BackupPlace,
  now: Date,
  made: string,
): Promise<number> {
  const earlier = (await backupsIn(folder)).filter(({ file }) => file !== made);
  const oldAt = (moment: number) =>
    earlier.filter(({ madeAt }) => moment - Date.parse(madeAt) > keepDays * DAY_MS);
  const old = oldAt(now.getTime());
  const areAll = old.length > 0 && old.length === earlier.length;
  const gone = areAll ? oldAt(Date.parse(earlier[0]!.madeAt)) : old;
  for (const { file } of gone) {
    await rm(join(folder, file), { force: true });
    await rm(noteOf(join(folder, file)), { force: true });
  }
  return old.length - gone.length;
}

/** Verified backups in a folder, the newest first. */
export async function backupsIn(folder: string): Promise<BackupNote[]> {
  const names = await readdir(folder);
  const notes: BackupNote[] = [];
  for (const name of names.filter((candidate) => NAME.test(candidate))) {
    const content = await readFile(noteOf(join(folder, name)), 'utf8').catch(() => 'null');
    const note = BackupNote.safeParse(JSON.parse(content));
    if (note.success) notes.push(note.data);
  }
  return notes.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

/** The master key in a file of its own, to be kept apart from the database's backups. */
export async function backupKeys(
  dataDir: string,
  { folder, recipients }: BackupPlace,
  now: Date,
): Promise<string> {
  const key = await readFile(join(dataDir, 'keys/master.key'), 'utf8').catch(() => undefined);
  if (!key)
    throw new WrongSettings(
      `${dataDir}/keys/master.key: không có / is not there: nothing to back up`,
    );
  const path = join(folder, `sipas-keys-${now.toISOString().slice(0, 10)}.age`);
  const witness = await newWitness();
  await writeAgeFile(path, [...recipients, witness.recipient], (write) => write(`${key.trim()}\n`));
  if ((await text(readAgeLines(path, witness.identity))) !== key.trim())
    throw new DamagedBackup(`${path}: does not give the key back`);
  return path;
}
