import { computed, signal } from '@preact/signals';
import { getProgress } from '#contract/fieldwork.ts';
import type { Printing, PrintPurpose } from '#contract/invitations.ts';
import { issueInvitations, listPrintings } from '#contract/invitations.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type InvitationsModel = ReturnType<typeof createInvitations>;

/** How many invitations each unit has, and the one press that issues them all. */
export function createInvitations(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const units = createLoaded(async () => (await ask(getProgress, { params })).units);
  const printings = createLoaded(async () => (await ask(listPrintings, { params })).printings);
  return {
    units,
    purpose: signal<PrintPurpose>('first'),
    /** Newest first; trials are none. */
    printings: computed(() =>
      Map.groupBy(
        (printings.value.value ?? []).filter(({ purpose }) => purpose !== 'trial'),
        ({ unitCode }) => unitCode,
      ),
    ) satisfies { readonly value: ReadonlyMap<string, Printing[]> },
    invited: computed(() => (units.value.value ?? []).reduce((sum, unit) => sum + unit.invited, 0)),
    load: () => Promise.all([units.load(), printings.load()]),
    issue: createAct(async () => {
      const { issued } = await ask(issueInvitations, { params });
      await units.load();
      return issued;
    }),
  };
}
