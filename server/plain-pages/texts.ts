import type { LanguagePack } from '#contract/languages.ts';
import petitionsEn from '../../client/locales/petitions.en.json' with { type: 'json' };
import petitionsVi from '../../client/locales/petitions.vi.json' with { type: 'json' };
import plainEn from '../../client/locales/plain.en.json' with { type: 'json' };
import plainVi from '../../client/locales/plain.vi.json' with { type: 'json' };
import publishedEn from '../../client/locales/published.en.json' with { type: 'json' };
import publishedVi from '../../client/locales/published.vi.json' with { type: 'json' };
import refusals from '../../client/locales/refusals.vi.json' with { type: 'json' };
import en from '../../client/locales/respond.en.json' with { type: 'json' };
import vi from '../../client/locales/respond.vi.json' with { type: 'json' };

interface Texts {
  readonly [key: string]: string | Texts;
}
/** One text for one thing: the citizen's page's own, and under `plain` what is said here only. */
const TEXTS = {
  vi: { ...vi, ...refusals, plain: plainVi, petitions: petitionsVi, published: publishedVi },
  en: { ...en, plain: plainEn, petitions: petitionsEn, published: publishedEn },
};
export type BuiltIn = keyof typeof TEXTS;
export const NAMES: Readonly<Record<BuiltIn, string>> = { vi: 'Tiếng Việt', en: 'English' };
export const isBuiltIn = (language: string): language is BuiltIn => Object.hasOwn(TEXTS, language);
/** Of a page that says everything in Vietnamese and, with `?en` in its address, in English. */
export const languageAsked = (query: unknown): BuiltIn => ('en' in (query as object) ? 'en' : 'vi');

export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

export const textsIn =
  (language: BuiltIn | LanguagePack): Say =>
  (key, values = {}) => {
    const found = typeof language === 'string' ? builtIn(language, key) : language.texts[key];
    if (typeof found !== 'string') throw new Error(`no text: ${key}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };

const builtIn = (language: BuiltIn, key: string) =>
  key
    .split('.')
    .reduce<string | Texts | undefined>(
      (texts, part) => (typeof texts === 'object' ? texts[part] : undefined),
      TEXTS[language],
    );
