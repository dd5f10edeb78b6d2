import i18next from 'i18next';
import type { Language, Translate } from '../../i18n.ts';
import { startTranslation, switchLanguage } from '../../i18n.ts';

export function startTexts(vi: object, en?: object, first: Language = 'vi'): void {
  i18next.init({
    lng: first,
    fallbackLng: 'vi',
    resources: { vi: { translation: vi }, ...(en && { en: { translation: en } }) },
    interpolation: { escapeValue: false },
  });
  startTranslation(translation(), first);
}

/** English texts, a quarter of the office's script, come when somebody wants them; without network the page stays as it is. */
export async function speak(language: Language): Promise<void> {
  try {
    if (!i18next.hasResourceBundle(language, 'translation')) {
      const { default: texts } = await import('../../locales/office.en.json');
      i18next.addResourceBundle(language, 'translation', texts);
    }
  } catch {
    return;
  }
  switchLanguage(language);
}

/** A text without values is looked for once: a screen asks for all of its texts at each drawing. */
function translation(): Translate {
  const found = { vi: new Map<string, string>(), en: new Map<string, string>() };
  return (lng, key, values) => {
    if (Object.keys(values).length > 0) return i18next.t(key, { ...values, lng });
    const text = found[lng].get(key) ?? i18next.t(key, { lng });
    found[lng].set(key, text);
    return text;
  };
}
