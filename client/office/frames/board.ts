import { computed } from '@preact/signals';
import type * as z from 'zod/mini';
import { addDepartment } from '#contract/campaigns.ts';
import { freezeFrame, getBoard, getFrameSummary, getFrozenFrame } from '#contract/frames.ts';
import { createAct } from '../act.ts';
import { createReading } from '../reading.ts';
import { query, setQuery } from '../router.ts';
import type { Ask } from '../session.ts';

export type BoardUnit = z.output<typeof getBoard.reply>['units'][number];
export const FILTERS = ['all', 'absent', 'handed_in'] as const;
export type BoardFilter = (typeof FILTERS)[number];
export type BoardModel = ReturnType<typeof createBoard>;

export const hasList = (unit: BoardUnit): boolean => unit.rows > 0;

/** Every unit's list; the absent ones first, because they are what is left to do. */
export function createBoard(ask: Ask, campaignId: string, isFrozen: boolean) {
  const params = { campaignId };
  const units = createReading(async () => (await ask(getBoard, { params })).units);
  const province = createReading(() =>
    ask(getFrameSummary, { params: { campaignId, unitCode: 'province' } }),
  );
  const frozen = createReading(async () =>
    isFrozen ? await ask(getFrozenFrame, { params }) : null,
  );
  const filter = computed(() => FILTERS.find((one) => one === query.value.get('loc')) ?? 'all');
  const search = computed(() => query.value.get('tim') ?? '');
  const absent = computed(() => (units.value.value ?? []).filter((unit) => !hasList(unit)));

  return {
    units,
    province,
    frozen,
    filter,
    search,
    absent,
    find: (text: string) => setQuery({ tim: text || undefined }),
    show: (which: BoardFilter) => setQuery({ loc: which === 'all' ? undefined : which }),
    shown: computed(() => filtered(units.value.value ?? [], filter.value, search.value)),
    load: () => Promise.all([units.load(), province.load(), frozen.load()]),
    freeze: createAct((absentReason: string) =>
      ask(freezeFrame, { params, body: absentReason ? { absentReason } : {} }),
    ),
    addDepartment: createAct(async (code: string, name: string) => {
      await ask(addDepartment, { params, body: { code, name } });
      await units.load();
    }),
  };
}

function filtered(units: readonly BoardUnit[], filter: BoardFilter, search: string): BoardUnit[] {
  const wanted = plain(search);
  return units
    .filter(
      (unit) =>
        (filter === 'all' || hasList(unit) === (filter === 'handed_in')) &&
        (wanted === '' || plain(`${unit.unitName} ${unit.unitCode}`).includes(wanted)),
    )
    .sort(
      (a, b) =>
        Number(hasList(a)) - Number(hasList(b)) || a.unitName.localeCompare(b.unitName, 'vi'),
    );
}

/** Without marks: “van lang” finds Văn Lang and Văn Lăng. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().trim();
