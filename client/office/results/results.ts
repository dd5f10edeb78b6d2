import { computed, signal } from '@preact/signals';
import type { IndexNode } from '#contract/questionnaire.ts';
import type { Domain, Figure, Results } from '#contract/results.ts';
import { getResults } from '#contract/results.ts';
import { language } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { query, setQuery } from '../page/router.ts';
import type { Ask } from '../page/session.ts';

export type ResultsModel = ReturnType<typeof createResults>;
export type Order = 'name' | 'result';

/** A figure that may be said: value, range and n stand together or not at all. */
export interface Shown {
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly respondents: number;
  readonly isFlagged: boolean;
  /** What it was rounded to. */
  readonly step: number | null;
}

/** What stands in the place of a figure that must not or cannot be said; or only the band it lies in. */
export type Withheld = 'hidden' | 'not_enough' | 'above_90' | 'below_10';

export function saying(figure: Figure | undefined): Shown | Withheld {
  if (!figure || figure.verdict === 'suppress-confidentiality') return 'hidden';
  if (figure.band) return figure.band;
  const { index, low, high, respondents, step } = figure;
  if (figure.verdict === 'suppress-reliability') return 'not_enough';
  if (index === null || low === null || high === null || respondents === null) return 'not_enough';
  return { index, low, high, respondents, isFlagged: figure.verdict === 'flag', step };
}

export const figureOf = (domain: Domain | undefined, node: string): Figure | undefined =>
  domain?.figures.find((figure) => figure.node === node);

export const totalNode = (results: Results): string =>
  results.nodes.find((node) => node.level === 'total')?.code ?? '';

export const nodeLabel = (node: IndexNode): string => node.label[language.value];

/** Parts, their factors, their criteria: each child right after its parent. */
export function nodesInOrder(nodes: readonly IndexNode[], parent: string | null = null) {
  const found: { node: IndexNode; depth: number }[] = [];
  const walk = (of: string | null, depth: number) => {
    for (const node of nodes.filter((one) => one.parent === of)) {
      found.push({ node, depth });
      walk(node.code, depth + 1);
    }
  };
  walk(parent, 0);
  return found;
}

/** Among the results: a band in its middle, what is not told last. */
const PLACE = { above_90: 0.95, below_10: 0.05, hidden: -1, not_enough: -1 };

/** Agencies by name, or by result with those that cannot be said at the end. */
export function agenciesInOrder(results: Results, node: string, order: Order): Domain[] {
  const value = (domain: Domain) => {
    const said = saying(figureOf(domain, node));
    return typeof said === 'string' ? PLACE[said] : said.index;
  };
  return results.domains
    .filter((domain) => domain.level === 'agency')
    .sort(
      (a, b) =>
        (order === 'result' ? value(b) - value(a) : 0) || a.name.localeCompare(b.name, 'vi'),
    );
}

export function createResults(ask: Ask, campaignId: string, ownAgency: string | null) {
  const results = createLoaded(() => ask(getResults, { params: { campaignId } }));
  // The chosen agency stands in the address, so that a view can be sent to somebody.
  const agencyCode = computed(() => ownAgency ?? query.value.get('don-vi') ?? '');
  const order = signal<Order>('name');
  const node = signal('');
  const loaded = computed(() => results.value.value);
  const province = computed(() => loaded.value?.domains.find((one) => one.level === 'province'));
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
          (one) => one.level === 'agency' && one.agencyCode === agencyCode.value,
        ) ?? province.value,
    ),
    fields: computed(() =>
      (loaded.value?.domains ?? []).filter((one) =>
        agencyCode.value
          ? one.level === 'agency_field' && one.agencyCode === agencyCode.value
          : one.level === 'field',
      ),
    ),
  };
}
