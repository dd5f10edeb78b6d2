import type * as z from 'zod/mini';
import type { ListRemark, Unaccepted } from '#contract/frozen-frame.ts';
import { problem } from '../../problem.ts';
import type { AgencyStanding } from '../acceptance/agency-states.ts';
import { unacceptedOf } from '../acceptance/agency-states.ts';

/** Why agencies are left out or drawn from unaccepted, as Home Affairs states it. */
export interface LeftOutReasons {
  readonly absentReason: string | undefined;
  readonly unacceptedReason: string | undefined;
}

/** A commune without a list is left out knowingly, for a reason that is published, or not at all. */
export function absentAgencies(
  standings: readonly AgencyStanding[],
  { absentReason }: LeftOutReasons,
) {
  const absent = standings.filter(({ kind, rows }) => kind !== 'department' && rows === 0);
  if (absent.length === 0) return { absentAgencies: 0, absentReason: null };
  if (!absentReason) {
    throw problem('agencies_absent', { count: absent.length, names: firstNames(absent) });
  }
  return { absentAgencies: absent.length, absentReason };
}

/** A list that nobody has accepted is drawn from knowingly, for a reason that is published, or not at all. */
export function unacceptedAgencies(
  standings: readonly AgencyStanding[],
  { unacceptedReason }: LeftOutReasons,
): z.output<typeof Unaccepted> {
  const agencies = unacceptedOf(standings);
  if (agencies.length === 0) return { agencies: 0, reason: null };
  if (!unacceptedReason)
    throw problem('agencies_not_accepted', { count: agencies.length, names: firstNames(agencies) });
  return { agencies: agencies.length, reason: unacceptedReason };
}

const firstNames = (agencies: readonly AgencyStanding[]): string[] =>
  agencies.slice(0, 3).map(({ agencyName }) => agencyName);

export const remarksOf = (standings: readonly AgencyStanding[]): ListRemark[] =>
  standings.flatMap(({ agencyCode, agencyName, remark }) =>
    remark ? [{ agencyCode, agencyName, remark }] : [],
  );
