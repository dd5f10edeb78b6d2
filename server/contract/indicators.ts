import * as z from 'zod/mini';
import { EXCLUSIONS, FAULTS } from './list-words.ts';
import { Count } from './scalars.ts';

/** Shown for every agency. */
export const INDICATORS = [
  'late',
  'refused',
  'withoutPhone',
  'missingNumbers',
  'emptyDays',
] as const;
/** Shown where there are cases: what takes a dossier out of the frame without deleting it. */
export const TRIM_INDICATORS = [
  'commonPhone',
  'commonPhoneUnhappy',
  'lateLeftOut',
  'refusedLeftOut',
  ...FAULTS,
  ...EXCLUSIONS,
] as const;
/** Few of these are worth a question: nobody is late, or the numbers were given anew. */
export const MARKED_WHEN_LOW: ReadonlySet<string> = new Set([
  'late',
  'refused',
  'missingNumbers',
  'unhappyInField',
]);
export const Indicator = z.object({
  name: z.enum([...INDICATORS, ...TRIM_INDICATORS, 'unhappyInField', 'combined']),
  /** Of `combined`: signs that lean towards a trim, among the signs that are compared. */
  cases: Count,
  total: Count,
  /** Null where nothing was counted. */
  share: z.nullable(z.number()),
  /** What the agency's own mix of fields lets expect. */
  expected: z.number(),
  /** The share of all agencies of its kind together. */
  province: z.number(),
  /** The shares of four in five similar agencies; null where there are too few. */
  similar: z.nullable(z.object({ low: z.number(), high: z.number() })),
  /** The name of the field that it is about; null where it is about all. */
  field: z.nullable(z.string()),
  /** On which side it differs, beyond chance and beyond the usual differences. */
  side: z.nullable(z.enum(['low', 'high'])),
});
export type Indicator = z.output<typeof Indicator>;
