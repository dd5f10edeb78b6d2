import plainEn from '../../client/locales/plain.en.json' with { type: 'json' };
import plainVi from '../../client/locales/plain.vi.json' with { type: 'json' };
import en from '../../client/locales/respond.en.json' with { type: 'json' };
import vi from '../../client/locales/respond.vi.json' with { type: 'json' };

export type Language = 'vi' | 'en';
interface Texts {
  readonly [key: string]: string | Texts;
}
/** One text for one thing: the citizen's page's own, and under `plain` what is said here only. */
const TEXTS: Readonly<Record<Language, Texts>> = {
  vi: { ...vi, plain: plainVi },
  en: { ...en, plain: plainEn },
};

export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

export const textsIn =
  (language: Language): Say =>
  (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>(
        (texts, part) => (typeof texts === 'object' ? texts[part] : undefined),
        TEXTS[language],
      );
    if (typeof found !== 'string') throw new Error(`no text: ${key}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
