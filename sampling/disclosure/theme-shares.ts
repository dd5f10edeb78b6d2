import { suppress } from './suppress.ts';
import { twoWayTable } from './two-way.ts';

export interface ThemeShares {
  /** Null: those whose agency is not told, with agencies of few comments. */
  readonly domain: string | null;
  readonly comments: number;
  /** Whole percent of the domain's comments, by theme; null where it is withheld. */
  readonly percents: Readonly<Record<string, number | null>>;
}

export interface ThemeTable {
  /** The themes of few comments are one, named `few`. */
  readonly themes: readonly string[];
  readonly province: ThemeShares | null;
  readonly domains: readonly ThemeShares[];
}

/** Name of the themes that are put together. */
export const FEW_THEMES = 'few';

/**
 * Shares of themes among coded comments by domain: no count below `threshold` leaves, nor does one follow from
 * the others. Themes and domains of fewer comments are put together; in what is left, cells are withheld by
 * `suppress`; where no choice protects them, the province alone is shown.
 * @param counts comments by domain (null: agency not told) and theme
 * @param threshold fewest comments of a figure
 * Source: minimum frequency rule of Hundepool et al. 2012, Statistical Disclosure Control, §4.2.
 */
export function themeShares(
  counts: ReadonlyMap<string | null, ReadonlyMap<string, number>>,
  threshold: number,
): ThemeTable {
  const totals = totalsOf([...counts.values()]);
  const all = sum([...totals.values()]);
  if (all < threshold) return { themes: [], province: null, domains: [] };
  const kept = groupedThemes(totals, threshold);
  const rows = groupedDomains(counts, kept, threshold);
  const table = rows.map(({ cells }) => cells);
  const names = [...new Set(kept.values())];
  const sums = names.map((_, j) => sum(table.map((cells) => cells[j]!)));
  const province = sharesOf(null, sums, names, () => true);
  if (rows.length < 2) return { themes: names, province, domains: [] };
  const { verdict, primary, complementary } = suppress(twoWayTable(table), {
    threshold,
    protection: threshold,
  });
  if (verdict === 'aggregate') return { themes: names, province, domains: [] };
  const withheld = new Set([...primary, ...complementary]);
  const domains = rows.map(({ domain, cells }, i) =>
    sharesOf(domain, cells, names, (j) => !withheld.has(`${i},${j}`)),
  );
  return { themes: names, province, domains };
}

function totalsOf(rows: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const row of rows)
    for (const [theme, count] of row) totals.set(theme, (totals.get(theme) ?? 0) + count);
  return totals;
}

/** By theme its name in the table: those of few are one, with the next smallest if they are still few. */
function groupedThemes(totals: ReadonlyMap<string, number>, threshold: number) {
  const ascending = [...totals].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  const few = ascending.filter(([, count]) => count < threshold).length;
  const merged =
    few > 0
      ? reaching(
          ascending.map(([, count]) => count),
          few,
          threshold,
        )
      : 0;
  return new Map(ascending.map(([theme], place) => [theme, place < merged ? FEW_THEMES : theme]));
}

function groupedDomains(
  counts: ReadonlyMap<string | null, ReadonlyMap<string, number>>,
  kept: ReadonlyMap<string, string>,
  threshold: number,
) {
  const names = [...new Set(kept.values())];
  const rows = [...counts].map(([domain, row]) => {
    const cells = names.map((name) =>
      sum([...row].filter(([theme]) => kept.get(theme) === name).map(([, count]) => count)),
    );
    return { domain, cells, comments: sum(cells) };
  });
  // Comments without an agency come first: agencies of few comments join them.
  const ascending = rows.sort(
    (a, b) =>
      Number(b.domain === null) - Number(a.domain === null) ||
      a.comments - b.comments ||
      ((a.domain ?? '') < (b.domain ?? '') ? -1 : 1),
  );
  const few = ascending.filter(
    ({ domain, comments }) => domain === null || comments < threshold,
  ).length;
  const sizes = ascending.map(({ comments }) => comments);
  const merged = few > 0 ? reaching(sizes, few, threshold) : 0;
  const others = ascending.slice(0, merged);
  const shown = ascending.slice(merged);
  if (others.length === 0) return shown;
  const cells = names.map((_, j) => sum(others.map((row) => row.cells[j]!)));
  return [...shown, { domain: null, cells, comments: sum(cells) }];
}

/** How many of these, at least `few`, come to the threshold together, or to nothing at all. */
function reaching(sizes: readonly number[], few: number, threshold: number): number {
  let merged = few;
  let total = sum(sizes.slice(0, few));
  while (total > 0 && total < threshold && merged < sizes.length) {
    total += sizes[merged]!;
    merged += 1;
  }
  return merged;
}

function sharesOf(
  domain: string | null,
  cells: readonly number[],
  names: readonly string[],
  isShown: (place: number) => boolean,
): ThemeShares {
  const comments = sum(cells);
  return {
    domain,
    comments,
    percents: Object.fromEntries(
      names.map((name, j) => [
        name,
        isShown(j) && comments > 0 ? Math.round((100 * cells[j]!) / comments) : null,
      ]),
    ),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
