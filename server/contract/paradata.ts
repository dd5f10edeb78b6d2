import * as z from 'zod/mini';

export const DEVICES = ['phone', 'tablet', 'desktop'] as const;

/** Longer than this nobody reads one screen: somebody was called away. */
export const LONGEST_SECONDS = 600;
/** Nobody reads and answers an item in less (Huang et al. 2012, J. Bus. Psychol. 27:99–114). */
export const SECONDS_PER_ANSWER = 2;

/** How an interview went, never what was answered or by whom: counted in totals of an agency, then gone. */
export const Paradata = z.object({
  /** With the page's scripts, or as plain forms. */
  page: z.enum(['scripts', 'plain']),
  /** By the pointer and the width of the screen alone. */
  device: z.optional(z.enum(DEVICES)),
  /** Whole seconds that each group of questions was in sight; absent when another device had a part in it. */
  seconds: z.optional(
    z.record(z.string().check(z.maxLength(40)), z.int().check(z.gte(0), z.lte(LONGEST_SECONDS))),
  ),
  /** Choices that were changed after they had been made. */
  changes: z.optional(z.int().check(z.gte(0), z.lte(10_000))),
});
export type Paradata = z.output<typeof Paradata>;
