import { signal } from '@preact/signals';
import {
  findPersonsOfUnits,
  listPersonsOfUnits,
  rejoinUnits,
  separateFromUnits,
} from '#contract/people.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

export type PersonsOfUnitsModel = ReturnType<typeof createPersonsOfUnits>;

/** Persons whom several units have served, as Home Affairs last looked for them. */
export function createPersonsOfUnits(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const page = signal(1);
  const isOpen = signal(false);
  const found = createLoaded(() =>
    ask(listPersonsOfUnits, { params, query: { page: String(page.value) } }),
  );
  const open = () => {
    isOpen.value = true;
    return found.load();
  };
  return {
    page,
    isOpen,
    found,
    open,
    turnTo(next: number) {
      page.value = next;
      return found.load();
    },
    search: createAct(async () => {
      await ask(findPersonsOfUnits, { params });
      page.value = 1;
      await open();
    }),
    separate: createAct(async (personId: string) => {
      await ask(separateFromUnits, { params, body: { personId } });
      await found.load();
    }),
    rejoin: createAct(async (personId: string) => {
      await ask(rejoinUnits, { params, body: { personId } });
      await ask(findPersonsOfUnits, { params });
      await found.load();
    }),
  };
}
