import type { Acceptance } from '#contract/acceptance.ts';
import type { Post } from '#contract/endpoint.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';

/** Key under `acceptance.todo_` of what the reader's role does next with the list. */
export function todoOf(acceptance: Acceptance, { role, isLead }: Post, isOpen: boolean): string {
  const { state } = acceptance;
  if (!isOpen) return 'closed';
  if (state === 'absent') return 'absent';
  if (state === 'accepted') return 'accepted';
  if (seesCountsOnly(role)) return 'watch';
  if (role === 'agency') return state === 'signed' ? 'wait' : beforeSigning(acceptance, isLead);
  return state === 'signed' ? 'decide' : 'wait_signature';
}

const beforeSigning = ({ unexplainedVanished, counts }: Acceptance, isLead: boolean): string => {
  if (unexplainedVanished > 0) return 'vanished';
  if (counts?.inError) return 'corrections';
  return isLead ? 'sign' : 'ask_leader';
};
