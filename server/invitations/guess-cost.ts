import { createHmac, randomBytes } from 'node:crypto';
import type { CodePass } from '#contract/opening.ts';
import type { Deps } from '../deps.ts';
import type { Refusal } from '../problem.ts';
import { problem } from '../problem.ts';
import { isWorked, readChallenge, secondsLeft, writtenChallenge } from './code-challenge.ts';

const HOUR = 3_600_000;
/** Tries an hour from one network that led to no slip and cost nothing. */
export const FREE_TRIES = 10;
const LEAST_BITS = 14;
/** A million hashes: some seconds of a poor phone, behind whose address somebody else has guessed. */
const MOST_OWN_BITS = 20;
const WAIT_SECONDS = 5;
/** Wrong codes of a day over all networks up to which a network pays for its own alone. */
export const CALM_WRONG = 3000;
const FREE_UNDER_ATTACK = 2;
/** Beyond what a phone can do: it waits instead. A challenge lives ten minutes. */
const MOST_BITS = 40;
const LONGEST_WAIT = 540;
/** A bound on memory, which nobody reaches by typing. */
const MOST_NETWORKS = 500_000;

export type Settle = (isRight: boolean) => void;

interface Network {
  /** Those that led to no slip. */
  tries: number;
  underWay: number;
  readonly waiting: (() => void)[];
  /** When the last of those who wait instead of working will have waited. */
  free: number;
}

/**
 * A graphics card makes 2.2e10 hashes a second: at 2^20 for a try it makes 2e4 tries, and 10^8 of them, which
 * find one of 100,000 slips with a chance of 1 %, in 80 minutes. So with p = wrong codes / CALM_WRONG over all
 * networks the work for a try is 2^14 p^3 hashes at least half, the wait 5p seconds, and two tries are free.
 * In 45 days: one card 1.8e7 tries (0.2 %), a hundred 5.7e7 (0.6 %), ten thousand networks that use up what is
 * free and wait 9.4e7 (0.9 %). It falls on networks with wrong codes: a right code from another costs nothing.
 *
 * What a try of a code costs is borne by the network that it comes from: nothing at first, then work or a
 * wait that grow with its own tries. Nobody is shut out, and nobody elsewhere notices. It lives in this
 * process's memory for an hour, under a key that is nowhere else: an address is stored nowhere.
 */
export class GuessCost {
  readonly #deps: Deps;
  readonly #key = randomBytes(32);
  readonly #networks = new Map<string, Network>();
  readonly #used = new Set<string>();
  #hour = 0;
  #day = 0;
  /** Of this day, and half of what was before. */
  #wrong = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Counted before anything is looked up: a thousand tries at the same moment are no way round it. As long
   * as those under way may yet use up what is free, the next one waits for them, so that a crowd of right
   * codes costs nothing. Gives the function to call in the end: whether the code was anybody's.
   */
  async charge(address: string, code: string, pass: CodePass | undefined): Promise<Settle> {
    const moment = this.#deps.now().getTime();
    const network = this.#networkOf(address, moment);
    if (pass && this.#isPaid(code, pass, moment))
      return (isRight) => {
        if (isRight) network.tries -= 1;
        else this.#wrong += 1;
      };
    while (network.tries < this.#free && network.tries + network.underWay >= this.#free)
      await new Promise<void>((resolve) => network.waiting.push(resolve));
    if (network.tries >= this.#free) throw this.#demand(network, code, moment);
    network.underWay += 1;
    return (isRight) => {
      network.underWay -= 1;
      if (!isRight) {
        network.tries += 1;
        this.#wrong += 1;
      }
      for (const goOn of network.waiting.splice(0)) goOn();
    };
  }

  #demand(network: Network, code: string, moment: number): Refusal {
    network.tries += 1;
    const wait = Math.min(LONGEST_WAIT, WAIT_SECONDS * this.#pressure);
    network.free = Math.max(network.free, moment) + wait * 1000;
    const own = LEAST_BITS + Math.max(0, Math.floor(Math.log2(network.tries / FREE_TRIES)));
    const bits = Math.min(
      MOST_BITS,
      Math.min(MOST_OWN_BITS, own) + Math.floor(3 * Math.log2(this.#pressure)),
    );
    const seconds = Math.ceil((network.free - moment) / 1000);
    const terms = { issued: moment, seconds, bits };
    const challenge = writtenChallenge(this.#deps.secrets, code, terms);
    return problem('code_proof_needed', { challenge, bits, seconds });
  }

  #isPaid(code: string, pass: CodePass, moment: number): boolean {
    const challenge = readChallenge(this.#deps.secrets, code, pass.challenge, moment);
    if (!challenge || this.#used.has(challenge.salt)) return false;
    const seconds = secondsLeft(challenge, moment);
    const { bits, salt } = challenge;
    // A wait that ended too early continues; it does not begin anew.
    if (seconds > 0 && !isWorked(pass, bits))
      throw problem('code_proof_needed', { challenge: pass.challenge, bits, seconds });
    this.#used.add(salt);
    return true;
  }

  get #pressure(): number {
    return Math.max(1, this.#wrong / CALM_WRONG);
  }

  get #free(): number {
    return this.#pressure > 1 ? FREE_UNDER_ATTACK : FREE_TRIES;
  }

  #networkOf(address: string, moment: number): Network {
    const hour = Math.floor(moment / HOUR);
    const day = Math.floor(hour / 24);
    if (day !== this.#day) this.#wrong = Math.floor(this.#wrong / 2);
    this.#day = day;
    if (hour !== this.#hour) {
      this.#networks.clear();
      this.#used.clear();
      this.#hour = hour;
    }
    const mark = createHmac('sha256', this.#key).update(address).digest('base64url');
    let network = this.#networks.get(mark);
    if (!network) {
      network = { tries: 0, underWay: 0, waiting: [], free: 0 };
      this.#networks.set(mark, network);
      const [oldest] = this.#networks.keys();
      if (this.#networks.size > MOST_NETWORKS && oldest) this.#networks.delete(oldest);
    }
    return network;
  }
}
