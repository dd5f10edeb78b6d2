import type { SufficientStatistics } from '#sampling/estimation/sufficient-statistics.ts';
import { SUMS_PER_CELL } from '#sampling/estimation/sufficient-statistics.ts';
import type { Measured } from './measures.ts';

/** Sums of one measure in one category, by response stratum. */
export interface CategorySums {
  readonly share: SufficientStatistics;
  readonly score: SufficientStatistics;
}

const noAnswers = (strata: number): SufficientStatistics => ({
  cells: strata,
  sums: new Float64Array(strata * SUMS_PER_CELL),
});

export function addRespondent(
  { sums }: SufficientStatistics,
  position: number,
  x: number,
  y: number,
): void {
  const cell = position * SUMS_PER_CELL;
  sums[cell]! += 1;
  sums[cell + 1]! += x;
  sums[cell + 2]! += y;
  sums[cell + 3]! += x * x;
  sums[cell + 4]! += x * y;
  sums[cell + 5]! += y * y;
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
        share: noAnswers(this.strata),
        score: noAnswers(this.strata),
      };
      categories.set(category, sums);
      addRespondent(sums.share, stratum, x, y);
      addRespondent(sums.score, stratum, x, s);
    }
  }
}
