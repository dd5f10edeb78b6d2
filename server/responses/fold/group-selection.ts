import type { PeopleGroup, ShownGroups } from '#sampling/disclosure/leaving/overlap-audit.ts';
import { shownCategories } from '#sampling/disclosure/one-way.ts';
import { respondentsIn } from '#sampling/estimation/cell-sums.ts';
import type { SufficientStatistics } from '#sampling/estimation/sufficient-statistics.ts';
import type { GroupSums } from './group-sums.ts';

type Category = Pick<PeopleGroup, 'grouping' | 'category'>;

/**
 * Which categories of each grouping are shown. A category is shown in all measures or in none: what one
 * measure hides, another must not give back. Where one is withheld, so is another that would give it back.
 */
export class GroupSelection implements ShownGroups {
  readonly #groupings: ReadonlyMap<string, readonly (readonly [string, number])[]>;
  readonly #fewest: number;
  #hidden: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  readonly #shown = new Map<string, ReadonlySet<string>>();

  constructor(groups: ReadonlyMap<string, GroupSums>, fewest: number) {
    this.#fewest = fewest;
    this.#groupings = new Map(
      [...groups].map(([grouping, sums]) => [grouping, fewestRespondents(sums)]),
    );
  }

  isShown = ({ grouping, category }: Category): boolean => this.#shownOf(grouping).has(category);

  /** The category itself first, then the smallest that is left of its grouping. */
  withhold = ({ grouping, category }: Category): boolean => {
    const shown = [...this.#shownOf(grouping)];
    const next = shown.includes(category) ? category : shown[0];
    if (next === undefined) return false;
    this.#hide(grouping, [...(this.#hidden.get(grouping) ?? []), next]);
    return true;
  };

  #hide(grouping: string, categories: readonly string[]): void {
    this.#hidden = new Map([...this.#hidden, [grouping, new Set(categories)]]);
    this.#shown.delete(grouping);
  }

  #shownOf(grouping: string): ReadonlySet<string> {
    const known = this.#shown.get(grouping);
    if (known) return known;
    const counts = this.#groupings.get(grouping) ?? [];
    const shown = new Set(shownCategories(counts, this.#fewest, this.#hidden.get(grouping)));
    this.#shown.set(grouping, shown);
    return shown;
  }
}

function fewestRespondents({ measures }: GroupSums): [category: string, respondents: number][] {
  const names = new Set([...measures.values()].flatMap((categories) => [...categories.keys()]));
  return [...names].map((category) => {
    const counts = [...measures.values()].map((categories) =>
      respondentsOf(categories.get(category)),
    );
    return [category, Math.min(...counts)];
  });
}

const respondentsOf = (sums: SufficientStatistics | undefined): number =>
  sums === undefined ? 0 : respondentsIn(sums);
