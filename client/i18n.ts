import { signal } from '@preact/signals';

export type Language = 'vi' | 'en';

/** Each page brings its own texts and what finds them, so that a phone loads neither of the office's. */
export type Translate = (
  language: Language,
  key: string,
  values: Readonly<Record<string, unknown>>,
) => string;

export const language = signal<Language>('vi');
let translate: Translate = (_, key) => key;

export function startTranslation(next: Translate, first: Language = 'vi'): void {
  translate = next;
  switchLanguage(first);
}

export function switchLanguage(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
}

/** Text of a key in the language of the page; reading it in a component follows the switch. */
export const t = (key: string, values: Readonly<Record<string, unknown>> = {}): string =>
  translate(language.value, key, values);
