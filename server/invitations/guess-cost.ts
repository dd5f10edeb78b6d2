import type { CodePass } from '#contract/opening.ts';
import type { Deps } from '../deps.ts';
import type { Refusal } from '../problem.ts';
import { problem } from '../problem.ts';
import { isWorked, readChallenge, secondsLeft, writtenChallenge } from './code-challenge.ts';
import { hourOf, SharedTries } from './shared-tries.ts';
import { WrongCodes } from './wrong-codes.ts';

/** Tries an hour from one network that led to no slip and cost nothing. */
export const FREE_TRIES = 10;
const LEAST_BITS = 14;
/** A million hashes: some seconds of a poor phone, behind whose address somebody else has guessed. */
const MOST_OWN_BITS = 20;
const WAIT_SECONDS = 5;
const FREE_UNDER_ATTACK = 2;
/** Beyond what a phone can do: it waits instead. A challenge lives ten minutes. */
const MOST_BITS = 40;
const LONGEST_WAIT = 540;

type Find<T> = () => Promise<T | undefined>;

/**
 * A graphics card makes 2.2e10 hashes a second: at 2^20 for a try it makes 2e4 tries, and 10^8 of them, which
 * find one of 100,000 slips with a chance of 1 %, in 80 minutes. So with p = wrong codes / CALM_WRONG over all
 * networks the work for a try is 2^14 p^3 hashes at least half, the wait 5p seconds, and two tries are free.
 * In 45 days: one card 1.8e7 tries (0.2 %), a hundred 5.7e7 (0.6 %), ten thousand networks that use up what is
 * free and wait 9.4e7 (0.9 %). It falls on networks with wrong codes: a right code from another costs nothing.
 *
 * What a try of a code costs is borne by the network that it comes from: nothing at first, then work or a
 * wait that grow with its own tries. Nobody is shut out, and nobody elsewhere notices. Counted over all server
 * processes for an hour, by a keyed hash of network and hour; a right code writes nothing.
 */
export class GuessCost {
  readonly #deps: Deps;
  readonly #tries: SharedTries;
  readonly #wrong: WrongCodes;
  readonly #used = new Set<string>();
  #hour = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#tries = new SharedTries(deps);
    this.#wrong = new WrongCodes(deps);
  }

  /** What `find` gives for a code, once the network has paid for the try. */
  async pay<T>(address: string, code: string, pass: CodePass | undefined, find: Find<T>) {
    const network = `guess|${address}`;
    if (pass && this.#isPaid(code, pass)) return this.#findPaid(network, pass, find);
    const tried = await this.#tries.spend(
      network,
      () => this.#readFree(),
      () => this.#found(find),
    );
    if (tried === 'spent') throw await this.#demand(network, code);
    return tried.found;
  }

  async #found<T>(find: Find<T>): Promise<T | undefined> {
    let found: T | undefined;
    try {
      found = await find();
      return found;
    } finally {
      if (found === undefined) await this.#wrong.add();
    }
  }

  /** Whose code was right gets the try back, once for each challenge. */
  async #findPaid<T>(network: string, { challenge }: CodePass, find: Find<T>) {
    const found = await this.#found(find);
    if (found === undefined) return found;
    const isFirst = await this.#tries.take(`challenge|${challenge}`, 1);
    if (isFirst) await this.#tries.giveBack(network);
    return found;
  }

  async #demand(network: string, code: string): Promise<Refusal> {
    const issued = this.#deps.now().getTime();
    const { pressure } = this.#wrong;
    const waitMs = Math.min(LONGEST_WAIT, WAIT_SECONDS * pressure) * 1000;
    const { count, freeAt } = await this.#tries.add(network, waitMs);
    const own = LEAST_BITS + Math.max(0, Math.floor(Math.log2(count / FREE_TRIES)));
    const bits = Math.min(
      MOST_BITS,
      Math.min(MOST_OWN_BITS, own) + Math.floor(3 * Math.log2(pressure)),
    );
    const seconds = Math.ceil(((freeAt?.getTime() ?? issued) - issued) / 1000);
    const terms = { issued, seconds, bits };
    const challenge = writtenChallenge(this.#deps.secrets, code, terms);
    return problem('code_proof_needed', { challenge, bits, seconds });
  }

  #isPaid(code: string, pass: CodePass): boolean {
    const now = this.#deps.now();
    const moment = now.getTime();
    const challenge = readChallenge(this.#deps.secrets, code, pass.challenge, moment);
    if (hourOf(now) !== this.#hour) this.#used.clear();
    this.#hour = hourOf(now);
    if (!challenge || this.#used.has(challenge.salt)) return false;
    const seconds = secondsLeft(challenge, moment);
    const { bits, salt } = challenge;
    // A wait that ended too early continues; it does not begin anew.
    if (seconds > 0 && !isWorked(pass, bits))
      throw problem('code_proof_needed', { challenge: pass.challenge, bits, seconds });
    this.#used.add(salt);
    return true;
  }

  async #readFree(): Promise<number> {
    await this.#wrong.read();
    return this.#wrong.pressure > 1 ? FREE_UNDER_ATTACK : FREE_TRIES;
  }
}
