import { computed, signal } from '@preact/signals';
import { closeCampaign, startCollecting } from '#contract/campaigns.ts';
import type { AgencyProgress } from '#contract/fieldwork.ts';
import { getDoorShares, getProgress } from '#contract/fieldwork.ts';
import { issueInvitations } from '#contract/invitations.ts';
import type { RESERVE_REASONS } from '#contract/samples.ts';
import { listStrata, releaseReserves } from '#contract/samples.ts';
import { failureOf } from '../../ui/failure.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { Part } from '../../ui/PartsBar.tsx';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type Reason = (typeof RESERVE_REASONS)[number];
export type FieldworkModel = ReturnType<typeof createFieldwork>;

export const shareReceived = (agency: AgencyProgress): number =>
  agency.invited === 0 ? 1 : agency.received / agency.invited;

/** Most behind first: who needs a call today. */
export const mostBehind = (agencies: readonly AgencyProgress[]): AgencyProgress[] =>
  [...agencies].sort(
    (a, b) =>
      shareReceived(a) - shareReceived(b) ||
      b.invited - a.invited ||
      a.agencyName.localeCompare(b.agencyName, 'vi'),
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

export function totalOf(agencies: readonly AgencyProgress[]): AgencyProgress {
  const sums = Object.fromEntries(
    COUNTS.map((name) => [name, agencies.reduce((sum, agency) => sum + agency[name], 0)]),
  ) as Record<(typeof COUNTS)[number], number>;
  return { agencyCode: 'province', agencyName: '', kind: 'province', ...sums };
}

/** The whole of an agency's invitations, in parts that add up. */
export const partsOf = (agency: AgencyProgress, label: (key: string) => string): Part[] => [
  { key: 'done', label: label('received'), count: agency.received },
  { key: 'begun', label: label('opened'), count: agency.opened },
  { key: 'open', label: label('unopened'), count: agency.unopened },
  { key: 'refused', label: label('declined'), count: agency.declined },
  { key: 'lost', label: label('undelivered'), count: agency.undelivered },
];

export function createFieldwork(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const progress = createLoaded(() => ask(getProgress, { params }));
  const agencies = computed(() => progress.value.value?.agencies ?? []);
  const doors = createLoaded(() => ask(getDoorShares, { params }));
  const strata = createLoaded(async () => (await ask(listStrata, { params })).strata);
  const agencyCode = signal('');
  const stratum = signal('');
  const count = signal('1');
  const reason = signal<Reason>('below_target');
  const released = signal<{ released: number; left: number } | undefined>(undefined);
  const reservesOf = (code: string) =>
    agencies.value.find((agency) => agency.agencyCode === code)?.reservesLeft ?? 0;
  return {
    progress,
    doors,
    strata,
    agencyCode,
    stratum,
    count,
    reason,
    released,
    load: progress.load,
    agencies: computed(() => mostBehind(agencies.value)),
    total: computed(() => totalOf(agencies.value)),
    strataOfAgency: computed(() =>
      (strata.value.value ?? []).filter((stratum) => stratum.agencyCode === agencyCode.value),
    ),
    start: createAct(() => ask(startCollecting, { params })),
    close: createAct(() => ask(closeCampaign, { params })),
    release: createAct(async () => {
      released.value = undefined;
      try {
        released.value = await ask(releaseReserves, {
          params,
          body: {
            stratum: stratum.value,
            count: Number(count.value),
            left: reservesOf(agencyCode.value),
            reason: reason.value,
          },
        });
      } catch (error) {
        // Who decides anew does so on the new number.
        if (failureOf(error).code === 'reserves_changed') await progress.load();
        throw error;
      }
      // Released reserves get their slips at once; issuing makes only those that are missing.
      await ask(issueInvitations, { params });
      await progress.load();
    }),
  };
}
