import { percentText } from '#contract/figure-words.ts';
import type { BuiltIn } from './texts.ts';

export const percentOf = (share: number, step: number | null, language: BuiltIn): string =>
  percentText(share, step, language === 'vi' ? ',' : '.');
