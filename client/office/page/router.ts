import { computed, signal } from '@preact/signals';

/** Where the office app is: path and query, as the address bar shows them. */
const address = signal(location.pathname + location.search);

export const path = computed(() => address.value.split('?')[0] ?? '/');
export const query = computed(() => new URLSearchParams(address.value.split('?')[1] ?? ''));

/** Asks whether the screen may be left; undefined while nothing on it would be lost. */
let confirmLeaving: (() => boolean) | undefined;

/** Gives back the screen's leave, once nothing on it would be lost any more. */
export function guardScreen(question: () => string): () => void {
  const guard = () => confirm(question());
  const warn = (event: Event) => event.preventDefault();
  confirmLeaving = guard;
  addEventListener('beforeunload', warn);
  return () => {
    if (confirmLeaving === guard) confirmLeaving = undefined;
    removeEventListener('beforeunload', warn);
  };
}

addEventListener('popstate', () => {
  if (confirmLeaving?.() === false) history.pushState(null, '', address.value);
  address.value = location.pathname + location.search;
});

export function go(target: string): void {
  if (confirmLeaving?.() === false) return;
  history.pushState(null, '', target);
  address.value = location.pathname + location.search;
  scrollTo(0, 0);
}

/** Filters and pages live in the address, without a new step in the history for each letter typed. */
export function setQuery(values: Readonly<Record<string, string | undefined>>): void {
  const next = new URLSearchParams(query.value);
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const search = next.toString();
  history.replaceState(null, '', location.pathname + (search ? `?${search}` : ''));
  address.value = location.pathname + location.search;
}

/** The values of a pattern such as `/quan-tri/:campaignId/mau`, or nothing where it does not fit. */
export function match(pattern: string, address: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = address.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [position, part] of wanted.entries()) {
    const found = given[position] ?? '';
    if (part.startsWith(':')) values[part.slice(1)] = decodeURIComponent(found);
    else if (part !== found) return undefined;
  }
  return values;
}

/** Ordinary links of the office change the screen without loading the page again. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.download) return;
    const target = new URL(link.href);
    if (target.origin !== location.origin || !/^\/quan-tri(\/|$)/.test(target.pathname)) return;
    if (target.hash && target.pathname === location.pathname) return;
    event.preventDefault();
    go(target.pathname + target.search);
  });
}
