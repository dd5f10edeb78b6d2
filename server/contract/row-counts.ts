import * as z from 'zod/mini';
import { EXCLUSIONS, FAULTS } from './list-words.ts';
import { Count } from './scalars.ts';

export const Fault = z.enum(FAULTS);
export type Fault = z.output<typeof Fault>;

export const Exclusion = z.enum(EXCLUSIONS);
export type Exclusion = z.output<typeof Exclusion>;

/** Why a row is not in the frame. */
export type Reason = Fault | Exclusion;

/** rows = accepted + merged + excluded + inError, at any time. */
export const RowCounts = z.object({
  rows: Count,
  accepted: Count,
  merged: Count,
  excluded: Count,
  inError: Count,
});
export type RowCounts = z.output<typeof RowCounts>;
