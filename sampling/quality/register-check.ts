import { SmallestTickets } from '../draw/smallest-tickets.ts';
import { SamplingError } from '../errors.ts';
import { sha256 } from '../randomness/sha256.ts';
import { TicketSource } from '../randomness/ticket.ts';

/** Fewest entries of a register that suffice to meet a trim. */
export interface CheckAim {
  /** Entries of the register. */
  readonly population: number;
  /** Share of them, in (0, 1), that are absent from the list and should be noticed. */
  readonly share: number;
  /** Probability, in (0, 1), with which at least one of these is drawn. */
  readonly confidence: number;
}

/**
 * Sample size that meets at least one absent entry with the wanted probability, where `share` of the register (rounded
 * up to whole entries) is absent: discovery sampling, hypergeometric without replacement.
 * Arkin 1984, Handbook of Sampling for Auditing and Accounting, ch. 9.
 * @param aim entries, share and probability
 * @throws ImpossibleCheck
 */
export function registerCheckSize(aim: CheckAim): number {
  const { population, share, confidence } = aim;
  const isPossible =
    Number.isSafeInteger(population) &&
    population >= 1 &&
    [share, confidence].every((value) => value > 0 && value < 1);
  if (!isPossible)
    throw new SamplingError('ImpossibleCheck', 'A register, a share or a probability is none.', {
      population,
      share,
      confidence,
    });
  const absent = Math.ceil(share * population);
  let missed = 1;
  for (let size = 0; size < population - absent; size++) {
    if (missed <= 1 - confidence) return size;
    missed *= (population - absent - size) / (population - size);
  }
  return population - absent + (missed <= 1 - confidence ? 0 : 1);
}

/**
 * Positions of the register, from 1, in the order of the register: those with the smallest tickets under a key that the
 * public dice fix. Anybody repeats it. Ohlsson 1995 (order sampling); tickets as in SIPAS-DRAW/1.
 * @param seed what the check is bound to, the dice with it
 * @param population entries of the register
 * @param size positions to draw; all of them where it is larger
 */
export function drawRegisterPositions(seed: string, population: number, size: number): number[] {
  const tickets = new TicketSource(sha256(encoder.encode(seed)));
  const smallest = new SmallestTickets([Math.min(size, population)]);
  const id = new Uint8Array(LONGEST);
  for (let position = 1; position <= population; position++) {
    const { written } = encoder.encodeInto(String(position), id);
    smallest.offer(0, tickets.words(id, 0, written), id, 0, written);
  }
  return smallest
    .inOrder(0)
    .map(({ unitId }) => Number(unitId))
    .sort((a, b) => a - b);
}

const encoder = new TextEncoder();
/** Digits of the largest safe whole number. */
const LONGEST = 16;
