import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { backupsIn } from '../backup/make-backup.ts';
import type { Deps } from '../deps.ts';

/** What the operator watches and no request counts: read when it is asked for. All are of the whole province. */
export interface OperatingFigures {
  readonly responses: number;
  readonly ballots: number;
  readonly drafts: number;
  readonly imports: number;
  readonly importsFailed: number;
  readonly messages: Readonly<Record<string, number>>;
  /** Seconds since the act that waits longest for its place in the journal's chain; 0 where none waits. */
  readonly journalUnsealedSeconds: number;
  readonly freeBytes: number;
  /** Seconds since the newest verified backup; undefined where none is in the folder of the settings. */
  readonly backupSeconds: number | undefined;
}

export async function operatingFigures({ db, config, now }: Deps): Promise<OperatingFigures> {
  const { rows } = await sql<Counted>`select
      (select count(*) from invitation where state = 'received') as responses,
      (select count(*) from ballot) as ballots,
      (select count(*) from draft) as drafts,
      (select count(*) from list_file where state in ('uploaded', 'importing')) as imports,
      (select count(*) from list_file where state = 'failed') as imports_failed,
      (select min(at) from activity
        where id > coalesce((select max(activity_id) from journal_link), 0)) as unsealed_since`.execute(
    db,
  );
  const { unsealedSince, ...counts } = rows[0]!;
  const seconds = (since: number) => Math.max(0, (now().getTime() - since) / 1000);
  const { bavail, bsize } = await statfs(config.dataDir);
  const newest = await newestBackup(config.backup?.folder);
  return {
    ...counts,
    messages: await messageCounts(db),
    journalUnsealedSeconds: unsealedSince ? seconds(unsealedSince.getTime()) : 0,
    freeBytes: bavail * bsize,
    backupSeconds: newest === undefined ? undefined : seconds(newest),
  };
}

interface Counted {
  readonly responses: number;
  readonly ballots: number;
  readonly drafts: number;
  readonly imports: number;
  readonly importsFailed: number;
  readonly unsealedSince: Date | null;
}

async function messageCounts(db: Deps['db']): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('contactMessage')
    .select(({ fn }) => ['state', fn.countAll<number>().as('messages')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, messages }) => [state, messages]));
}

async function newestBackup(folder: string | undefined): Promise<number | undefined> {
  if (!folder) return undefined;
  const [newest] = await backupsIn(folder).catch(() => []);
  return newest && Date.parse(newest.madeAt);
}
