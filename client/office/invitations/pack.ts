import { computed, signal } from '@preact/signals';
import type * as z from 'zod/mini';
import type { InvitationRow } from '#contract/invitations.ts';
import { CARRIER_OUTCOMES, listInvitations, recordDelivery } from '#contract/invitations.ts';
import type { PrintPurpose } from '#contract/slips.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import { createSavedChoices } from '../page/saved-choices.ts';
import type { Ask } from '../page/session.ts';

export type Outcome = (typeof CARRIER_OUTCOMES)[number];
export type PackList = z.output<typeof listInvitations.reply>;
export type PackModel = ReturnType<typeof createPack>;
/** Hamlet as written; `''` means “hamlet unknown”, undefined for all. */
export type HamletFilter = string | undefined;

/** An agency's invitations as its carriers know them: who, where, and what came back from the door. */
export function createPack(ask: Ask, campaignId: string, agencyCode: string) {
  const params = { campaignId, agencyCode };
  const list = createLoaded(() => ask(listInvitations, { params }));
  const hamlet = signal<HamletFilter>(undefined);
  const shown = computed(() =>
    (list.value.value?.invitations ?? []).filter(
      (row) => hamlet.value === undefined || (row.hamlet ?? '') === hamlet.value,
    ),
  );
  const record = (serial: string, outcome: Outcome | null, isFirst = false) =>
    ask(recordDelivery, { params: { ...params, serial }, body: { outcome, isFirst } });
  const outcomes = createSavedChoices<Outcome | null>(record, list.load);
  const unrecorded = computed(() =>
    shown.value.filter(
      (row) => row.delivery === null && !outcomes.unsaved.value.has(String(row.serial)),
    ),
  );
  return {
    agencyCode,
    list,
    purpose: signal<PrintPurpose>('first'),
    hamlet,
    load: list.load,
    shown,
    /** Of those that are shown, not yet written down. */
    unrecorded,
    /** The carrier of a hamlet handed over all others: one press instead of one a slip. */
    deliverRest: createAct(async () => {
      try {
        for (const row of unrecorded.value) await record(String(row.serial), 'delivered', true);
      } finally {
        await list.load();
      }
      return true;
    }),
    counts: computed(() => outcomeCounts(list.value.value?.invitations ?? [])),
    outcomes,
  };
}

const outcomeCounts = (rows: readonly InvitationRow[]) =>
  CARRIER_OUTCOMES.map((outcome) => ({
    outcome,
    count: rows.filter((row) => row.delivery === outcome).length,
  }));
