import { createBatcherPerDatabase } from '../db/batcher.ts';
import type { Db } from '../db/database.ts';
import { oneOf, preparedStatement } from '../db/prepared-statement.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';

/** The account that a link is for, while the link is valid and the account is open. */
export async function accountOfLink(db: Db, token: string, now: Date): Promise<LinkedAccount> {
  const account = await findByHash(db, hashOf(token));
  if (!account || account.expiresAt <= now) throw problem('password_link_invalid');
  return account;
}

const MOST_LOOKUPS = 200;
/** A crowd with made-up links costs few statements, so that nobody else waits for a connection. */
const findByHash = createBatcherPerDatabase<string, LinkedAccount>(
  MOST_LOOKUPS,
  (db) => async (hashes) =>
    new Map((await findByHashes(db, hashes)).map((account) => [account.tokenHash, account])),
);

const findByHashes = (db: Db, hashes: readonly string[]) =>
  db
    .selectFrom('passwordLink')
    .innerJoin('staff', 'staff.id', 'passwordLink.staffId')
    .leftJoin('agency', 'agency.code', 'staff.agencyCode')
    .select(['tokenHash', 'expiresAt', 'staff.id', 'username', 'fullName'])
    .select('agency.name as agencyName')
    .where('tokenHash', '=', oneOf(hashes))
    .where('usedAt', 'is', null)
    .where('isDisabled', '=', false)
    .modifyEnd(preparedStatement)
    .execute();
type LinkedAccount = Awaited<ReturnType<typeof findByHashes>>[number];
