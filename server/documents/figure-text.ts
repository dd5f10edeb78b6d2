import type { Change } from '#contract/changes.ts';
import { percentText, withheldWord } from '#contract/figure-words.ts';
import type { Domain, Figure } from '#contract/figures.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import texts from '../../client/locales/published.vi.json' with { type: 'json' };

export const totalOf = (results: Results): string =>
  results.nodes.find(({ level }) => level === 'total')?.code ?? '';
export const provinceOf = (results: Results): Domain | undefined =>
  results.domains.find(({ level }) => level === 'province');
export const agenciesOf = (results: Results): Domain[] =>
  results.domains.filter(({ level }) => level === 'agency');
export const figureOf = (domain: Domain | undefined, node: string): Figure | undefined =>
  domain?.figures.find((figure) => figure.node === node);

export const wholeNumber = (value: number): string =>
  String(value).replaceAll(/\B(?=(\d{3})+(?!\d))/g, '.');

const percent = (share: number, step: number | null = 0.01): string =>
  percentText(share, step, ',');

/** The figure, or the word in its place: never an empty cell. */
export function indexText(figure: Figure | undefined): string {
  const word = withheldWord(figure);
  if (word) return texts.figure[word];
  return percent(figure?.index ?? 0, figure?.step ?? null);
}

export function rangeText(figure: Figure | undefined): string {
  if (withheldWord(figure) || !figure || figure.low === null || figure.high === null) return '';
  return [...new Set([percent(figure.low), percent(figure.high)])].join(' - ');
}

/** In running text; both ends may be written as one number, where nearly everybody answered. */
export function rangeClause(figure: Figure | undefined): string {
  const range = rangeText(figure);
  return range.includes(' - ')
    ? `nhiều khả năng trong khoảng ${range}`
    : `nhiều khả năng vẫn là ${range} khi làm tròn`;
}

/** In the words of the published page. */
export const changeSentence = (
  { name, earlier, earlierStep, later, laterStep, change }: Change,
  [earlierYear, laterYear]: readonly [number, number],
): string =>
  `${name}: năm ${earlierYear} là ${percent(earlier, earlierStep)}, năm ${laterYear} là ${percent(later, laterStep)}: ${texts.since_before[change]}.`;

export const respondentsText = (figure: Figure | undefined): string =>
  figure && figure.respondents !== null ? wholeNumber(figure.respondents) : '';

const MARKS = {
  higher: 'Cao hơn',
  not_different: 'Chưa thấy khác',
  lower: 'Thấp hơn',
} as const;
export const markText = (figure: Figure | undefined): string =>
  figure?.tier && !withheldWord(figure) ? MARKS[figure.tier] : '';

/** Part, factor and criterion, each right after its parent. */
export const nodesInOrder = (
  nodes: readonly IndexNode[],
  parent: string | null = null,
): IndexNode[] =>
  nodes
    .filter((node) => node.parent === parent)
    .flatMap((node) => [node, ...nodesInOrder(nodes, node.code)]);
