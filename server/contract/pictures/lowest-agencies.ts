import { withheldWord } from '../figure-words.ts';
import type { Domain, Figure } from '../figures.ts';
import type { IndexNode } from '../questionnaire.ts';
import type { Results } from '../results.ts';

export interface LowestAgency {
  readonly agency: Domain;
  readonly figure: Figure;
  /** Factors on which the agency is clearly below the province, the lowest first. */
  readonly weakest: readonly { readonly node: IndexNode; readonly figure: Figure }[];
}

const AGENCIES = 5;
const FACTORS = 1;

/** The agencies with the lowest figures that may be shown, and on which factors they are clearly below the province. */
export function lowestAgencies(results: Results, node: string): LowestAgency[] {
  const factors = results.nodes.filter(({ level }) => level === 'factor');
  return results.domains
    .filter(({ level }) => level === 'agency')
    .flatMap((agency) => {
      const figure = shownFigure(agency, node);
      // Where few were measured the lowest may be above the province: nobody's list of the lowest.
      if (!figure || figure.tier === 'higher') return [];
      return [{ agency, figure, weakest: weakestOf(agency, factors) }];
    })
    .sort(
      (a, b) =>
        (a.figure.index ?? 1) - (b.figure.index ?? 1) ||
        a.agency.name.localeCompare(b.agency.name, 'vi'),
    )
    .slice(0, AGENCIES);
}

const weakestOf = (agency: Domain, factors: readonly IndexNode[]) =>
  factors
    .flatMap((node) => {
      const figure = shownFigure(agency, node.code);
      return figure?.tier === 'lower' ? [{ node, figure }] : [];
    })
    .sort((a, b) => (a.figure.index ?? 1) - (b.figure.index ?? 1))
    .slice(0, FACTORS);

function shownFigure({ figures }: Domain, node: string): Figure | undefined {
  const figure = figures.find((candidate) => candidate.node === node);
  return withheldWord(figure) ? undefined : figure;
}
