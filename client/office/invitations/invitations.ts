import { computed, signal } from '@preact/signals';
import { getProgress } from '#contract/fieldwork.ts';
import { issueInvitations } from '#contract/invitations.ts';
import type { Printing, PrintPurpose } from '#contract/slips.ts';
import { listPrintings } from '#contract/slips.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type InvitationsModel = ReturnType<typeof createInvitations>;

/** How many invitations each agency has, and the one press that issues them all. */
export function createInvitations(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const agencies = createLoaded(async () => (await ask(getProgress, { params })).agencies);
  const printings = createLoaded(async () => (await ask(listPrintings, { params })).printings);
  return {
    agencies,
    purpose: signal<PrintPurpose>('first'),
    /** Newest first; trials are none. */
    printings: computed(() =>
      Map.groupBy(
        (printings.value.value ?? []).filter(({ purpose }) => purpose !== 'trial'),
        ({ agencyCode }) => agencyCode,
      ),
    ) satisfies { readonly value: ReadonlyMap<string, Printing[]> },
    invited: computed(() =>
      (agencies.value.value ?? []).reduce((sum, agency) => sum + agency.invited, 0),
    ),
    load: () => Promise.all([agencies.load(), printings.load()]),
    issue: createAct(async () => {
      const { issued } = await ask(issueInvitations, { params });
      await agencies.load();
      return issued;
    }),
  };
}
