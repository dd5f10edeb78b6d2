import { computed } from '@preact/signals';
import type * as z from 'zod/mini';
import { addDepartment } from '#contract/campaigns.ts';
import type { Indicator, UnitState } from '#contract/completeness.ts';
import { UNIT_STATES, uploadTotals } from '#contract/completeness.ts';
import { freezeFrame, getBoard, getFrameSummary, getFrozenFrame } from '#contract/frames.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import { query, setQuery } from '../../page/router.ts';
import type { Ask } from '../../page/session.ts';

export type BoardUnit = z.output<typeof getBoard.reply>['units'][number];
export const FILTERS = ['all', ...UNIT_STATES, 'standing_out'] as const;
export type BoardFilter = (typeof FILTERS)[number];
export type BoardModel = ReturnType<typeof createBoard>;

export const hasList = (unit: BoardUnit): boolean => unit.rows > 0;
/** Handed in by the unit itself and not accepted: the frame is not frozen over it without a reason. */
const isUnaccepted = (unit: BoardUnit): boolean =>
  hasList(unit) && unit.hasOwnList && unit.state !== 'accepted';
export const marksOf = (unit: BoardUnit): Indicator[] =>
  unit.indicators.filter(({ side }) => side !== null);
export const indicatorOf = (unit: BoardUnit, name: Indicator['name']): Indicator | undefined =>
  unit.indicators.find((indicator) => indicator.name === name);

/** What waits for Home Affairs first, what is done last. */
const ORDER: Readonly<Record<UnitState, number>> = {
  signed: 0,
  absent: 1,
  problems: 2,
  returned: 3,
  handed_in: 4,
  accepted: 5,
};

/** Every unit's list and how far it is; what waits for somebody first. */
export function createBoard(ask: Ask, campaignId: string, isFrozen: boolean) {
  const params = { campaignId };
  const board = createLoaded(() => ask(getBoard, { params }));
  const all = computed(() => board.value.value?.units ?? []);
  const province = createLoaded(() =>
    ask(getFrameSummary, { params: { campaignId, unitCode: 'province' } }),
  );
  const frozen = createLoaded(async () =>
    isFrozen ? await ask(getFrozenFrame, { params }) : null,
  );
  const filter = computed(() => FILTERS.find((one) => one === query.value.get('loc')) ?? 'all');
  const search = computed(() => query.value.get('tim') ?? '');
  const absent = computed(() => all.value.filter((unit) => !hasList(unit)));
  const unaccepted = computed(() => all.value.filter(isUnaccepted));
  const waiting = computed(() => all.value.filter(({ state }) => state === 'signed'));

  /** Rows of the province's own file: whoever handed it in mends them. */
  const inError = computed(() =>
    all.value.reduce((sum, unit) => sum + (unit.hasOwnList ? 0 : unit.inError), 0),
  );

  return {
    board,
    all,
    unaccepted,
    waiting,
    inError,
    province,
    frozen,
    filter,
    search,
    absent,
    find: (text: string) => setQuery({ tim: text || undefined }),
    show: (which: BoardFilter) => setQuery({ loc: which === 'all' ? undefined : which }),
    shown: computed(() => filtered(all.value, filter.value, search.value)),
    load: () => Promise.all([board.load(), province.load(), frozen.load()]),
    freeze: createAct((absentReason: string, unacceptedReason: string) =>
      ask(freezeFrame, {
        params,
        body: {
          ...(absentReason ? { absentReason } : {}),
          ...(unacceptedReason ? { unacceptedReason } : {}),
        },
      }),
    ),
    uploadTotals: createAct(async (file: File) => {
      const taken = await ask(
        uploadTotals,
        { params, query: { fileName: file.name.slice(-200) } },
        file,
      );
      await board.load();
      return taken;
    }),
    addDepartment: createAct(async (code: string, name: string) => {
      await ask(addDepartment, { params, body: { code, name } });
      await board.load();
    }),
  };
}

function filtered(units: readonly BoardUnit[], filter: BoardFilter, search: string): BoardUnit[] {
  const wanted = plain(search);
  return units
    .filter(
      (unit) =>
        isWanted(unit, filter) &&
        (wanted === '' || plain(`${unit.unitName} ${unit.unitCode}`).includes(wanted)),
    )
    .sort((a, b) => ORDER[a.state] - ORDER[b.state] || a.unitName.localeCompare(b.unitName, 'vi'));
}

function isWanted(unit: BoardUnit, filter: BoardFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'standing_out' ? marksOf(unit).length > 0 : unit.state === filter;
}

/** Without marks: “van lang” finds Văn Lang and Văn Lăng. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().trim();
