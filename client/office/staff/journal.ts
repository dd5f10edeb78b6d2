import { computed, signal } from '@preact/signals';
import type { JournalKind } from '#contract/staff.ts';
import { downloadActivity, listActivity } from '#contract/staff.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { Ask } from '../page/session.ts';

export type JournalModel = ReturnType<typeof createJournal>;

/** A page of the journal at a time; acts first, as reading is the bulk of it. */
export function createJournal(ask: Ask) {
  const kind = signal<JournalKind>('acts');
  const search = signal('');
  const by = signal('');
  const from = signal('');
  const to = signal('');
  const campaignId = signal('');
  const before = signal<number | undefined>(undefined);
  const filter = () => ({
    kind: kind.value,
    ...Object.fromEntries(
      Object.entries({ search, by, from, to, campaignId })
        .map(([name, { value }]) => [name, value.trim()])
        .filter(([, value]) => value !== ''),
    ),
  });
  const page = createLoaded(() =>
    ask(listActivity, {
      query: {
        ...filter(),
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
    search,
    by,
    from,
    to,
    campaignId,
    page,
    /** Address of the workbook with the same filter. */
    workbook: () => `${downloadActivity.path}?${new URLSearchParams(filter())}`,
    isPast: computed(() => before.value !== undefined),
    show(next: JournalKind) {
      kind.value = next;
      return loadFrom(undefined);
    },
    older: loadFrom,
    newest: () => loadFrom(undefined),
  };
}
