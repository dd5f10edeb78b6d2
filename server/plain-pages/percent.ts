import type { BuiltIn } from './texts.ts';

/** A share with the decimals that it was rounded to. */
export function percentOf(share: number, step: number | null, language: BuiltIn): string {
  const decimals = Math.max(0, Math.round(-Math.log10(step ?? 0.001)) - 2);
  const text = (100 * share).toFixed(decimals);
  return `${language === 'vi' ? text.replace('.', ',') : text}%`;
}
