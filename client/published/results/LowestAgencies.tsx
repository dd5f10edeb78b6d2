import type { LowestAgency } from '#contract/pictures/lowest-agencies.ts';
import { lowestAgencies } from '#contract/pictures/lowest-agencies.ts';
import { lowestTitle } from '#contract/pictures/lowest-title.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { FigureValue, Mark, rangeWords } from '../../ui/FigureWords.tsx';
import { nodeLabel } from '../../ui/figures.ts';
import { agencyPath } from '../page/addresses.ts';

/** Where it is worst, and why, before anybody scrolls. */
export function LowestAgencies(props: { readonly results: Results; readonly node: string }) {
  const { results, node } = props;
  const lowest = lowestAgencies(results, node);
  if (lowest.length === 0) return null;
  return (
    <section class="lowest">
      <h2>{lowestTitle(lowest, t)}</h2>
      <ol>
        {lowest.map((row) => (
          <li key={row.agency.key}>
            <a href={agencyPath(results.campaignId, row.agency.agencyCode ?? '')}>
              {row.agency.name}
            </a>
            : <FigureValue figure={row.figure} /> ({rangeWords(row.figure)}){' '}
            <span data-tier={row.figure.tier}>
              <Mark figure={row.figure} />
            </span>
            <Why row={row} />
          </li>
        ))}
      </ol>
      <p class="hint">{t('lowest.order')}</p>
    </section>
  );
}

function Why({ row: { weakest } }: { readonly row: LowestAgency }) {
  if (weakest.length === 0) return <span class="hint">{t('lowest.no_factor')}</span>;
  const factors = weakest.map(({ node, figure }) => `${nodeLabel(node)} ${rangeWords(figure)}%`);
  return <span class="hint">{t('lowest.why', { factors: factors.join('; ') })}</span>;
}
