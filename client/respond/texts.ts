import { signal } from '@preact/signals';
import type { LanguagePack } from '#contract/languages.ts';
import vi from '../locales/respond.vi.json' with { type: 'json' };
import type { Texts } from '../text-of-key.ts';
import { filled, textOf } from '../text-of-key.ts';

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
 * Text of a key in the language of the page: the same files and the same `{{value}}` as i18next has them, without its
 * 13.6 kB. A pack that is older than the page lacks its newest texts: they are in Vietnamese.
 */
export function t(key: string, values: Readonly<Record<string, unknown>> = {}): string {
  const texts = (language.value === 'en' && loaded.en) || loaded.vi;
  return filled(pack.value?.texts[key] ?? textOf(texts, key) ?? key, values);
}
