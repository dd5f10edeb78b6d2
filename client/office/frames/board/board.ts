import { computed, signal } from '@preact/signals';
import type * as z from 'zod/mini';
import { acceptLists } from '#contract/acceptance.ts';
import { addDepartment } from '#contract/agencies.ts';
import type { AgencyState } from '#contract/agency-state.ts';
import { AGENCY_STATES } from '#contract/agency-state.ts';
import { getBoard } from '#contract/board.ts';
import { getFrameSummary } from '#contract/frames.ts';
import type { FrameCheck } from '#contract/frozen-frame.ts';
import { checkFrozenFrame, getFrozenFrame } from '#contract/frozen-frame.ts';
import type { Indicator } from '#contract/indicators.ts';
import type { SourceComparison } from '#contract/second-sources.ts';
import { listSecondSources } from '#contract/second-sources.ts';
import { uploadTotals } from '#contract/stated-totals.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import { query, setQuery } from '../../page/router.ts';
import type { Ask } from '../../page/session.ts';
import { createFreeze } from '../freeze/create-freeze.ts';

export type BoardAgency = z.output<typeof getBoard.reply>['agencies'][number] & {
  /** Second sources of whose dossiers its list lacks too many. */
  readonly sources: readonly SourceComparison[];
};
export const FILTERS = ['all', ...AGENCY_STATES, 'standing_out', 'unchecked'] as const;
export type BoardFilter = (typeof FILTERS)[number];
export type BoardModel = ReturnType<typeof createBoard>;

export const hasList = (agency: BoardAgency): boolean => agency.rows > 0;
/** Handed in by the agency itself and not accepted: the frame is not frozen over it without a reason. */
const isUnaccepted = (agency: BoardAgency): boolean =>
  hasList(agency) && agency.hasOwnList && agency.state !== 'accepted';
/** Its list has come, and no leader has signed. */
const isUnsigned = (agency: BoardAgency): boolean =>
  hasList(agency) && agency.state !== 'signed' && agency.state !== 'accepted';
export const marksOf = (agency: BoardAgency): Indicator[] =>
  agency.indicators.filter(({ side }) => side !== null);
/** By its own figures, by a second source or by the random check of its register. */
export const isMarked = (agency: BoardAgency): boolean =>
  marksOf(agency).length + agency.sources.length + (agency.check?.absent ?? 0) > 0;
/** Its list has come, and no random check of its register has a result. */
export const isUnchecked = (agency: BoardAgency): boolean => hasList(agency) && !agency.check;
export const indicatorOf = (agency: BoardAgency, name: Indicator['name']): Indicator | undefined =>
  agency.indicators.find((indicator) => indicator.name === name);

/** What waits for Home Affairs first, what is done last. */
const ORDER: Readonly<Record<AgencyState, number>> = {
  signed: 0,
  absent: 1,
  problems: 2,
  returned: 3,
  handed_in: 4,
  accepted: 5,
};

/** Every agency's list and how far it is; what waits for somebody first. */
export function createBoard(ask: Ask, campaignId: string, isFrozen: boolean) {
  const params = { campaignId };
  const board = createLoaded(() => ask(getBoard, { params }));
  // Apart from the board: a province's list beside all others takes longer than the rest.
  const secondSources = createLoaded(() => ask(listSecondSources, { params }));
  const all = computed(() => {
    const asked = (secondSources.value.value?.comparisons ?? []).filter(
      ({ standsOut }) => standsOut,
    );
    const ofAgency = Map.groupBy(asked, ({ agencyCode }) => agencyCode);
    return (board.value.value?.agencies ?? []).map((agency) => ({
      ...agency,
      sources: ofAgency.get(agency.agencyCode) ?? [],
    }));
  });
  const province = createLoaded(() =>
    ask(getFrameSummary, { params: { campaignId, agencyCode: 'province' } }),
  );
  const frozen = createLoaded(async () =>
    isFrozen ? await ask(getFrozenFrame, { params }) : null,
  );
  const checked = signal<FrameCheck | undefined>(undefined);
  const filter = computed(() => FILTERS.find((name) => name === query.value.get('loc')) ?? 'all');
  const search = computed(() => query.value.get('tim') ?? '');
  const absent = computed(() => all.value.filter((agency) => !hasList(agency)));
  const unaccepted = computed(() => all.value.filter(isUnaccepted));
  const unsigned = computed(() => all.value.filter(isUnsigned));
  const waiting = computed(() => all.value.filter(({ state }) => state === 'signed'));

  /** Rows in error of the province's own file. Home Affairs uploaded it and corrects them. */
  const inError = computed(() =>
    all.value.reduce((sum, agency) => sum + (agency.hasOwnList ? 0 : agency.inError), 0),
  );

  return {
    board,
    secondSources,
    all,
    unaccepted,
    unsigned,
    waiting,
    inError,
    province,
    frozen,
    checked,
    filter,
    search,
    absent,
    find: (text: string) => setQuery({ tim: text || undefined }),
    show: (next: BoardFilter) => setQuery({ loc: next === 'all' ? undefined : next }),
    shown: computed(() => filtered(all.value, filter.value, search.value)),
    load: () => Promise.all([board.load(), secondSources.load(), province.load(), frozen.load()]),
    ...createFreeze(ask, params),
    check: createAct(async () => {
      checked.value = await ask(checkFrozenFrame, { params });
    }),
    ...createBoardActs(ask, params, board.load),
  };
}

/** Acts that change the state of agencies. */
function createBoardActs(
  ask: Ask,
  params: { readonly campaignId: string },
  reload: () => Promise<unknown>,
) {
  return {
    uploadTotals: createAct(async (file: File) => {
      const taken = await ask(
        uploadTotals,
        { params, query: { fileName: file.name.slice(-200) } },
        file,
      );
      await reload();
      return taken;
    }),
    acceptLists: createAct(async (agencyCodes: readonly string[]) => {
      const done = await ask(acceptLists, { params, body: { agencyCodes: [...agencyCodes] } });
      await reload();
      return done;
    }),
    addDepartment: createAct(async (code: string, name: string) => {
      await ask(addDepartment, { params, body: { code, name } });
      await reload();
    }),
  };
}

function filtered(
  agencies: readonly BoardAgency[],
  filter: BoardFilter,
  search: string,
): BoardAgency[] {
  const wanted = plain(search);
  return agencies
    .filter(
      (agency) =>
        isWanted(agency, filter) &&
        (wanted === '' || plain(`${agency.agencyName} ${agency.agencyCode}`).includes(wanted)),
    )
    .sort(
      (a, b) => ORDER[a.state] - ORDER[b.state] || a.agencyName.localeCompare(b.agencyName, 'vi'),
    );
}

function isWanted(agency: BoardAgency, filter: BoardFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'standing_out') return isMarked(agency);
  return filter === 'unchecked' ? isUnchecked(agency) : agency.state === filter;
}

/** Without marks: “van lang” finds Văn Lang and Văn Lăng. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().trim();
