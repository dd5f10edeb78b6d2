import type { PictureWords } from '#contract/pictures/picture.ts';
import picturesEn from '../../client/locales/pictures.en.json' with { type: 'json' };
import picturesVi from '../../client/locales/pictures.vi.json' with { type: 'json' };
import en from '../../client/locales/published.en.json' with { type: 'json' };
import vi from '../../client/locales/published.vi.json' with { type: 'json' };

interface Texts {
  readonly [key: string]: string | Texts;
}
const TEXTS: Readonly<Record<'vi' | 'en', Texts>> = {
  vi: { ...vi, pictures: { ...vi.pictures, ...picturesVi } },
  en: { ...en, pictures: { ...en.pictures, ...picturesEn } },
};

/** Words of the published page, and those that only pictures have, which no browser loads. */
export const pictureWords = (language: 'vi' | 'en'): PictureWords => ({
  language,
  say(key, values = {}) {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>(
        (texts, part) => (typeof texts === 'object' ? texts[part] : undefined),
        TEXTS[language],
      );
    if (typeof found !== 'string') throw new Error(`no text: ${key}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  },
});
