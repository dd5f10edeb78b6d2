import { computed, signal } from '@preact/signals';
import { addDays, dayOf } from '#contract/calendar.ts';
import type { Sent } from '#contract/endpoint.ts';
import type { PetitionState } from '#contract/petitions.ts';
import { assignPetition, decidePetition, listPetitions } from '#contract/petitions.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type PetitionsModel = ReturnType<typeof createPetitions>;

/** Days that are suggested for an answer; the office may set others. */
const DAYS_TO_ANSWER = 15;
export const suggestedDue = (now: Date): string => addDays(dayOf(now), DAYS_TO_ANSWER);

/** Petitions of one state, and what Home Affairs does with them. */
export function createPetitions(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const state = signal<PetitionState>('waiting');
  const page = createLoaded(() => ask(listPetitions, { params, query: { state: state.value } }));
  return {
    state,
    page,
    /** Those that Home Affairs has to act on: new ones, and answers to look at. */
    left: computed(() => {
      const counts = page.value.value?.counts;
      return counts ? counts.waiting + counts.answered : 0;
    }),
    show(next: PetitionState) {
      state.value = next;
      return page.load();
    },
    assign: createAct(async (petitionId: string, body: Sent<typeof assignPetition>['body']) => {
      await ask(assignPetition, { params: { ...params, petitionId }, body });
      await page.load();
      return petitionId;
    }),
    decide: createAct(async (petitionId: string, body: Sent<typeof decidePetition>['body']) => {
      await ask(decidePetition, { params: { ...params, petitionId }, body });
      await page.load();
      return petitionId;
    }),
  };
}
