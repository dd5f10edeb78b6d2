import { computed, signal } from '@preact/signals';
import { getResults } from '#contract/results.ts';
import type { Order } from '../../ui/figures.ts';
import { provinceOf, totalNode } from '../../ui/figures.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { query, setQuery } from '../page/router.ts';
import type { Ask } from '../page/session.ts';

export type ResultsModel = ReturnType<typeof createResults>;

export function createResults(ask: Ask, campaignId: string, ownAgency: string | null) {
  const results = createLoaded(() => ask(getResults, { params: { campaignId } }));
  // The chosen agency is kept in the address, so that a view can be shared as a link.
  const agencyCode = computed(() => ownAgency ?? query.value.get('don-vi') ?? '');
  const order = signal<Order>('name');
  const node = signal('');
  const loaded = computed(() => results.value.value);
  const province = computed(() => loaded.value && provinceOf(loaded.value));
  return {
    results,
    agencyCode,
    order,
    load: results.load,
    /** The node of the plot; the total until another one is chosen. */
    node: computed(() => node.value || (loaded.value ? totalNode(loaded.value) : '')),
    chooseAgency(code: string) {
      setQuery({ 'don-vi': code || undefined });
    },
    chooseNode(code: string) {
      node.value = code;
    },
    province,
    /** What the tables are about: an agency when one is chosen, else the province. */
    domain: computed(
      () =>
        loaded.value?.domains.find(
          (domain) => domain.level === 'agency' && domain.agencyCode === agencyCode.value,
        ) ?? province.value,
    ),
    fields: computed(() =>
      (loaded.value?.domains ?? []).filter((domain) =>
        agencyCode.value
          ? domain.level === 'agency_field' && domain.agencyCode === agencyCode.value
          : domain.level === 'field',
      ),
    ),
  };
}
