import { agencyByField } from '#sampling/disclosure/agency-by-field.ts';
import { auditSuppression } from '#sampling/disclosure/audit.ts';
import type { CountedStratum } from '../db/counted-strata.ts';
import type { ReportingDomain } from './reporting-domains.ts';

/**
 * Domains whose withheld number of respondents a reader could narrow down all the same, by the audit of
 * the statistics library: the last check of what leaves, whichever rule chose it.
 */
export function exposedCounts(
  strata: readonly CountedStratum[],
  domains: readonly ReportingDomain[],
  withheld: readonly string[],
  threshold: number,
): string[] {
  const hidden = new Set(withheld);
  const shown = domains.filter(({ key }) => !hidden.has(key));
  if (shown.length === 0 || strata.every(({ respondents }) => respondents === 0)) return [];
  const released = new Map(
    domains.map(({ key, strata: members }) => [
      key,
      members.reduce((sum, h) => sum + strata[h]!.released, 0),
    ]),
  );
  const counts = strata.map(({ agencyCode, fieldCode, respondents }) => ({
    agency: agencyCode,
    field: fieldCode,
    respondents,
  }));
  const cells = agencyByField(counts).map((cell) => ({ ...cell, atMost: released.get(cell.key)! }));
  const rule = { threshold, protection: threshold, zeros: 'withheld' } as const;
  const { exposed } = auditSuppression(cells, withheld, rule);
  // A level without a shown figure gives nothing to compare with the other levels either.
  const levels = new Set(shown.map(({ level }) => level));
  const levelOf = new Map(domains.map(({ key, level }) => [key, level]));
  return exposed.filter((key) => levels.has(levelOf.get(key)!));
}
