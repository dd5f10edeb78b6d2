import type { CodePass } from '#contract/opening.ts';
import { EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import { hasValidCheck } from '#contract/verhoeff.ts';
import { createBatcherPerDatabase } from '../db/batcher.ts';
import type { Db } from '../db/database.ts';
import { oneOf, preparedStatement } from '../db/prepared-statement.ts';
import { refuseRetired } from '../db/retired-slips.ts';
import { slipCodeHash } from '../db/slip-code-hash.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { EarlierCodes } from './earlier-codes.ts';
import { GuessCost } from './guess-cost.ts';
import { GuessesNoticed } from './guesses-noticed.ts';
import { tokenOf } from './secret-code.ts';

export interface TypedCode {
  readonly code: string;
  readonly pass?: CodePass | undefined;
}

/**
 * The token that belongs to a slip code. No limit over all shuts anybody out; what guessing costs is
 * reckoned in `guess-cost.ts`: 10^8 tries find one of 100,000 slips among 10^15 codes with a chance of 1 %.
 * A typing slip is caught by the check digit and costs nothing.
 */
export function codeEntry(deps: Deps) {
  const cost = new GuessCost(deps);
  const earlier = new EarlierCodes(deps);
  const noticed = new GuessesNoticed(deps);
  const lookUp = async (code: string) => {
    const codeHash = slipCodeHash(deps.secrets, code);
    const found = await findByCode(deps.db, codeHash);
    if (!found) await refuseRetired(deps.db, 'codeHash', codeHash);
    return found;
  };
  const find = (code: string) =>
    code.length === EARLIER_CODE_DIGITS ? earlier.pay(() => lookUp(code)) : lookUp(code);
  return async (address: string, { code, pass }: TypedCode): Promise<string> => {
    if (!hasValidCheck(code)) throw problem('code_check_failed');
    const slip = await cost.pay(address, code, pass, () => find(code));
    if (!slip) {
      await noticed.count();
      throw problem('invitation_not_found');
    }
    return tokenOf(deps.secrets, slip);
  };
}

const MOST_LOOKUPS = 200;
/** A crowd of guesses costs few statements, so that nobody else waits for a connection. */
const findByCode = createBatcherPerDatabase<string, FoundSlip>(
  MOST_LOOKUPS,
  (db) => async (hashes) =>
    new Map((await findByCodes(db, hashes)).map((slip) => [slip.codeHash, slip])),
);

const findByCodes = (db: Db, hashes: readonly string[]) =>
  db
    .selectFrom('invitation')
    .select(['id', 'issue', 'codeHash'])
    .where('codeHash', '=', oneOf(hashes))
    .modifyEnd(preparedStatement)
    .execute();
type FoundSlip = Awaited<ReturnType<typeof findByCodes>>[number];
