import { OTHER, pooledCategories } from '#sampling/disclosure/categories.ts';
import { suppress } from '#sampling/disclosure/suppress.ts';
import { twoWayTable } from '#sampling/disclosure/two-way.ts';
import type { ParadataSums } from './paradata-totals.ts';

/** One number about an agency, or about the province where `agencyCode` is null: never about few responses. */
export interface ParadataTotal {
  readonly agencyCode: string | null;
  /** `family.name` */
  readonly measure: string;
  readonly responses: number;
  readonly total: number;
}

export interface Disclosure {
  readonly threshold: number;
  /** Agencies whose number of responses the results tell; of the others nothing is written. */
  readonly told: ReadonlySet<string>;
}

/** What may be written down, for staff too: nothing of it, nor its sums and differences, tells of a few. */
export function shownTotals(sums: ParadataSums, disclosure: Disclosure): ParadataTotal[] {
  const responses = total([...sums.values()].map((agency) => agency.responses));
  if (responses < disclosure.threshold) return [];
  const families = new Set([...sums.values()].flatMap(({ categories }) => [...categories.keys()]));
  return [
    ...[...families].flatMap((family) => categoryTotals(sums, family, disclosure)),
    ...timeTotals(sums, disclosure),
  ];
}

/**
 * Categories that are few in the province are pooled. Of the table agencies × categories, whose margins
 * are all told, cells of few are withheld, zeros among them, and with them what they would follow from;
 * agencies of which nothing is published are one row of it.
 */
function categoryTotals(
  sums: ParadataSums,
  family: string,
  { threshold, told: shownAgencies }: Disclosure,
) {
  const whole = new Map<string, number>();
  for (const { categories } of sums.values())
    for (const [category, count] of categories.get(family) ?? [])
      whole.set(category, (whole.get(category) ?? 0) + count);
  const pooled = pooledCategories(
    [...whole].map(([category, count]) => ({ category, count })),
    threshold,
  );
  const names = pooled.map(({ category }) => category);
  // All of them together tell nothing but how many there are.
  if (names.length === 1 && names[0] === OTHER) return [];
  const responses = total([...whole.values()]);
  const row =
    (agencyCode: string | null, responses: number) => (category: string, count: number) => ({
      agencyCode,
      measure: `${family}.${category}`,
      responses,
      total: count,
    });
  const cells = [...sums].map(([code, { categories }]) => {
    const counts = names.map(() => 0);
    for (const [category, count] of categories.get(family) ?? [])
      counts[names.includes(category) ? names.indexOf(category) : names.indexOf(OTHER)]! += count;
    return { code, counts };
  });
  const shown = cells.filter(({ code }) => shownAgencies.has(code));
  const rest = names.map((_, j) =>
    total(cells.filter(({ code }) => !shownAgencies.has(code)).map(({ counts }) => counts[j]!)),
  );
  const isWithheld = withheldIn([...shown.map(({ counts }) => counts), rest], threshold);
  return [
    ...pooled.map(({ category, count }) => row(null, responses)(category, count)),
    ...shown.flatMap(({ code, counts }, i) =>
      counts.flatMap((count, j) =>
        isWithheld(i, j) ? [] : [row(code, total(counts))(names[j]!, count)],
      ),
    ),
  ];
}

function withheldIn(counts: readonly (readonly number[])[], threshold: number) {
  const rows = counts.filter((row) => total(row) > 0);
  if (rows.length === 0) return () => true;
  const rule = { threshold, protection: threshold, zeros: 'withheld' } as const;
  const { verdict, primary, complementary } = suppress(twoWayTable(rows), rule);
  const withheld = new Set([...primary, ...complementary]);
  return (i: number, j: number) =>
    verdict === 'aggregate' || withheld.has(`${rows.indexOf(counts[i]!)},${j}`);
}

/**
 * Means over the timed responses. Their number is published in steps of twice the threshold, downwards, so that
 * it does not tell how few were not timed; the sums are the means times that number.
 */
function timeTotals(
  sums: ParadataSums,
  { threshold, told: shownAgencies }: Disclosure,
): ParadataTotal[] {
  const step = 2 * threshold;
  const rows = (agencyCode: string | null, timed: number, times: ReadonlyMap<string, number>) => {
    const responses = Math.floor(timed / step) * step;
    if (responses === 0) return [];
    return [...times].map(([name, sum]) => ({
      agencyCode,
      measure: `time.${name}`,
      responses,
      total: Math.round((sum / timed) * responses),
    }));
  };
  const whole = new Map<string, number>();
  for (const { times } of sums.values())
    for (const [name, sum] of times) whole.set(name, (whole.get(name) ?? 0) + sum);
  return [
    ...rows(null, total([...sums.values()].map(({ timed }) => timed)), whole),
    ...[...sums].flatMap(([code, { timed, times }]) =>
      shownAgencies.has(code) ? rows(code, timed, times) : [],
    ),
  ];
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
