import { signal } from '@preact/signals';
import { decidePair, listDoubts, listPairDecisions, undoPairDecision } from '#contract/doubts.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

export const PAIRS_A_PAGE = 25;
export type DossierCodes = [string, string];
export type DoubtsModel = ReturnType<typeof createDoubts>;

/** Pairs that a person decides; asked for only when somebody wants to see them, because each reading is recorded. */
export function createDoubts(
  ask: Ask,
  campaignId: string,
  agencyCode: string,
  onChange: () => void,
) {
  const params = { campaignId, agencyCode };
  const isOpen = signal(false);
  const page = signal(1);
  const doubts = createLoaded(() =>
    ask(listDoubts, { params, query: { page: String(page.value) } }),
  );
  const decisions = createLoaded(async () => (await ask(listPairDecisions, { params })).decisions);
  const reload = async () => {
    onChange();
    await Promise.all([doubts.load(), decisions.load()]);
  };
  return {
    isOpen,
    doubts,
    decisions,
    open() {
      isOpen.value = true;
      return Promise.all([doubts.load(), decisions.load()]);
    },
    turnTo(next: number) {
      page.value = next;
      return doubts.load();
    },
    decide: createAct(async (dossierCodes: DossierCodes, isSame: boolean) => {
      await ask(decidePair, { params, body: { dossierCodes, isSame } });
      await reload();
      return true;
    }),
    undo: createAct(async (dossierCodes: DossierCodes) => {
      await ask(undoPairDecision, { params, body: { dossierCodes } });
      await reload();
    }),
  };
}
