import { computed, signal } from '@preact/signals';
import { explainDifference, getCompleteness } from '#contract/completeness.ts';
import { stateTotals } from '#contract/stated-totals.ts';
import type { VanishingReason } from '#contract/vanished-dossiers.ts';
import { explainVanished, listVanished } from '#contract/vanished-dossiers.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

const PAGE_SIZE = 50;
export type CompletenessModel = ReturnType<typeof createCompleteness>;

/** What tells whether a list leaves anybody out, and the explanations that go with it. */
export function createCompleteness(
  ask: Ask,
  campaignId: string,
  agencyCode: string,
  maySeeCodes: boolean,
) {
  const params = { campaignId, agencyCode };
  const page = signal(1);
  const chosen = signal<ReadonlySet<string>>(new Set());
  const completeness = createLoaded(() => ask(getCompleteness, { params }));
  const vanished = createLoaded(async () =>
    maySeeCodes ? ask(listVanished, { params, query: { page: String(page.value) } }) : null,
  );
  const load = () => Promise.all([completeness.load(), vanished.load()]);
  return {
    completeness,
    vanished,
    load,
    page,
    chosen,
    pages: computed(() => Math.ceil((vanished.value.value?.total ?? 0) / PAGE_SIZE)),
    turn(next: number) {
      page.value = next;
      return vanished.load();
    },
    choose(code: string) {
      const next = new Set(chosen.value);
      if (!next.delete(code)) next.add(code);
      chosen.value = next;
    },
    explain: createAct(async (reason: VanishingReason, note: string) => {
      const codes = chosen.value.size > 0 ? [...chosen.value] : ('all' as const);
      const body = { codes, reason, ...(note && { note }) };
      const done = await ask(explainVanished, { params, body });
      chosen.value = new Set();
      await load();
      return done;
    }),
    state: createAct(
      async (stated: { received: number | null; returned: number; late: number | null }) => {
        const totals = await ask(stateTotals, { params, body: stated });
        await completeness.load();
        return totals;
      },
    ),
    note: createAct(async (about: 'gaps' | 'totals' | 'changes', note: string) => {
      const done = await ask(explainDifference, { params, body: { about, note } });
      await completeness.load();
      return done;
    }),
  };
}
