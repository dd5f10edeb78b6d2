import { createHash } from 'node:crypto';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Db } from './database.ts';

/** The last link, which holds all the ones before it. */
export interface JournalHead {
  readonly position: number;
  readonly sha256: string;
  readonly sealedAt: Date;
}

interface Act {
  readonly id: number;
  readonly at: Date;
  readonly staffId: string | null;
  readonly act: string;
  readonly campaignId: string | null;
  /** As the database writes jsonb: one text for one value. Null for readings, whose counts go up. */
  readonly details: string | null;
}

interface Link extends Omit<Act, 'id'> {
  /** Null: the act was taken out. */
  readonly id: number | null;
  readonly position: number;
  readonly sha256: string;
}

const FIRST = '0'.repeat(64);
const CHUNK = 5000;
const UNIQUE_VIOLATION = '23505';

const COLUMNS = sql`activity.id, activity.at, activity.staff_id, activity.act, activity.campaign_id,
  case when activity.is_read then null else activity.details::text end as details`;

function linkHash(
  before: string,
  { id, at: moment, staffId, act, campaignId, details }: Act,
): string {
  const text = JSON.stringify([id, moment.toISOString(), staffId, act, campaignId, details]);
  return createHash('sha256').update(`${before}\n${text}`).digest('hex');
}

async function journalHead(db: Db): Promise<JournalHead | undefined> {
  return db
    .selectFrom('journalLink')
    .select(['position', 'sha256', 'sealedAt'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Chains every act that no link holds yet, in the order of their numbers. An act that was committed late takes
 * a later place; two servers that seal at once cannot both take a place.
 */
export async function sealJournal(db: Db, now: Date): Promise<JournalHead | undefined> {
  for (;;) {
    const found = await unsealed(db);
    if (found.length === 0) return journalHead(db);
    try {
      await appendLinks(db, found, now);
    } catch (error) {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    }
  }
}

const unsealed = async (db: Db): Promise<readonly Act[]> =>
  (
    await sql<Act>`select ${COLUMNS} from activity
      where not exists (select from journal_link where activity_id = activity.id)
      order by activity.id limit ${CHUNK}`.execute(db)
  ).rows;

async function appendLinks(db: Db, acts: readonly Act[], sealedAt: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const head = await journalHead(trx);
    let [position, sha256] = [head?.position ?? 0, head?.sha256 ?? FIRST];
    const links = acts.map((act) => {
      position += 1;
      sha256 = linkHash(sha256, act);
      return { position, activityId: act.id, sha256, sealedAt };
    });
    await trx.insertInto('journalLink').values(links).execute();
  });
}

export interface JournalVerdict {
  readonly links: number;
  readonly head: string | null;
  /** The first place where the chain does not follow from the acts. */
  readonly brokenAt: number | null;
  /** Whether each head that was given, as printed or published, is in the chain. */
  readonly heads: ReadonlyMap<string, boolean>;
}

/** Repeats the whole chain from the acts as they are now. */
export async function verifyJournal(
  db: Db,
  heads: readonly string[] = [],
): Promise<JournalVerdict> {
  const seen = new Set<string>();
  let [links, before] = [0, FIRST];
  let brokenAt: number | null = null;
  for (;;) {
    const rows = await linksAfter(db, links, sql`limit ${CHUNK}`);
    if (rows.length === 0) break;
    for (const link of rows) {
      const { id, position } = link;
      const isNext =
        id !== null && position === links + 1 && linkHash(before, { ...link, id }) === link.sha256;
      if (!isNext) brokenAt ??= link.position;
      [links, before] = [link.position, link.sha256];
      if (brokenAt === null) seen.add(link.sha256);
    }
  }
  return {
    links,
    head: links === 0 ? null : before,
    brokenAt,
    heads: new Map(heads.map((head) => [head, seen.has(head)])),
  };
}

const linksAfter = async (db: Db, position: number, limit: RawBuilder<unknown>) =>
  (
    await sql<Link>`select journal_link.position, journal_link.sha256, ${COLUMNS}
      from journal_link left join activity on activity.id = journal_link.activity_id
      where position > ${position} order by position ${limit}`.execute(db)
  ).rows;
