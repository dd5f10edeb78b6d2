import { addRespondent, emptyStatistics } from '#sampling/estimation/cell-sums.ts';
import type { SufficientStatistics } from '#sampling/estimation/sufficient-statistics.ts';
import type { Measured } from './measures.ts';

/** Sums of one measure in one category, by response stratum. */
export interface CategorySums {
  readonly share: SufficientStatistics;
  readonly score: SufficientStatistics;
}

/** measure → category → sums: what is left of the ballots of one grouping when they have gone by. */
export class GroupSums {
  readonly measures = new Map<string, Map<string, CategorySums>>();
  private readonly strata: number;

  constructor(strata: number) {
    this.strata = strata;
  }

  add(category: string, stratum: number, measured: readonly Measured[]): void {
    for (const { measure, x, y, s } of measured) {
      const categories = this.measures.get(measure) ?? new Map<string, CategorySums>();
      this.measures.set(measure, categories);
      const sums = categories.get(category) ?? {
        share: emptyStatistics(this.strata),
        score: emptyStatistics(this.strata),
      };
      categories.set(category, sums);
      addRespondent(sums.share, stratum, x, y);
      addRespondent(sums.score, stratum, x, s);
    }
  }
}
