import type { Opening } from '#contract/opening.ts';
import type { Answers } from '#contract/questionnaire.ts';
import type { Submission } from '#contract/responses.ts';
import type { Effort } from './effort.ts';

/** A slip on this device: the token of its link, and the name under which the device keeps it. */
export interface Slip {
  readonly key: string;
  readonly token: string;
}

/** Answers on their way. `key` is a hash of the token, so that one slip never sees another's. */
export interface Draft {
  readonly key: string;
  readonly opening: Opening;
  readonly answers: Answers;
  /** When each answer was given or taken back, by the server's clock: the latest counts. */
  readonly stamps: Readonly<Record<string, number>>;
  /** How often each was written on this device: the order of its tabs, which no clock can turn round. */
  readonly turns?: Readonly<Record<string, number>>;
  /**
   * Made on this device, or typed in from the one that has begun: with the link's token it names and opens
   * the locked copy on the server, which never learns it.
   */
  readonly code: string;
  /** Which of two codes stays, where a cleared storage has got another: 0 never shown, 1 shown, or when it was taken over. */
  readonly codeWeight: number;
  /** The person does not want to write it down. */
  readonly isCodeSkipped?: true;
  /** When another device last continued with it. */
  readonly continuedAt?: number;
  /** Of the locked copy on the server that this draft holds all of. */
  readonly revision: number;
  /** To which that copy was padded: no later one is shorter. */
  readonly room?: number;
  /** First question of the screen that is open, `start` or `check`. */
  readonly at: string;
  /** The person pressed “Bắt đầu”, and the server knows it. */
  readonly started: 'no' | 'here' | 'known';
  readonly effort?: Effort;
  /** Answers of another device have come in: the effort here is not the whole. */
  readonly isShared?: true;
}

/** A sealed submission; it changes no more. `refusal` is set when the server said no for good. */
export interface Parcel {
  readonly key: string;
  readonly submissionId: string;
  readonly submission: Submission;
  readonly hotline: string;
  readonly refusal?: Refused;
}
export interface Refused {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** All that stays once the server has the response. */
export interface Kept {
  readonly key: string;
  readonly code: string;
  readonly week: string;
}
