import { createHmac, randomBytes } from 'node:crypto';
import type { CodePass } from '#contract/invitations.ts';
import type { Deps } from '../deps.ts';
import type { Refusal } from '../problem.ts';
import { problem } from '../problem.ts';
import { isWorked, readChallenge, secondsLeft, writtenChallenge } from './code-challenge.ts';

const HOUR = 3_600_000;
/** Tries an hour from one network that led to no slip and cost nothing. */
export const FREE_TRIES = 10;
const LEAST_BITS = 14;
/** A million hashes: some seconds of a poor phone, behind whose address somebody else has guessed. */
const MOST_BITS = 20;
const WAIT_SECONDS = 5;
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

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Counted before anything is looked up: a thousand tries at the same moment are no way round it. As long
   * as those under way may yet use up what is free, the next one waits for them, so that a crowd of right
   * codes costs nothing. Gives what is to be told in the end: whether the code was anybody's.
   */
  async charge(address: string, code: string, pass: CodePass | undefined): Promise<Settle> {
    const moment = this.#deps.now().getTime();
    const network = this.#networkOf(address, moment);
    if (pass && this.#isPaid(code, pass, moment))
      return (isRight) => {
        if (isRight) network.tries -= 1;
      };
    while (network.tries < FREE_TRIES && network.tries + network.underWay >= FREE_TRIES)
      await new Promise<void>((resolve) => network.waiting.push(resolve));
    if (network.tries >= FREE_TRIES) throw this.#demand(network, code, moment);
    network.underWay += 1;
    return (isRight) => {
      network.underWay -= 1;
      if (!isRight) network.tries += 1;
      for (const goOn of network.waiting.splice(0)) goOn();
    };
  }

  #demand(network: Network, code: string, moment: number): Refusal {
    network.tries += 1;
    network.free = Math.max(network.free, moment) + WAIT_SECONDS * 1000;
    const bits = Math.min(
      MOST_BITS,
      LEAST_BITS + Math.floor(Math.log2(network.tries / FREE_TRIES)),
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
    // Come too early, one goes on waiting: nothing begins anew.
    if (seconds > 0 && !isWorked(pass, bits))
      throw problem('code_proof_needed', { challenge: pass.challenge, bits, seconds });
    this.#used.add(salt);
    return true;
  }

  #networkOf(address: string, moment: number): Network {
    const hour = Math.floor(moment / HOUR);
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
