import { addRespondent, emptyStatistics } from '#sampling/estimation/cell-sums.ts';
import type { SufficientStatistics } from '#sampling/estimation/sufficient-statistics.ts';
import type { Measured } from './measures.ts';

/** measure → category → sums by response stratum: what is left of the ballots of one grouping when they have gone by. */
export class GroupSums {
  readonly measures = new Map<string, Map<string, SufficientStatistics>>();
  private readonly strata: number;

  constructor(strata: number) {
    this.strata = strata;
  }

  add(category: string, stratum: number, measured: readonly Measured[]): void {
    for (const { measure, x, y } of measured) {
      const categories = this.measures.get(measure) ?? new Map<string, SufficientStatistics>();
      this.measures.set(measure, categories);
      const sums = categories.get(category) ?? emptyStatistics(this.strata);
      categories.set(category, sums);
      addRespondent(sums, stratum, x, y);
    }
  }
}
