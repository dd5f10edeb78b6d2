import type { GroupTable } from './group-tables.ts';

/** Tables of groups as a published file has them. */
export interface PublishedGroups {
  readonly fewest: number;
  readonly tables: readonly {
    readonly grouping: string;
    readonly categories: readonly {
      readonly category: string;
      readonly figures: readonly {
        readonly node: string;
        readonly index: number | null;
        readonly respondents: number | null;
      }[];
    }[];
  }[];
}

/** A table as the attack reads it. */
export const shownTable = ({
  grouping,
  categories,
}: PublishedGroups['tables'][number]): GroupTable => ({
  grouping,
  categories: categories.map(({ category }) => category),
  shown: categories.flatMap(({ category, figures }) =>
    figures.flatMap(({ node, index, respondents }) =>
      respondents === null ? [] : { category, measure: node, respondents, share: index },
    ),
  ),
});
