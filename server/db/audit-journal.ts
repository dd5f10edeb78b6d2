import { storedHeads } from './daily-heads.ts';
import type { Db } from './database.ts';
import { verifyJournal } from './journal-chain.ts';

export interface JournalAudit {
  readonly isSame: boolean;
  readonly lines: readonly string[];
}

/** The chain made again from the acts, against heads on paper, published ones and those stored at the end of each day. */
export async function auditJournal(db: Db, printed: readonly string[]): Promise<JournalAudit> {
  const stored = await storedHeads(db);
  const outside = [...printed, ...(await publishedHeads(db))];
  const { links, head, brokenAt, heads } = await verifyJournal(db, [
    ...outside,
    ...stored.map(({ sha256 }) => sha256),
  ]);
  const faults = [
    ...(brokenAt === null ? [] : [`the chain breaks at place ${brokenAt}`]),
    ...outside
      .filter((sha256) => !heads.get(sha256))
      .map((sha256) => `not in the chain: ${sha256}`),
    ...stored
      .filter(({ sha256 }) => !heads.get(sha256))
      .map(({ day, sha256 }) => `not in the chain: ${sha256}, stored as the head of ${day}`),
  ];
  // Not wrong by itself: the server was off, or the day is of before heads were stored.
  const late = stored
    .filter(({ isLate }) => isLate)
    .map(({ day, storedAt }) => `the head of ${day} was stored on ${storedAt.toISOString()}`);
  const isSame = faults.length === 0;
  const first = `${isSame ? 'OK' : 'DIFFERENT'} ${links} acts, ${stored.length} stored heads, head ${head ?? 'none'}`;
  return { isSame, lines: [first, ...faults, ...late] };
}

async function publishedHeads(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('publication').select('results').execute();
  return rows.flatMap(({ results }) => JSON.parse(results).journal?.sha256 ?? []);
}
