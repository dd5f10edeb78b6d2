import { signal } from '@preact/signals';
import { listPeople } from '#contract/people.ts';
import { createReading } from '../reading.ts';
import type { Ask } from '../session.ts';

export const PAGE_SIZE = 50;
export type PeopleModel = ReturnType<typeof createPeople>;

/** A page of names; asked for only when somebody wants to see them, because each reading is recorded. */
export function createPeople(ask: Ask, campaignId: string, unitCode: string) {
  const page = signal(1);
  const search = signal('');
  const people = createReading(() =>
    ask(listPeople, {
      params: { campaignId, unitCode },
      query: { page: String(page.value), ...(search.value && { search: search.value }) },
    }),
  );
  return {
    page,
    search,
    people,
    turnTo(next: number) {
      page.value = next;
      return people.load();
    },
    find(text: string) {
      search.value = text.trim();
      page.value = 1;
      return people.load();
    },
  };
}
