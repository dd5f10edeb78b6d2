import { withheldWord } from '../figure-words.ts';
import type { Domain, Figure } from '../figures.ts';
import type { IndexNode } from '../questionnaire.ts';
import type { Results } from '../results.ts';
import type { PictureWords } from './picture.ts';
import type { Marked } from './signs.ts';
import { MARKED, markOf } from './signs.ts';

export const agenciesByName = ({ domains }: Results): Domain[] =>
  domains
    .filter(({ level }) => level === 'agency')
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));

export const provinceOf = ({ domains }: Results): Domain | undefined =>
  domains.find(({ level }) => level === 'province');

/** The level that agencies are compared with; there is none where too few of them were heard. */
export const levelOf = (results: Results, node: string): Figure | undefined =>
  results.coverage?.isEnough === false ? undefined : figureOf(provinceOf(results), node);

export const figureOf = (domain: Domain | undefined, node: string): Figure | undefined =>
  domain?.figures.find((figure) => figure.node === node);

export const factorsOf = ({ nodes }: Results): IndexNode[] =>
  nodes.filter(({ level }) => level === 'factor');

export interface Shown {
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly respondents: number;
}

/** The numbers of a figure that may be shown, all of them or none. */
export function shownOf(figure: Figure | undefined): Shown | undefined {
  if (!figure || withheldWord(figure)) return undefined;
  const { index, low, high, respondents } = figure;
  if (index === null || low === null || high === null || respondents === null) return undefined;
  return { index, low, high, respondents };
}

/** Whole percent, as intervals are published; a value that was rounded coarser says so. */
export const wholePercent = (share: number, step: number | null = null): string =>
  `${step !== null && step > 0.01 ? '≈ ' : ''}${Math.round(100 * share)}%`;

/** The figure, or the word in its place. */
export function figureText(figure: Figure | undefined, { say }: PictureWords): string {
  const shown = shownOf(figure);
  if (shown) return wholePercent(shown.index, figure?.step);
  return say(`figure.${withheldWord(figure) ?? 'hidden'}`);
}

export const rangeText = (figure: Figure | undefined): string => {
  const shown = shownOf(figure);
  if (!shown) return '';
  const ends = new Set([wholePercent(shown.low), wholePercent(shown.high)]);
  return [...ends].join(' – ');
};

/** The mark in words; nothing where there is none. */
export function markText(figure: Figure | undefined, { say }: PictureWords): string {
  const mark = markOf(figure);
  return mark === 'withheld' ? '' : say(`tier.${mark}`);
}

export const countMarks = (marks: readonly Marked[]): Readonly<Record<Marked, number>> => {
  const count = (mark: Marked) => marks.filter((candidate) => candidate === mark).length;
  return {
    higher: count('higher'),
    not_different: count('not_different'),
    lower: count('lower'),
    withheld: count('withheld'),
  };
};

export const tierKey = ({ say }: PictureWords) =>
  MARKED.map((mark) => ({
    mark,
    words: say(mark === 'withheld' ? 'map.withheld' : `tier.${mark}`),
  }));
