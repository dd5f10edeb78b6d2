import { signal } from '@preact/signals';
import { downloadExcludedRows, listExcludedRows } from '#contract/excluded-rows.ts';
import type { Exclusion } from '#contract/row-counts.ts';
import { addressOf } from '../../../api.ts';
import { createLoaded } from '../../../ui/loaded.ts';
import type { Ask } from '../../page/session.ts';

export type ExcludedRowsModel = ReturnType<typeof createExcludedRows>;

/** Rows that rules keep out, a page at a time. They are asked for when somebody looks: each reading is recorded. */
export function createExcludedRows(
  ask: Ask,
  params: { readonly campaignId: string; readonly agencyCode: string },
) {
  const page = signal(1);
  const reason = signal<Exclusion | ''>('');
  const search = signal('');
  const isOpen = signal(false);
  const filter = () => ({
    ...(reason.value && { reason: reason.value }),
    ...(search.value.trim() && { search: search.value.trim() }),
  });
  const found = createLoaded(() =>
    ask(listExcludedRows, { params, query: { ...filter(), page: String(page.value) } }),
  );
  const show = (next: number) => {
    page.value = next;
    isOpen.value = true;
    return found.load();
  };
  return {
    page,
    reason,
    search,
    isOpen,
    found,
    turn: show,
    find: () => show(1),
    choose(next: Exclusion | '') {
      reason.value = next;
      return show(1);
    },
    fileAddress: () => addressOf(downloadExcludedRows.path, params, filter()),
  };
}
