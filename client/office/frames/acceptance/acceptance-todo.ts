import type { Acceptance } from '#contract/acceptance.ts';

/** Key under `acceptance.todo_` of what the reader's role does next with the list. */
export function todoOf(acceptance: Acceptance, role: string, isOpen: boolean): string {
  const { state } = acceptance;
  if (!isOpen) return 'closed';
  if (state === 'absent') return 'absent';
  if (state === 'accepted') return 'accepted';
  if (role === 'observer') return 'watch';
  if (role === 'agency') return state === 'signed' ? 'wait' : beforeSigning(acceptance);
  return state === 'signed' ? 'decide' : 'wait_signature';
}

const beforeSigning = ({ unexplainedVanished, counts }: Acceptance): string => {
  if (unexplainedVanished > 0) return 'vanished';
  return counts?.inError ? 'corrections' : 'sign';
};
