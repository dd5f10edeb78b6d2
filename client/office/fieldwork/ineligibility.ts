import { computed } from '@preact/signals';
import type { CheckOutcome } from '#contract/ineligibility.ts';
import { checkIneligibility, listIneligibilityReports } from '#contract/ineligibility.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createSavedChoices } from '../page/saved-choices.ts';
import type { Ask } from '../page/session.ts';

export type IneligibilityModel = ReturnType<typeof createIneligibility>;

export function createIneligibility(ask: Ask, campaignId: string) {
  const agencies = createLoaded(
    async () => (await ask(listIneligibilityReports, { params: { campaignId } })).agencies,
  );
  return {
    agencies,
    isSettled: computed(() => (agencies.value.value ?? []).every(({ isSettled }) => isSettled)),
    /** A row is an agency's code and a serial. */
    outcomes: createSavedChoices<CheckOutcome | null>(async (row, outcome) => {
      const [agencyCode = '', serial = ''] = row.split('/');
      const params = { campaignId, agencyCode, serial };
      if (outcome) await ask(checkIneligibility, { params, body: { outcome } });
    }, agencies.load),
  };
}
