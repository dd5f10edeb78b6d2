import type { Acceptance } from '#contract/acceptance.ts';

export interface NextStep {
  /** Key of its sentence under `next.`. */
  readonly key: string;
  readonly values: Readonly<Record<string, number | string>>;
  /** The screen on which it is done; none where there is nothing to do. */
  readonly screen: 'list' | 'mend' | 'reconcile' | 'sign' | null;
}

/** What a unit does next, in one sentence; the first that applies. */
export function nextStep(
  acceptance: Acceptance,
  campaign: { readonly stage: string; readonly isImporting: boolean },
): NextStep {
  const { state, counts, decision } = acceptance;
  const inError = counts?.inError ?? 0;
  const step = (
    key: string,
    screen: NextStep['screen'],
    values: NextStep['values'] = {},
  ): NextStep => ({ key, screen, values });
  if (campaign.stage === 'draft') return step('not_open', null);
  if (campaign.stage !== 'frame_open') return step('frozen', null);
  if (campaign.isImporting) return step('importing', null);
  if (state === 'absent') return step('upload', 'list');
  if (state === 'accepted') return step('accepted', null);
  if (state === 'signed') return step('signed', null);
  if (state === 'returned') return step('returned', 'list', { note: decision?.note ?? '' });
  if (inError > 0) return step('mend', 'mend', { n: inError });
  const { unexplainedVanished, unexplainedTotals, unexplainedNumbers } = acceptance;
  if (unexplainedVanished > 0) return step('vanished', 'reconcile', { n: unexplainedVanished });
  if (!acceptance.hasStatedTotals) return step('state_totals', 'reconcile');
  if (unexplainedTotals > 0) return step('totals', 'reconcile', { n: unexplainedTotals });
  if (unexplainedNumbers > 0) return step('numbers', 'reconcile', { n: unexplainedNumbers });
  return step('sign', 'sign');
}
