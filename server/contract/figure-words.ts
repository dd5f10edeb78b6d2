import type { Figure } from './figures.ts';

/** Why a figure is too uncertain to be shown: its first reason. */
export const UNCERTAIN = ['no_answers', 'few', 'wide', 'coverage', 'no_range'] as const;
export type Uncertain = (typeof UNCERTAIN)[number];

const WORD_OF: Readonly<Record<string, Uncertain>> = {
  'no-respondents': 'no_answers',
  'few-respondents': 'few',
  'few-effective-respondents': 'few',
  'wide-interval': 'wide',
  'low-coverage': 'coverage',
  // Of editions up to version 0.1.0.
  'relatively-wide-interval': 'wide',
};

/** In the place of a figure: hidden for a person's sake, too uncertain, or only the band that holds it. */
export type Withheld = 'hidden' | Uncertain | 'above_90' | 'below_10';

/** The key of the word in the place of a figure (`figure.<key>`); null where the figure is shown. */
export function withheldWord(figure: Figure | undefined): Withheld | null {
  if (!figure || figure.verdict === 'suppress-confidentiality') return 'hidden';
  if (figure.band) return figure.band;
  if (figure.verdict === 'suppress-reliability')
    return WORD_OF[figure.reasons[0] ?? ''] ?? 'no_range';
  const { index, low, high, respondents } = figure;
  const isWhole = index !== null && low !== null && high !== null && respondents !== null;
  return isWhole ? null : 'no_range';
}

/** A share with the decimals that it was rounded to, as Vietnamese (`,`) or English (`.`) writes it. */
export function percentText(share: number, step: number | null, decimalSign: ',' | '.'): string {
  const decimals = Math.max(0, Math.round(-Math.log10(step ?? 0.001)) - 2);
  return `${(100 * share).toFixed(decimals).replace('.', decimalSign)}%`;
}

/**
 * The key of a sentence with a range. Where nearly everybody answered, both ends may be written as one number: “from 76%
 * to 76%” says nothing, and `<key>_one` says that the share stays that number when it is rounded.
 */
export const rangeKey = (key: string, low: string, high: string): string =>
  low === high ? `${key}_one` : key;
