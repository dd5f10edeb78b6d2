import type { Language } from '../../i18n.ts';
import { startTranslation, switchLanguage } from '../../i18n.ts';
import type { Texts } from '../../text-of-key.ts';
import { filled, textOf } from '../../text-of-key.ts';

const loaded: { vi: Texts; en: Texts } = { vi: {}, en: {} };

/** i18next is 13.6 kB, a seventh of a first view; these texts use nothing of it but `{{value}}`. */
export function startTexts(vi: Texts, en: Texts = {}): void {
  Object.assign(loaded, { vi, en });
  startTranslation((language, key, values) =>
    filled(textOf(loaded[language], key) ?? textOf(loaded.vi, key) ?? key, values),
  );
}

/** English texts, a tenth of the first view, come when somebody wants them; without network the page stays as it is. */
export async function speak(language: Language): Promise<void> {
  try {
    if (language === 'en') loaded.en = (await import('../../locales/published.en.json')).default;
  } catch {
    return;
  }
  switchLanguage(language);
}
