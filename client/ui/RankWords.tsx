import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../i18n.ts';
import { wholeNumber } from './words.ts';

/** Places that an agency may have: never one number where the figures leave several. */
export function rankWords({ rank }: Domain): string {
  if (!rank) return '';
  const values = {
    from: wholeNumber(rank.lower),
    to: wholeNumber(rank.upper),
    among: wholeNumber(rank.among),
  };
  return t(rank.lower === rank.upper ? 'rank.one' : 'rank.range', values);
}

const LOWEST = 10;

/** The lowest ten as a set: who is in it for certain, and how many may be. */
export function LowestTen({ results }: { readonly results: Results }) {
  const agencies = results.domains.filter(({ rank }) => rank !== undefined);
  const ranked = agencies[0]?.rank?.among ?? 0;
  if (ranked <= LOWEST) return null;
  const first = ranked - LOWEST;
  const certain = agencies.filter(({ rank }) => rank && rank.lower > first);
  const possible = agencies.filter(({ rank }) => rank && rank.upper > first);
  return (
    <p>
      {certain.length > 0
        ? t('rank.certain', { names: certain.map(({ name }) => name).join('; ') })
        : t('rank.none_certain')}{' '}
      {t('rank.possible', { n: wholeNumber(possible.length), among: wholeNumber(ranked) })}
    </p>
  );
}
