import type { DayPart } from './day-parts.ts';
import { DAY_PARTS } from './day-parts.ts';

export const VISIT_OUTCOMES = [
  'no_answer',
  'appointment',
  'refused',
  'never_again',
  'wrong_person',
  'moved',
  'died',
  'not_eligible',
  'language',
  'unreachable',
] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

/** After these nobody visits again. */
export const LAST_OUTCOMES: readonly VisitOutcome[] = [
  'refused',
  'never_again',
  'wrong_person',
  'moved',
  'died',
  'not_eligible',
];

/**
 * Attempts, closings and places that one contact hands in at most, each: what an interviewer notes in weeks without
 * network. Of more, the rest is dated as the days after that contact.
 */
export const MOST_NOTES = 500;

export interface Slot {
  readonly day: string;
  readonly part: DayPart;
}

/** Whether attempts suffice to close a case without contact: so many, in as many parts of the day as there are. */
export function mayClose(attempts: readonly Slot[], needed: number): boolean {
  const slots = new Set(attempts.map(({ day, part }) => `${day} ${part}`));
  const parts = new Set(attempts.map(({ part }) => part));
  return slots.size >= needed && parts.size >= Math.min(needed, DAY_PARTS.length);
}
