import type { Results } from '#contract/results.ts';
import { t } from '../i18n.ts';
import { Notice } from './Notice.tsx';
import { percent, wholeNumber } from './words.ts';

/** How much of the frame the province's figure rests on; too little, and it is not the province's. */
export function CoverageNote({ results }: { readonly results: Results }) {
  const { coverage, method } = results;
  const agencies = results.domains.filter(({ level }) => level === 'agency');
  const counted = agencies.filter(({ received }) => received !== null);
  const people = (domains: typeof agencies) =>
    domains.reduce((sum, { population }) => sum + population, 0);
  const rests = t('coverage.rests', {
    counted: wholeNumber(counted.length),
    agencies: wholeNumber(agencies.length),
    // Rounded down: beside agencies without a number “100%” of the people would be false.
    share: percent(Math.floor((100 * people(counted)) / Math.max(1, people(agencies))) / 100, 0),
    k: method.disclosureThreshold,
  });
  if (!coverage || coverage.isEnough)
    return counted.length < agencies.length ? <p>{rests}</p> : null;
  return (
    <Notice kind="attention" title={t('coverage.title', { k: method.disclosureThreshold })}>
      <p>{t('coverage.why', { limit: percent(coverage.limit, 0) })}</p>
      <p>{rests}</p>
    </Notice>
  );
}
