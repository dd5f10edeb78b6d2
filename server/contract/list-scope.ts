import * as z from 'zod/mini';
import { AgencyCode, Id, WHOLE_PROVINCE } from './scalars.ts';

/** A list's scope: one agency's code, or null for a file that covers the province. */
export const ListScope = z.union([
  z.pipe(
    z.literal(WHOLE_PROVINCE),
    z.transform(() => null),
  ),
  AgencyCode,
]);
export type ListScope = z.output<typeof ListScope>;

export const ListScopeParams = z.object({ campaignId: Id, agencyCode: ListScope });
