import type { Results } from '#contract/results.ts';

/** An agency's staff see the province, its fields and their own agency. */
export function narrowed(results: Results, scope: string | null): Results {
  if (scope === null) return results;
  return {
    ...results,
    domains: results.domains.filter(
      (domain) => domain.agencyCode === null || domain.agencyCode === scope,
    ),
  };
}
