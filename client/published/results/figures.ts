import type { IndexNode } from '#contract/questionnaire.ts';
import type { Domain, Figure, Results } from '#contract/results.ts';
import { language } from '../../i18n.ts';

/** A figure that may be said: value, range and n stand together or not at all. */
export interface Said {
  readonly index: number;
  readonly low: number;
  readonly high: number;
  readonly respondents: number;
  readonly isFlagged: boolean;
  /** What it was rounded to. */
  readonly step: number | null;
}

/**
 * What stands in the place of a figure: hidden for a person's sake, too uncertain to be said, or only the
 * band it lies in.
 */
export type Withheld = 'hidden' | 'not_enough' | 'above_90' | 'below_10';

export function saying(figure: Figure | undefined): Said | Withheld {
  if (!figure || figure.verdict === 'suppress-confidentiality') return 'hidden';
  if (figure.band) return figure.band;
  const { index, low, high, respondents, verdict, step } = figure;
  const isWhole = index !== null && low !== null && high !== null && respondents !== null;
  if (verdict === 'suppress-reliability' || !isWhole) return 'not_enough';
  return { index, low, high, respondents, isFlagged: verdict === 'flag', step };
}

export const figureOf = (domain: Domain | undefined, node: string): Figure | undefined =>
  domain?.figures.find((figure) => figure.node === node);

export const totalOf = (results: Results): string =>
  results.nodes.find((node) => node.level === 'total')?.code ?? '';

export const provinceOf = (results: Results): Domain | undefined =>
  results.domains.find((domain) => domain.level === 'province');

export const labelOf = (node: IndexNode): string => node.label[language.value];

/** Each node right after its parent: part, its factors, their criteria. */
export function nodesInOrder(
  nodes: readonly IndexNode[],
  parent: string | null = null,
): IndexNode[] {
  return nodes
    .filter((node) => node.parent === parent)
    .flatMap((node) => [node, ...nodesInOrder(nodes, node.code)]);
}

/** In running text the kind of a place is lower case: tỉnh Thái Nguyên. */
export const placeIn = (name: string): string =>
  name.replace(/^(Tỉnh|Thành phố) /, (kind) => kind.toLowerCase());

export type Order = 'name' | 'result';

/** Among the results: a band in its middle, what is not told last. */
const PLACE = { above_90: 0.95, below_10: 0.05, hidden: -1, not_enough: -1 };

/** Agencies whose name holds what is sought, by alphabet; or by result, those without a figure last. */
export function agenciesShown(
  results: Results,
  node: string,
  sought: string,
  order: Order,
): Domain[] {
  const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase('vi');
  const value = (agency: Domain) => {
    const said = saying(figureOf(agency, node));
    return typeof said === 'string' ? PLACE[said] : said.index;
  };
  return results.domains
    .filter(
      (agency) => agency.level === 'agency' && plain(agency.name).includes(plain(sought.trim())),
    )
    .sort(
      (a, b) =>
        (order === 'result' ? value(b) - value(a) : 0) || a.name.localeCompare(b.name, 'vi'),
    );
}
