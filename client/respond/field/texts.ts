import en from '../../locales/field.en.json' with { type: 'json' };
import vi from '../../locales/field.vi.json' with { type: 'json' };
import { language } from '../texts.ts';

type Key = keyof typeof vi;

/** Texts of kiosks and interviewers' telephones: a file of their own, which no citizen's phone loads. */
export function fieldText(key: string, values: Readonly<Record<string, unknown>> = {}): string {
  const texts = language.value === 'en' ? en : vi;
  const found = texts[key as Key] ?? vi[key as Key] ?? key;
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
