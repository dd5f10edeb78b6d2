import { computed, signal } from '@preact/signals';
import { closeCampaign, startCollecting } from '#contract/campaigns.ts';
import type { UnitProgress } from '#contract/fieldwork.ts';
import { getProgress } from '#contract/fieldwork.ts';
import { issueInvitations } from '#contract/invitations.ts';
import type { RESERVE_REASONS } from '#contract/samples.ts';
import { listStrata, releaseReserves } from '#contract/samples.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { Part } from '../../ui/PartsBar.tsx';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type Reason = (typeof RESERVE_REASONS)[number];
export type FieldworkModel = ReturnType<typeof createFieldwork>;

export const shareReceived = (unit: UnitProgress): number =>
  unit.invited === 0 ? 1 : unit.received / unit.invited;

/** Most behind first: who needs a call today. */
export const mostBehind = (units: readonly UnitProgress[]): UnitProgress[] =>
  [...units].sort(
    (a, b) =>
      shareReceived(a) - shareReceived(b) ||
      b.invited - a.invited ||
      a.unitName.localeCompare(b.unitName, 'vi'),
  );

const COUNTS = [
  'invited',
  'unopened',
  'opened',
  'received',
  'declined',
  'undelivered',
  'reservesLeft',
] as const;

export function totalOf(units: readonly UnitProgress[]): UnitProgress {
  const sums = Object.fromEntries(
    COUNTS.map((name) => [name, units.reduce((sum, unit) => sum + unit[name], 0)]),
  ) as Record<(typeof COUNTS)[number], number>;
  return { unitCode: 'province', unitName: '', kind: 'province', ...sums };
}

/** The whole of a unit's invitations, in parts that add up. */
export const partsOf = (unit: UnitProgress, label: (key: string) => string): Part[] => [
  { key: 'done', label: label('received'), count: unit.received },
  { key: 'begun', label: label('opened'), count: unit.opened },
  { key: 'open', label: label('unopened'), count: unit.unopened },
  { key: 'refused', label: label('declined'), count: unit.declined },
  { key: 'lost', label: label('undelivered'), count: unit.undelivered },
];

export function createFieldwork(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const progress = createLoaded(() => ask(getProgress, { params }));
  const units = computed(() => progress.value.value?.units ?? []);
  const strata = createLoaded(async () => (await ask(listStrata, { params })).strata);
  const unitCode = signal('');
  const stratum = signal('');
  const count = signal('1');
  const reason = signal<Reason>('below_target');
  const released = signal<{ released: number; left: number } | undefined>(undefined);
  return {
    progress,
    strata,
    unitCode,
    stratum,
    count,
    reason,
    released,
    load: progress.load,
    units: computed(() => mostBehind(units.value)),
    total: computed(() => totalOf(units.value)),
    strataOfUnit: computed(() =>
      (strata.value.value ?? []).filter((one) => one.unitCode === unitCode.value),
    ),
    start: createAct(() => ask(startCollecting, { params })),
    close: createAct(() => ask(closeCampaign, { params })),
    release: createAct(async () => {
      released.value = undefined;
      released.value = await ask(releaseReserves, {
        params,
        body: { stratum: stratum.value, count: Number(count.value), reason: reason.value },
      });
      // Released reserves get their slips at once; issuing makes only those that are missing.
      await ask(issueInvitations, { params });
      await progress.load();
    }),
  };
}
