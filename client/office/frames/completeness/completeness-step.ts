import type { Completeness } from '#contract/completeness.ts';

export type CompletenessStep =
  | 'read'
  | 'vanished'
  | 'changes'
  | 'state'
  | 'totals'
  | 'gaps'
  | 'done';

/** What is explained next, as the agency's next step says it; a note covers as much as there was then. */
export function completenessStep(
  { change, totals, gaps }: Completeness,
  mayExplain: boolean,
): CompletenessStep {
  if (!mayExplain) return 'read';
  if ((change?.unexplained ?? 0) > 0) return 'vanished';
  if ((change?.unexplainedChanges ?? 0) > 0) return 'changes';
  if (totals.statements.length === 0) return 'state';
  const unexplained = totals.statements
    .flatMap(({ differences }) => differences)
    .filter(({ isTolerable }) => !isTolerable)
    .map(({ stated, listed }) => Math.abs(stated - listed));
  if (Math.max(0, ...unexplained) > (totals.note?.explained ?? 0)) return 'totals';
  return gaps.missing > (gaps.note?.explained ?? 0) ? 'gaps' : 'done';
}
