import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Tables } from '../db/schema.ts';
import { tokenHash, tokenOf } from '../invitations/secret-code.ts';
import { expectedBallots, voidedBallots } from '../responses/queries.ts';
import { receiptCode } from '../responses/receipt.ts';
import type { MasterKey } from '../secrets.ts';
import type { Finding } from './finding.ts';
import { absent, compared, unequal } from './finding.ts';

type Receipted = Pick<
  Selectable<Tables['invitation']>,
  'id' | 'issue' | 'tokenHash' | 'receiptCode' | 'door'
>;

const PAGE = 1000;
/** Codes that fell together were made anew, by the number of the attempt. */
const ATTEMPTS = 10;

/**
 * There is one response for each receipt: sealed in the box before the count, stored after it. With the
 * master key every link leads to its invitation, and every receipt follows from the link that was answered.
 */
export async function checkReceipts(
  db: Db,
  campaignId: string,
  key: MasterKey | undefined,
): Promise<Finding> {
  const expected = await expectedBallots(db, campaignId);
  const invited = await countIn(db, 'invitation', campaignId);
  if (invited === 0) return absent('receipts', 'nobody invited');
  const sealed = (await countIn(db, 'ballot', campaignId)) - (await voidedBallots(db, campaignId));
  const kept = sealed + (await countIn(db, 'response', campaignId));
  const foreign = key ? await foreignSecrets(db, campaignId, key) : { links: 0, receipts: 0 };
  const faults = [
    ...unequal(`${kept} responses for ${expected} receipts`, kept === expected),
    ...unequal(`${foreign.links} links that the master key does not give`, foreign.links === 0),
    ...unequal(`${foreign.receipts} receipts of no link`, foreign.receipts === 0),
  ];
  const by = key ? '' : ' (without the master key: only counted)';
  return compared('receipts', faults, `${expected} responses, ${invited} links${by}`);
}

async function countIn(
  db: Db,
  table: 'invitation' | 'ballot' | 'response',
  campaignId: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} where campaign_id = ${campaignId}`.execute(
    db,
  );
  return rows[0]!.count;
}

async function foreignSecrets(db: Db, campaignId: string, key: MasterKey) {
  const found = { links: 0, receipts: 0 };
  for await (const invitation of invitationsOf(db, campaignId)) {
    const token = tokenOf(key, invitation);
    if (tokenHash(token) !== invitation.tokenHash) found.links += 1;
    else if (isForeign(key, token, invitation)) found.receipts += 1;
  }
  return found;
}

function isForeign(key: MasterKey, token: string, { receiptCode: code, door }: Receipted): boolean {
  // By the other doors answers come with a secret of their own in place of the link's.
  if (code === null || door !== 'self') return false;
  return !Array.from({ length: ATTEMPTS }, (_, attempt) => attempt).some(
    (attempt) => receiptCode(key, token, attempt) === code,
  );
}

async function* invitationsOf(db: Db, campaignId: string): AsyncGenerator<Receipted> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await db
      .selectFrom('invitation')
      .select(['id', 'issue', 'tokenHash', 'receiptCode', 'door'])
      .where('campaignId', '=', campaignId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)!.id;
  }
}
