import { signal } from '@preact/signals';
import { listAgencies } from '#contract/agencies.ts';
import type { PrintSize } from '#contract/paper.ts';
import { issuePaperPacks, readReconciliation, setDoubleEntry } from '#contract/paper.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type PaperFormsModel = ReturnType<typeof createPaperForms>;

export function createPaperForms(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const reconciliation = createLoaded(() => ask(readReconciliation, { params }));
  const agencies = createLoaded(async () => (await ask(listAgencies, { params })).agencies);
  const agencyCode = signal('');
  const size = signal<PrintSize>('normal');
  const percent = signal('');
  const issued = signal<{ packs: number; made: number } | undefined>(undefined);
  return {
    reconciliation,
    agencies,
    agencyCode,
    size,
    percent,
    issued,
    load: () => Promise.all([reconciliation.load(), agencies.load()]),
    issue: createAct(async () => {
      issued.value = await ask(issuePaperPacks, {
        params,
        body: { agencyCode: agencyCode.value || null },
      });
      await reconciliation.load();
    }),
    setShare: createAct(async (share: number) => {
      await ask(setDoubleEntry, { params, body: { percent: share } });
      await reconciliation.load();
    }),
  };
}
