import { signal } from '@preact/signals';
import type { PersonDossier, ShownPeople } from '#contract/people.ts';
import {
  countPeople,
  getPerson,
  listPeople,
  listSeparations,
  rejoinDossier,
  separateDossier,
} from '#contract/people.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

export const PAGE_SIZE = 50;
export type PersonsModel = ReturnType<typeof createPersons>;

/** A page of names; asked for only when somebody wants to see them, because each reading is recorded. */
export function createPersons(
  ask: Ask,
  campaignId: string,
  agencyCode: string,
  onChange: () => void,
) {
  const params = { campaignId, agencyCode };
  const page = signal(1);
  const search = signal('');
  const show = signal<ShownPeople>('all');
  const isOpen = signal(false);
  /** The person whose dossiers are looked at. */
  const looked = signal<readonly PersonDossier[] | undefined>(undefined);
  const people = createLoaded(() => {
    const query = { page: String(page.value), show: show.value };
    return ask(listPeople, {
      params,
      query: { ...query, ...(search.value && { search: search.value }) },
    });
  });
  /** Of the province the sums over its agencies. */
  const counts = createLoaded(async () => {
    const { ownersOfOnePhone, agencies } = await ask(countPeople, { params: { campaignId } });
    const own = agencies.filter(
      (agency) => agencyCode === 'province' || agency.agencyCode === agencyCode,
    );
    const sum = (count: (agency: (typeof own)[number]) => number) =>
      own.reduce((all, agency) => all + count(agency), 0);
    return {
      ownersOfOnePhone,
      merged: sum(({ merged }) => merged),
      sharedPhone: sum(({ sharedPhone }) => sharedPhone),
      separated: sum(({ separated }) => separated),
      agencies: own.filter(({ sharedPhone }) => sharedPhone > 0),
    };
  });
  const separations = createLoaded(
    async () => (await ask(listSeparations, { params })).separations,
  );
  const reload = async () => {
    onChange();
    await Promise.all([people.load(), counts.load(), separations.load()]);
  };
  const open = (shown: ShownPeople) => {
    isOpen.value = true;
    show.value = shown;
    page.value = 1;
    return Promise.all([people.load(), separations.load()]);
  };
  return {
    page,
    search,
    show,
    isOpen,
    looked,
    people,
    counts,
    separations,
    open,
    turnTo(next: number) {
      page.value = next;
      return people.load();
    },
    find(text: string) {
      search.value = text.trim();
      page.value = 1;
      return people.load();
    },
    look: createAct(async (personId: string) => {
      const person = await ask(getPerson, { params: { ...params, personId } });
      looked.value = person.dossiers;
    }),
    separate: createAct(async (dossierCode: string) => {
      await ask(separateDossier, { params, body: { dossierCode } });
      looked.value = undefined;
      await reload();
    }),
    rejoin: createAct(async (dossierCode: string) => {
      await ask(rejoinDossier, { params, body: { dossierCode } });
      await reload();
    }),
  };
}
