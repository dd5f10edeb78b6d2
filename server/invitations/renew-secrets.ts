import { sql } from 'kysely';
import { CODE_DIGITS } from '#contract/slip-code.ts';
import type { Db } from '../db/database.ts';
import { slipCodeHash } from '../db/slip-code-hash.ts';
import type { Deps } from '../deps.ts';
import { tokenHash as hashOfToken, slipCodeOf, tokenOf } from './secret-code.ts';

export interface RenewedCase {
  readonly id: string;
  readonly campaignId: string;
  readonly issue: number;
  readonly tokenHash: string;
  readonly codeHash: string;
}

/** The columns of an invitation that renewing needs. Its rows must be locked. */
export const RENEWED = ['id', 'campaignId', 'issue', 'tokenHash', 'codeHash'] as const;

const CHUNK = 500;

/** Gives each case a link and a code that nobody has had; the old ones are retired in the same transaction. */
export async function renewSecrets(
  trx: Db,
  secrets: Deps['secrets'],
  cases: readonly RenewedCase[],
): Promise<void> {
  for (let from = 0; from < cases.length; from += CHUNK) {
    const some = cases.slice(from, from + CHUNK);
    await trx.insertInto('retiredSlip').values(some.map(retiredSlip)).execute();
    const renewed = some.map(({ id, issue }) => renewedSecrets(secrets, id, issue + 1));
    await sql`
      update invitation set issue = renewed.issue, token_hash = renewed.token_hash,
        code_hash = renewed.code_hash, code_digits = ${CODE_DIGITS}, is_delivered = false
      from unnest(${renewed.map(({ id }) => id)}::uuid[], ${renewed.map(({ issue }) => issue)}::int[],
        ${renewed.map((row) => row.tokenHash)}::text[], ${renewed.map((row) => row.codeHash)}::text[])
        as renewed (id, issue, token_hash, code_hash)
      where invitation.id = renewed.id`.execute(trx);
  }
}

const retiredSlip = ({
  id: invitationId,
  campaignId,
  issue,
  tokenHash,
  codeHash,
}: RenewedCase) => ({
  invitationId,
  campaignId,
  issue,
  tokenHash,
  codeHash,
});

/** A code that another slip has, one in 10^15 for each of them, is refused by its unique constraint: press again. */
function renewedSecrets(secrets: Deps['secrets'], id: string, issue: number) {
  const slip = { id, issue };
  return {
    ...slip,
    tokenHash: hashOfToken(tokenOf(secrets, slip)),
    codeHash: slipCodeHash(secrets, slipCodeOf(secrets, slip)),
  };
}
