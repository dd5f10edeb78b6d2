import type { Acceptance } from '#contract/acceptance.ts';
import type { ListFile } from '#contract/list-import.ts';

export interface NextStep {
  /** Key of its sentence under `next.`. */
  readonly key: string;
  readonly values: Readonly<Record<string, number | string>>;
  /** The screen on which it is done; none where there is nothing to do. */
  readonly screen: 'list' | 'corrections' | 'completeness' | 'acceptance' | null;
}

const step = (
  key: string,
  screen: NextStep['screen'],
  values: NextStep['values'] = {},
): NextStep => ({ key, screen, values });

/** What an agency does next, in one sentence; the first that applies. */
export function nextStep(
  acceptance: Acceptance,
  campaign: {
    readonly stage: string;
    readonly isImporting: boolean;
    /** Its columns wait to be confirmed. */
    readonly waitingFile?: string | undefined;
    /** It would replace a signed list, and waits for a decision. */
    readonly heldFile?: string | undefined;
  },
): NextStep {
  const { state, decision } = acceptance;
  const { stage, isImporting, waitingFile: name } = campaign;
  if (stage === 'draft') return step('not_open', null);
  if (stage !== 'frame_open') return step('frozen', null);
  if (isImporting) return step('importing', null);
  if (campaign.heldFile) return step('held', 'list', { name: campaign.heldFile });
  if (state === 'absent') return name ? step('check', 'list', { name }) : step('upload', 'list');
  if (state === 'accepted') return step('accepted', null);
  if (state === 'signed') return step('signed', null);
  if (state === 'returned') return step('returned', 'list', { note: decision?.note ?? '' });
  return beforeSigning(acceptance);
}

/** What is missing or wrong comes before what is to be explained. */
function beforeSigning(acceptance: Acceptance): NextStep {
  const inError = acceptance.counts?.inError ?? 0;
  if (inError > 0) return step('corrections', 'corrections', { n: inError });
  const { unexplainedVanished, unexplainedTotals, unexplainedNumbers } = acceptance;
  if (unexplainedVanished > 0) return step('vanished', 'completeness', { n: unexplainedVanished });
  if (acceptance.unexplainedChanges > 0)
    return step('changes', 'completeness', { n: acceptance.unexplainedChanges });
  if (!acceptance.hasStatedTotals) return step('state_totals', 'completeness');
  if (unexplainedTotals > 0) return step('totals', 'completeness', { n: unexplainedTotals });
  if (unexplainedNumbers > 0) return step('numbers', 'completeness', { n: unexplainedNumbers });
  return step('acceptance', 'acceptance');
}

/** What an agency's files are waiting for: the newest of them first. */
export const underWay = (files: readonly ListFile[]) => ({
  isImporting: files.some(({ state }) => state === 'importing'),
  heldFile: files.find(({ state }) => state === 'held')?.fileName,
  waitingFile: files.find(({ state }) => state === 'uploaded')?.fileName,
});
