import { createHash } from 'node:crypto';
import type { Db } from '../db/database.ts';
import { walkByIndex } from './walk-by-index.ts';

const PAGE = 4000;
const PREFIX = 2;

/**
 * SHA-256 of frame.tsv as its rows give it now, or null where no frame was frozen. A million units stay
 * a million short strings, sorted a handful at a time, so that other people's requests get their turn.
 */
export async function frameSha256(db: Db, campaignId: string): Promise<string | null> {
  const byPrefix = await frameLines(db, campaignId);
  if (byPrefix.size === 0) return null;
  const hash = createHash('sha256');
  for (const prefix of [...byPrefix.keys()].sort()) {
    for (const line of (byPrefix.get(prefix) ?? []).sort()) hash.update(line);
    await new Promise(setImmediate);
  }
  return hash.digest('hex');
}

/** TAB is smaller than every byte of an identifier, so a short one's prefix with its TAB sorts first. */
async function frameLines(db: Db, campaignId: string): Promise<Map<string, string[]>> {
  const byPrefix = new Map<string, string[]>();
  for (let last = ''; ; ) {
    const page = await framePage(db, campaignId, last);
    for (const { unitId, stratum } of page) {
      const line = `${unitId}\t${stratum}\n`;
      const lines = byPrefix.get(line.slice(0, PREFIX));
      if (lines) lines.push(line);
      else byPrefix.set(line.slice(0, PREFIX), [line]);
    }
    await new Promise(setImmediate);
    last = page.at(-1)?.unitId ?? '';
    if (page.length < PAGE) return byPrefix;
  }
}

const framePage = (db: Db, campaignId: string, after: string) =>
  db.transaction().execute(async (trx) => {
    await walkByIndex(trx);
    return trx
      .selectFrom('frameUnit')
      .select(['unitId', 'stratum'])
      .where('campaignId', '=', campaignId)
      .where('unitId', '>', after)
      .orderBy('unitId')
      .limit(PAGE)
      .execute();
  });
