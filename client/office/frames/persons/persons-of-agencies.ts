import { signal } from '@preact/signals';
import {
  findPersonsOfAgencies,
  listPersonsOfAgencies,
  rejoinAgencies,
  separateFromAgencies,
} from '#contract/persons-of-agencies.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

export type PersonsOfAgenciesModel = ReturnType<typeof createPersonsOfAgencies>;

/** Persons whom several agencies have served, as Home Affairs last looked for them. */
export function createPersonsOfAgencies(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const page = signal(1);
  const isOpen = signal(false);
  const found = createLoaded(() =>
    ask(listPersonsOfAgencies, { params, query: { page: String(page.value) } }),
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
      await ask(findPersonsOfAgencies, { params });
      page.value = 1;
      await open();
    }),
    separate: createAct(async (personId: string) => {
      await ask(separateFromAgencies, { params, body: { personId } });
      await found.load();
    }),
    rejoin: createAct(async (personId: string) => {
      await ask(rejoinAgencies, { params, body: { personId } });
      await ask(findPersonsOfAgencies, { params });
      await found.load();
    }),
  };
}
