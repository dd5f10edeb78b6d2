import { signal } from '@preact/signals';
import type { PersonDossier, ShownPersons } from '#contract/persons.ts';
import {
  countPersons,
  getPerson,
  listPersons,
  listSeparations,
  rejoinDossier,
  searchPersons,
  separateDossier,
} from '#contract/persons.ts';
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
  const listed = createPersonPage(ask, params);
  const isOpen = signal(false);
  /** The person whose dossiers are looked at. */
  const looked = signal<readonly PersonDossier[] | undefined>(undefined);
  const counts = createLoaded(() => sumCounts(ask, campaignId, agencyCode));
  const separations = createLoaded(
    async () => (await ask(listSeparations, { params })).separations,
  );
  const reload = async () => {
    onChange();
    await Promise.all([listed.people.load(), counts.load(), separations.load()]);
  };
  const open = (shown: ShownPersons) => {
    isOpen.value = true;
    return Promise.all([listed.choose(shown), separations.load()]);
  };
  return {
    ...listed,
    isOpen,
    looked,
    counts,
    separations,
    open,
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

/** A page of names: all of them or some kind, and those that hold a text. */
function createPersonPage(ask: Ask, params: { campaignId: string; agencyCode: string }) {
  const page = signal(1);
  const search = signal('');
  const show = signal<ShownPersons>('all');
  const people = createLoaded(() => {
    const shown = { page: String(page.value), show: show.value };
    if (!search.value) return ask(listPersons, { params, query: shown });
    return ask(searchPersons, { params, body: { ...shown, search: search.value } });
  });
  return {
    page,
    search,
    show,
    people,
    choose(shown: ShownPersons) {
      show.value = shown;
      page.value = 1;
      return people.load();
    },
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

/** Of an agency its own counts, of the province the sums over its agencies. */
async function sumCounts(ask: Ask, campaignId: string, agencyCode: string) {
  const { ownersOfOnePhone, agencies } = await ask(countPersons, { params: { campaignId } });
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
    doubtful: sum(({ doubtful }) => doubtful),
    contradictory: sum(({ contradictory }) => contradictory),
    doubtfulAgencies: own.filter(({ doubtful }) => doubtful > 0),
    agencies: own.filter(({ sharedPhone }) => sharedPhone > 0),
  };
}
