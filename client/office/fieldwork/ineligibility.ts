import { computed } from '@preact/signals';
import type { CheckOutcome } from '#contract/ineligibility.ts';
import { checkIneligibility, listIneligibilityReports } from '#contract/ineligibility.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type IneligibilityModel = ReturnType<typeof createIneligibility>;

export function createIneligibility(ask: Ask, campaignId: string) {
  const agencies = createLoaded(
    async () => (await ask(listIneligibilityReports, { params: { campaignId } })).agencies,
  );
  return {
    agencies,
    isSettled: computed(() => (agencies.value.value ?? []).every(({ isSettled }) => isSettled)),
    check: createAct(async (agencyCode: string, serial: number, outcome: CheckOutcome) => {
      const params = { campaignId, agencyCode, serial: String(serial) };
      await ask(checkIneligibility, { params, body: { outcome } });
      await agencies.load();
    }),
  };
}
