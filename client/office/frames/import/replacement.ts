import { computed, signal } from '@preact/signals';
import type { ListFile } from '#contract/list-import.ts';
import { decideReplacement, getReplacement } from '#contract/replacements.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

type FileParams = { campaignId: string; agencyCode: string; fileId: string };
export type ReplacementModel = ReturnType<typeof createReplacement>;
const SHORTEST_REASON = 5;

/** Whose list a held one replaces; kept is what nobody chose to replace. */
export function createReplacement(
  ask: Ask,
  params: FileParams,
  onDecided: (file: ListFile) => void,
) {
  const concerned = createLoaded(() => ask(getReplacement, { params }));
  const replaced = signal<ReadonlySet<string>>(new Set());
  const reason = signal('');
  const wasSent = signal(false);
  const isShort = computed(() => reason.value.trim().length < SHORTEST_REASON);
  return {
    concerned,
    replaced,
    reason,
    isReasonMissing: computed(() => wasSent.value && isShort.value),
    choose(agencyCode: string, isReplaced: boolean) {
      const next = new Set(replaced.value);
      if (isReplaced) next.add(agencyCode);
      else next.delete(agencyCode);
      replaced.value = next;
    },
    decide: createAct(async () => {
      wasSent.value = true;
      if (isShort.value) return undefined;
      const body = { replaced: [...replaced.value], reason: reason.value.trim() };
      const file = await ask(decideReplacement, { params, body });
      onDecided(file);
      return file;
    }),
  };
}
