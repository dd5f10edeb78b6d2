import { SamplingError } from '../errors.ts';
import { TicketSource } from '../randomness/ticket.ts';
import type { FrameUnit } from './canonical.ts';
import { byBytes } from './identifier.ts';

/** A transaction in the frame with the pseudonym of the person behind it. */
export interface PersonUnit extends FrameUnit {
  readonly personId: string;
}

/** The transaction kept for a person, and how many eligible ones it represents. */
export interface LinkedUnit extends PersonUnit {
  /** Eligible transactions of the person: the weight's factor when transactions are the target. */
  readonly transactions: number;
}

/**
 * Keeps one transaction a person, the one with the smallest ticket under a key fixed before the
 * frame, so that nobody is asked twice and nobody chose which. Units come back sorted by id.
 * Throws DuplicateUnitId. Source: SIPAS-DRAW/1, persons with several transactions; multiplicity
 * estimator of Sirken (1970), JASA 65.
 * @param key 32 bytes, fixed before the frame
 * @param units transactions with the person of each
 */
export function linkPersons(key: Uint8Array, units: Iterable<PersonUnit>): LinkedUnit[] {
  const tickets = new TicketSource(key);
  const kept = new Map<string, { unit: PersonUnit; ticket: string; transactions: number }>();
  const seen = new Set<string>();
  for (const unit of units) {
    if (seen.has(unit.unitId))
      throw new SamplingError('DuplicateUnitId', `Unit ${unit.unitId} is there twice.`, {
        unitId: unit.unitId,
      });
    seen.add(unit.unitId);
    const ticket = tickets.ticket(unit.unitId);
    const linked = kept.get(unit.personId);
    const isSmaller = linked === undefined || ticket < linked.ticket;
    kept.set(unit.personId, {
      ...(isSmaller ? { unit, ticket } : linked),
      transactions: (linked?.transactions ?? 0) + 1,
    });
  }
  return [...kept.values()]
    .map(({ unit, transactions }) => ({ ...unit, transactions }))
    .sort((a, b) => byBytes(a.unitId, b.unitId));
}
