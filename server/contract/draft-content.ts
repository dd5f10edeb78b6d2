import type { Answers, AnswerValue } from './questionnaire.ts';

/** `at`: milliseconds by the server's clock, as far as the device knows it (the `date` of its replies). */
export interface StampedAnswer {
  /** Absent: the answer was taken back. Null: the person chose not to answer. */
  readonly value?: AnswerValue;
  readonly at: number;
}

/** The content of a sealed draft. Every phone, and the pages without JavaScript, write the same. */
export interface DraftContent {
  readonly answers: Readonly<Record<string, StampedAnswer>>;
  /** First question of the screen that was open last, or `check`. */
  readonly at?: string;
  /** When another device last continued it by the continuation code. */
  readonly continuedAt?: number;
}

export const EMPTY_DRAFT: DraftContent = { answers: {} };

/**
 * The latest answer of each question. The result is the same whichever of two phones merges, in
 * whatever order and how often: ties go to the text that sorts last.
 */
export function mergedDrafts(first: DraftContent, other: DraftContent): DraftContent {
  const answers: Record<string, StampedAnswer> = { ...first.answers };
  for (const [code, answer] of Object.entries(other.answers)) {
    const known = answers[code];
    if (!known || isLater(answer, known)) answers[code] = answer;
  }
  const position = latest(other) > latest(first) ? (other.at ?? first.at) : (first.at ?? other.at);
  const continuedAt = Math.max(first.continuedAt ?? 0, other.continuedAt ?? 0);
  return { answers, ...(position && { at: position }), ...(continuedAt > 0 && { continuedAt }) };
}

const isLater = (answer: StampedAnswer, other: StampedAnswer): boolean =>
  answer.at === other.at ? valueText(answer) > valueText(other) : answer.at > other.at;

const valueText = ({ value }: StampedAnswer): string => JSON.stringify(value) ?? '';

/**
 * The time of a change. Two phones' clocks differ, and replies correct them backwards too: a change is
 * later than what it changes all the same.
 */
export const changedAt = (moment: number, before: number | undefined): number =>
  Math.max(moment, (before ?? 0) + 1);

/** When the newest of a draft's answers was given; 0 without one. */
export const latest = ({ answers }: DraftContent): number =>
  Math.max(0, ...Object.values(answers).map(({ at: instant }) => instant));

/** The answers as they are sent: what was taken back is not among them. */
export const answersIn = ({ answers }: DraftContent): Answers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([code, { value }]) =>
      value === undefined ? [] : [[code, value]],
    ),
  );
