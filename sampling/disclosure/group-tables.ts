/** One figure of a group as it would leave. */
export interface ShownGroup {
  readonly category: string;
  readonly measure: string;
  readonly respondents: number;
  /** Null where only a band leaves. */
  readonly share: number | null;
}

/** A one-way table of groups: sexes, age bands, modes. */
export interface GroupTable {
  readonly grouping: string;
  /** Categories that the tabulation plan names, whether they are shown or not. */
  readonly categories: readonly string[];
  readonly shown: readonly ShownGroup[];
}

/** What a reader would learn of a group, and of whom. */
export interface ExposedGroup {
  readonly grouping: string;
  readonly measure: string;
  readonly kind: 'few' | 'unanimous' | 'remainder';
}

/**
 * Attacks tables of groups with all that is shown of them: the number of respondents of each group and, of
 * the same measure, of the whole province.
 * `few`: a group below the rule is shown. `unanimous`: a share says that everybody of a group agreed.
 * `remainder`: the province less the groups that are shown leaves people of whom there are too few, or of
 * whom one knows to which group they belong, so that their figure follows as well.
 * @param tables groupings with their categories and the figures told of them
 * @param respondentsOf respondents of a measure in the whole province, in persons; null where not told
 * @param fewest fewest persons of a group that may be published
 * Hundepool et al. 2012, §4.2 (linked one-way tables) and results.md §1.
 */
export function exposedGroups(
  tables: readonly GroupTable[],
  respondentsOf: (measure: string) => number | null,
  fewest: number,
): ExposedGroup[] {
  return tables.flatMap(({ grouping, categories, shown }) =>
    [...Map.groupBy(shown, ({ measure }) => measure)].flatMap(([measure, groups]) => {
      const exposed = (kind: ExposedGroup['kind']) => ({ grouping, measure, kind });
      const everybody = respondentsOf(measure);
      const names = new Set(groups.map(({ category }) => category));
      const hidden = categories.filter((category) => !names.has(category)).length;
      return [
        ...(groups.some(({ respondents }) => respondents < fewest) ? [exposed('few')] : []),
        ...(groups.some(({ share }) => share === 0 || share === 1) ? [exposed('unanimous')] : []),
        ...(leavesFew(everybody, groups, hidden, fewest) ? [exposed('remainder')] : []),
      ];
    }),
  );
}

function leavesFew(
  everybody: number | null,
  groups: readonly ShownGroup[],
  hidden: number,
  fewest: number,
): boolean {
  if (everybody === null) return false;
  const rest = everybody - groups.reduce((sum, { respondents }) => sum + respondents, 0);
  return rest > 0 && (rest < fewest || hidden < 2);
}
