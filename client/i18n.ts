import { signal } from '@preact/signals';
import i18next from 'i18next';

export type Language = 'vi' | 'en';

export const language = signal<Language>('vi');

/** Each page brings its own texts, so that the phone never loads the office's. */
export function startTexts(vi: object, en: object, first: Language = 'vi'): void {
  i18next.init({
    lng: first,
    fallbackLng: 'vi',
    resources: { vi: { translation: vi }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  switchLanguage(first);
}

/** Of a language whose texts come later than the page. */
export function addTexts(language: Language, texts: object): void {
  i18next.addResourceBundle(language, 'translation', texts, true, true);
}

export function switchLanguage(next: Language): void {
  i18next.changeLanguage(next);
  language.value = next;
  document.documentElement.lang = next;
}

/** Text of a key in the language of the page; reading it in a component follows the switch. */
export function t(key: string, values?: Record<string, unknown>): string {
  return language.value && i18next.t(key, values ?? {});
}
