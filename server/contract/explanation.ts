import * as z from 'zod/mini';
import { Count, Moment } from './scalars.ts';

/** Why what is missing or differs is as it is, in the agency's words. */
export const Explanation = z.object({ note: z.string(), explained: Count, at: Moment });
