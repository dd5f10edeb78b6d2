import type { Results } from '#contract/results.ts';

/** A unit's staff see the province, its fields and their own unit. */
export function narrowed(results: Results, scope: string | null): Results {
  if (scope === null) return results;
  return {
    ...results,
    domains: results.domains.filter(
      (domain) => domain.unitCode === null || domain.unitCode === scope,
    ),
  };
}
