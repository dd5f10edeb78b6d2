import i18next from 'i18next';
import type { Language, Translate } from '../../i18n.ts';
import { startTranslation } from '../../i18n.ts';

export function startTexts(vi: object, en: object, first: Language = 'vi'): void {
  i18next.init({
    lng: first,
    fallbackLng: 'vi',
    resources: { vi: { translation: vi }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  startTranslation(translation(), first);
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
