import type { Db } from '../db/database.ts';
import { verifyJournal } from '../db/journal-chain.ts';
import type { MasterKey } from '../secrets.ts';
import { checkCertificate } from './check-certificate.ts';
import { checkDraw, checkPlan } from './check-draw.ts';
import { checkFrame } from './check-frame.ts';
import { checkPublication } from './check-publication.ts';
import { checkReceipts } from './check-receipts.ts';
import type { Finding } from './finding.ts';
import { absent, compared, unequal } from './finding.ts';

export interface CheckedPart {
  /** A campaign's name, or what concerns them all. */
  readonly about: string;
  readonly finding: Finding;
}

type Check = (db: Db, campaignId: string, key: MasterKey | undefined) => Promise<Finding>;

/** Of one campaign, in the order in which each builds on the one before. */
export const CAMPAIGN_CHECKS: readonly Check[] = [
  checkFrame,
  checkPlan,
  checkDraw,
  checkReceipts,
  checkPublication,
  checkCertificate,
];

/** Proves, by computing it again, all that the platform has promised of a database. */
export async function* checkDatabase(
  db: Db,
  key: MasterKey | undefined,
): AsyncGenerator<CheckedPart> {
  yield { about: 'journal', finding: await checkJournal(db) };
  yield { about: 'keys', finding: await checkKey(db, key) };
  const campaigns = await db
    .selectFrom('campaign')
    .select(['id', 'name'])
    .orderBy('createdAt')
    .execute();
  for (const { id, name } of campaigns)
    for (const check of CAMPAIGN_CHECKS) yield { about: name, finding: await check(db, id, key) };
}

export async function checkJournal(db: Db): Promise<Finding> {
  const publications = await db.selectFrom('publication').select('results').execute();
  const published: string[] = publications.flatMap(
    ({ results }) => JSON.parse(results).journal?.sha256 ?? [],
  );
  const { links, brokenAt, heads } = await verifyJournal(db, published);
  const missing = [...heads.values()].filter((isThere) => !isThere).length;
  const faults = [
    ...unequal(`the chain breaks at place ${brokenAt}`, brokenAt === null),
    ...unequal(`${missing} published heads are not in the chain`, missing === 0),
  ];
  return compared('chain', faults, `${links} acts, ${published.length} published heads`);
}

async function checkKey(db: Db, key: MasterKey | undefined): Promise<Finding> {
  const kept = await db.selectFrom('keyMark').select('mark').executeTakeFirst();
  if (!key || !kept) return absent('master key', key ? 'no mark in the database' : 'not given');
  const mark = key.keyed('key-mark', 'sipas').toString('hex');
  return compared(
    'master key',
    unequal('not the key of this database', mark === kept.mark),
    'the database’s own',
  );
}
