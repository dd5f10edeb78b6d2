import type { CodePass } from '#contract/invitations.ts';
import { EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { EarlierCodes } from './earlier-codes.ts';
import { GuessCost } from './guess-cost.ts';
import { GuessesNoticed } from './guesses-noticed.ts';
import { slipCodeHash, tokenOf } from './secret-code.ts';
import { hasValidCheck } from './verhoeff.ts';

export interface TypedCode {
  readonly code: string;
  readonly pass?: CodePass | undefined;
}

/**
 * The token that belongs to a slip code. There is no limit over all: with 100,000 slips among 10^15 codes,
 * ten thousand networks that each make ten free tries an hour for 45 days find one with a chance of 1 %.
 * A typing slip is caught by the check digit and costs nothing.
 */
export function codeEntry(deps: Deps) {
  const cost = new GuessCost(deps);
  const earlier = new EarlierCodes(deps);
  const noticed = new GuessesNoticed(deps);
  return async (address: string, { code, pass }: TypedCode): Promise<string> => {
    if (!hasValidCheck(code)) throw problem('code_check_failed');
    const isEarlier = code.length === EARLIER_CODE_DIGITS;
    cost.charge(address, code, pass);
    if (isEarlier) await earlier.charge();
    const invitation = await findByCode(deps, code);
    if (!invitation) {
      await noticed.count();
      throw problem('invitation_not_found');
    }
    cost.giveBack(address);
    if (isEarlier) earlier.giveBack();
    return tokenOf(deps.secrets, invitation.id);
  };
}

const findByCode = ({ db, secrets }: Deps, code: string) =>
  db
    .selectFrom('invitation')
    .select('id')
    .where('codeHash', '=', slipCodeHash(secrets, code))
    .executeTakeFirst();
