import { signal } from '@preact/signals';
import type { LedgerGroup } from '#contract/ledger.ts';
import { getLedger, getOutlook } from '#contract/ledger.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { Ask } from '../page/session.ts';

export type LedgerModel = ReturnType<typeof createLedger>;

/** Dispositions and rates by a chosen group, and what each agency may expect. */
export function createLedger(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const by = signal<LedgerGroup>('agency');
  const ledger = createLoaded(() => ask(getLedger, { params, query: { by: by.value } }));
  const outlook = createLoaded(() => ask(getOutlook, { params }));
  return {
    by,
    ledger,
    outlook,
    load: () => Promise.all([ledger.load(), outlook.load()]),
    group(next: LedgerGroup) {
      by.value = next;
      return ledger.load();
    },
  };
}
