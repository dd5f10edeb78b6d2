import type { Language } from '../../i18n.ts';
import { addTexts, switchLanguage } from '../../i18n.ts';

/** English texts, a tenth of the first view, come when somebody wants them; without network the page stays as it is. */
export async function speak(language: Language): Promise<void> {
  try {
    if (language === 'en')
      addTexts('en', (await import('../../locales/published.en.json')).default);
  } catch {
    return;
  }
  switchLanguage(language);
}
