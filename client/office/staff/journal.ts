import { computed, signal } from '@preact/signals';
import type { JournalKind } from '#contract/staff.ts';
import { listActivity } from '#contract/staff.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { Ask } from '../page/session.ts';

/** A page of the journal at a time; acts first, as reading is the bulk of it. */
export function createJournal(ask: Ask) {
  const kind = signal<JournalKind>('acts');
  const before = signal<number | undefined>(undefined);
  const page = createLoaded(() =>
    ask(listActivity, {
      query: {
        kind: kind.value,
        ...(before.value !== undefined && { before: String(before.value) }),
      },
    }),
  );
  const loadFrom = (next: number | undefined) => {
    before.value = next;
    return page.load();
  };
  return {
    kind,
    page,
    isPast: computed(() => before.value !== undefined),
    show(next: JournalKind) {
      kind.value = next;
      return loadFrom(undefined);
    },
    older: loadFrom,
    newest: () => loadFrom(undefined),
  };
}
