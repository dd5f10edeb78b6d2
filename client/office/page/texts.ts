import i18next from 'i18next';
import type { Language } from '../../i18n.ts';
import { startTranslation } from '../../i18n.ts';

export function startTexts(vi: object, en: object, first: Language = 'vi'): void {
  i18next.init({
    lng: first,
    fallbackLng: 'vi',
    resources: { vi: { translation: vi }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  startTranslation((lng, key, values) => i18next.t(key, { ...values, lng }), first);
}
