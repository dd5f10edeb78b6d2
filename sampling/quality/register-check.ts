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
  const tickets = new TicketSource(sha256(new TextEncoder().encode(seed)));
  return Array.from({ length: population }, (_, i) => ({
    position: i + 1,
    ticket: tickets.ticket(String(i + 1)),
  }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .slice(0, size)
    .map(({ position }) => position)
    .sort((a, b) => a - b);
}
