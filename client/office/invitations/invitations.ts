import { computed } from '@preact/signals';
import { getProgress } from '#contract/fieldwork.ts';
import { issueInvitations } from '#contract/invitations.ts';
import { createAct } from '../act.ts';
import { createReading } from '../reading.ts';
import type { Ask } from '../session.ts';

export type InvitationsModel = ReturnType<typeof createInvitations>;

/** How many invitations each unit has, and the one press that issues them all. */
export function createInvitations(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const units = createReading(async () => (await ask(getProgress, { params })).units);
  return {
    units,
    invited: computed(() => (units.value.value ?? []).reduce((sum, unit) => sum + unit.invited, 0)),
    load: units.load,
    issue: createAct(async () => {
      const { issued } = await ask(issueInvitations, { params });
      await units.load();
      return issued;
    }),
  };
}
