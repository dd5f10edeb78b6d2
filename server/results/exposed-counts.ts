import { agencyByField } from '#sampling/disclosure/agency-by-field.ts';
import { auditSuppression } from '#sampling/disclosure/audit.ts';
import type { CountedStratum } from '../db/counted-strata.ts';
import type { ReportingDomain } from './reporting-domains.ts';

/**
 * Domains whose withheld number of respondents a reader could narrow down all the same, by the audit of
 * the statistics library: the last look at what leaves, whoever chose it.
 */
export function exposedCounts(
  strata: readonly CountedStratum[],
  domains: readonly ReportingDomain[],
  withheld: readonly string[],
  threshold: number,
): string[] {
  const hidden = new Set(withheld);
  const told = domains.filter(({ key }) => !hidden.has(key));
  if (told.length === 0 || strata.every(({ respondents }) => respondents === 0)) return [];
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
  // Of a level of which nothing is told, nothing can be set against the rest either.
  const levels = new Set(told.map(({ level }) => level));
  const levelOf = new Map(domains.map(({ key, level }) => [key, level]));
  return exposed.filter((key) => levels.has(levelOf.get(key)!));
}
