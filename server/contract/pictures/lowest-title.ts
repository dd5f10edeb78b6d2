import type { LowestAgency } from './lowest-agencies.ts';
import type { Say } from './say.ts';

/** Says “below the province” of those only whose mark says so. */
export function lowestTitle(lowest: readonly LowestAgency[], say: Say): string {
  const n = lowest.length;
  const lower = lowest.filter(({ figure }) => figure.tier === 'lower').length;
  if (n === 1) return say(lower === 1 ? 'lowest.title_clear_one' : 'lowest.title_none_one');
  if (lower === 0) return say('lowest.title_none', { n });
  return lower === n ? say('lowest.title_clear', { n }) : say('lowest.title_some', { n, lower });
}
