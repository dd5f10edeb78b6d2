import * as z from 'zod/mini';

/** How far an agency's list is on its way to acceptance. */
export const AGENCY_STATES = [
  'absent',
  'problems',
  'handed_in',
  'returned',
  'signed',
  'accepted',
] as const;
export const AgencyState = z.enum(AGENCY_STATES);
export type AgencyState = z.output<typeof AgencyState>;
