import { signal } from '@preact/signals';
import type { LanguagePack } from '#contract/languages.ts';
import vi from '../locales/respond.vi.json' with { type: 'json' };

interface Texts {
  readonly [key: string]: string | Texts;
}
export type BuiltIn = 'vi' | 'en';
const loaded: { vi: Texts; en?: Texts } = { vi };

/** Vietnamese texts of screens that few see: they come with the screen's own file. */
export function addTexts(texts: Texts): void {
  loaded.vi = { ...loaded.vi, ...texts };
}

export const NAMES: Readonly<Record<BuiltIn, string>> = { vi: 'Tiếng Việt', en: 'English' };

export const language = signal<string>('vi');
/** Of a language that the province has added; the two of the page itself have none. */
export const pack = signal<LanguagePack | undefined>(undefined);

export const isBuiltIn = (name: string): name is BuiltIn => name in NAMES;

/** English is a file of its own: it would be 3 kB of the 45 of a first visit. The worker keeps it too. */
export async function loadTexts(name: BuiltIn): Promise<void> {
  if (name === 'en') loaded.en ??= (await import('../locales/respond.en.json')).default;
}

export function switchLanguage(next: BuiltIn | LanguagePack): void {
  pack.value = typeof next === 'string' ? undefined : next;
  language.value = typeof next === 'string' ? next : next.language;
  document.documentElement.lang = language.value;
}

/**
 * Text of a key in the language of the page, as `client/i18n.ts` gives it to the other pages: the same
 * files and the same `{{value}}`. Here it is 20 lines, because i18next is 13.6 kB of the 45 of a first visit.
 * A pack that is older than the page lacks its newest texts: they are in Vietnamese.
 */
export function t(key: string, values: Readonly<Record<string, unknown>> = {}): string {
  const found = pack.value?.texts[key] ?? builtIn(key);
  return typeof found === 'string'
    ? found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
    : key;
}

const builtIn = (key: string) =>
  key
    .split('.')
    .reduce<string | Texts | undefined>(
      (texts, part) => (typeof texts === 'object' ? texts[part] : undefined),
      (language.value === 'en' && loaded.en) || loaded.vi,
    );
