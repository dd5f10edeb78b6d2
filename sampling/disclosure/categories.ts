import type { AgencyFieldCount } from './agency-by-field.ts';
import { agencyByField, cellKey } from './agency-by-field.ts';
import { suppress } from './suppress.ts';

export interface CategoryCount {
  readonly category: string;
  readonly count: number;
}
export const OTHER = 'other';

/**
 * Categories of one total (modes, languages, devices) as they may be published: those of fewer than
 * `threshold` persons are pooled as `other`, joined by the smallest that are left until they are
 * as many, so that no small count follows from the total.
 * @param counts persons by category
 * @param threshold fewest persons told
 * Hundepool et al. (2012): recoding.
 */
export function pooledCategories(
  counts: readonly CategoryCount[],
  threshold: number,
): CategoryCount[] {
  const counted = counts.filter(({ count }) => count > 0);
  const isSmall = ({ count }: CategoryCount) => count < threshold;
  if (!counted.some(isSmall)) return counted;
  const pool = counted.filter(isSmall);
  const rest = counted.filter((category) => !isSmall(category)).sort((a, b) => b.count - a.count);
  const pooled = () => pool.reduce((sum, { count }) => sum + count, 0);
  while (rest.length > 0 && (pool.length < 2 || pooled() < threshold)) pool.push(rest.pop()!);
  const joined = new Set(pool);
  return [
    ...counted.filter((category) => !joined.has(category)),
    ...(pooled() < threshold ? [] : [{ category: OTHER, count: pooled() }]),
  ];
}

/**
 * Agencies × categories whose counts must be withheld, where the totals of agencies, of categories and of all
 * are published too: keys are those of `cellKey({ agency, field: category })` and of the totals withheld with
 * them. Zeros are withheld with the few. Everything but the total where nothing less is safe.
 * Throws what `suppress` throws.
 */
export function withheldCategories(
  counts: readonly AgencyFieldCount[],
  threshold: number,
): ReadonlySet<string> {
  const cells = agencyByField(counts);
  const rule = { threshold, protection: threshold, zeros: 'withheld' } as const;
  const { verdict, primary, complementary } = suppress(cells, rule);
  if (verdict === 'publish') return new Set([...primary, ...complementary]);
  return new Set(cells.map(({ key }) => key).filter((key) => key !== cellKey()));
}
