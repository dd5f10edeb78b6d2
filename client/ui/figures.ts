import type { Withheld } from '#contract/figure-words.ts';
import { UNCERTAIN, withheldWord } from '#contract/figure-words.ts';
import type { Domain, Figure } from '#contract/figures.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import { language } from '../i18n.ts';

/** A figure that may be shown: value, range and n together or not at all. */
export interface ShownFigure {
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly respondents: number;
  readonly isFlagged: boolean;
  /** What it was rounded to. */
  readonly step: number | null;
}

export const isUncertain = (word: string): boolean => UNCERTAIN.some((key) => key === word);

/** The figure where it may be shown, else the key of the word in its place (`figure.<key>`). */
export function figureWords(figure: Figure | undefined): ShownFigure | Withheld {
  const word = withheldWord(figure);
  if (!figure || word) return word ?? 'hidden';
  const { index, low, high, respondents, verdict, step } = figure;
  if (index === null || low === null || high === null || respondents === null) return 'no_range';
  return { index, low, high, respondents, isFlagged: verdict === 'flag', step };
}

export const figureOf = (domain: Domain | undefined, node: string): Figure | undefined =>
  domain?.figures.find((figure) => figure.node === node);

export const provinceOf = (results: Results): Domain | undefined =>
  results.domains.find((domain) => domain.level === 'province');

export const totalNode = (results: Results): string =>
  results.nodes.find((node) => node.level === 'total')?.code ?? '';

export const nodeLabel = (node: IndexNode): string => node.label[language.value];

export interface NodeAtDepth {
  readonly node: IndexNode;
  readonly depth: number;
}

/** Each node right after its parent: total, its parts, their factors, their criteria. */
export function nodesInOrder(
  nodes: readonly IndexNode[],
  parent: string | null = null,
  depth = 0,
): NodeAtDepth[] {
  return nodes
    .filter((node) => node.parent === parent)
    .flatMap((node) => [{ node, depth }, ...nodesInOrder(nodes, node.code, depth + 1)]);
}

export type Order = 'name' | 'result';

/** Among the results a band has its middle; what is withheld comes last. */
const RANK: Partial<Record<Withheld, number>> = { above_90: 0.95, below_10: 0.05 };

/** The agencies by alphabet, or by their figure for one node. */
export function agenciesInOrder(results: Results, node: string, order: Order): Domain[] {
  const value = (agency: Domain) => {
    const words = figureWords(figureOf(agency, node));
    return typeof words === 'string' ? (RANK[words] ?? -1) : words.index;
  };
  return results.domains
    .filter((domain) => domain.level === 'agency')
    .sort(
      (a, b) =>
        (order === 'result' ? value(b) - value(a) : 0) || a.name.localeCompare(b.name, 'vi'),
    );
}
