import type { AgencyFigures } from './agency-figures.ts';
import type { AskedStratum } from './asked-strata.ts';
import type { Balanced, Limits, Move } from './moves.ts';
import { across, findBetween, isWithin } from './moves.ts';
import type { Broken } from './shared-figures.ts';

const MOST_OF_A_KIND = 12;
const NOTHING_BROKEN: Broken = {
  domain: -1,
  left: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] satisfies Limits,
};

/** Single moves and pairs in one agency that its figures do not show, by the domains that they cross. */
export class BalancedMoves {
  readonly #lists: ReadonlyMap<number, readonly Balanced[]>;

  constructor(
    strata: readonly AskedStratum[],
    byAgency: Iterable<readonly [number | undefined, readonly Move[]]>,
    figures: AgencyFigures,
  ) {
    const balanced = [...byAgency].flatMap(([agency, all]) => [
      ...singles(strata, agency, all, figures),
      ...pairs(strata, agency, all, figures),
    ]);
    const lists = Map.groupBy(balanced, ({ crossed }) => crossed);
    for (const list of lists.values()) list.sort((a, b) => a.flow - b.flow);
    this.#lists = lists;
  }

  /** Those that let the first of the broken figures stay: with another of them at once, then alone. */
  mending(broken: readonly Broken[]): readonly Balanced[] {
    const [{ domain, left } = NOTHING_BROKEN] = broken;
    const found: Balanced[] = [];
    for (const other of broken) {
      const both = other.domain !== domain && this.#lists.get(across(domain, other.domain));
      if (both) findBetween(both, left, { most: MOST_OF_A_KIND, ofOther: other.left }, found);
    }
    const single = this.#lists.get(across(domain));
    if (single) findBetween(single, left, { most: MOST_OF_A_KIND }, found);
    return found;
  }
}

function* singles(
  strata: readonly AskedStratum[],
  agency: number | undefined,
  all: readonly Move[],
  figures: AgencyFigures,
): Generator<Balanced> {
  for (const move of all)
    if (figures.stay([move]))
      for (const domain of strata[move.stratum]!.shared)
        yield { agency, crossed: across(domain), moves: [move], flow: move.flow, otherFlow: 0 };
}

/** Asked of millions of pairs: those within one field go first, and no list is made of one that is not kept. */
function* pairs(
  strata: readonly AskedStratum[],
  agency: number | undefined,
  all: readonly Move[],
  figures: AgencyFigures,
): Generator<Balanced> {
  const moves = all.filter(({ stratum }) => strata[stratum]!.shared.length > 0);
  const fields = moves.map(({ stratum }) => strata[stratum]!.shared[0]!);
  for (const [place, first] of moves.entries()) {
    const limits = figures.limitsFor(first);
    const [field, flow] = [fields[place]!, first.flow];
    for (let later = place + 1; later < moves.length; later += 1) {
      const other = fields[later]!;
      if (other === field) continue;
      const second = moves[later]!;
      const otherFlow = second.flow;
      if (flow * otherFlow > 0 || !isWithin(flow + otherFlow, limits)) continue;
      const pair = [first, second];
      if (!figures.stay(pair)) continue;
      yield { agency, crossed: across(field, other), moves: pair, flow, otherFlow };
      yield {
        agency,
        crossed: across(other, field),
        moves: pair,
        flow: otherFlow,
        otherFlow: flow,
      };
    }
  }
}
