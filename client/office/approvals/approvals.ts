import { decideApproval, listApprovals, setFourEyes } from '#contract/approvals.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type ApprovalsModel = ReturnType<typeof createApprovals>;

export function createApprovals(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const approvals = createLoaded(() => ask(listApprovals, { params }));
  return {
    approvals,
    decide: createAct((approvalId: string, isConfirmed: boolean, note: string) =>
      ask(decideApproval, {
        params: { ...params, approvalId },
        body: { isConfirmed, ...(note.trim() && { note }) },
      }),
    ),
    setFourEyes: createAct((isOn: boolean) => ask(setFourEyes, { params, body: { isOn } })),
  };
}
