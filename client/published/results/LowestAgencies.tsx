import type { LowestAgency } from '#contract/pictures/lowest-agencies.ts';
import { lowestAgencies } from '#contract/pictures/lowest-agencies.ts';
import { lowestTitle } from '#contract/pictures/lowest-title.ts';
import { markOf } from '#contract/pictures/signs.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { FigureValue, rangeWords } from '../../ui/FigureWords.tsx';
import { nodeLabel } from '../../ui/figures.ts';
import { KeySign } from '../../ui/KeySign.tsx';
import { agencyPath } from '../page/addresses.ts';

/** Where it is worst, and why, before anybody scrolls. */
export function LowestAgencies(props: { readonly results: Results; readonly node: string }) {
  const { results, node } = props;
  const lowest = lowestAgencies(results, node);
  if (lowest.length === 0) return null;
  // The heading says it of all; five lines more would be below a telephone's first screen.
  const isSaid = lowest.every(({ figure }) => figure.tier === 'lower');
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
            <span class="tier">
              <KeySign mark={markOf(row.figure)} />{' '}
              <span class={isSaid ? 'visually-hidden' : undefined}>
                {t(`lowest.mark.${markOf(row.figure)}`)}
              </span>
            </span>
            <Why row={row} />
          </li>
        ))}
      </ol>
      <p class="hint">{t('lowest.order')}</p>
    </section>
  );
}

/** The factor on which the agency is furthest below the province; without a mark nothing is called low. */
function Why({ row: { weakest } }: { readonly row: LowestAgency }) {
  const [first] = weakest;
  if (!first) return null;
  const factor = `${nodeLabel(first.node)} ${rangeWords(first.figure)}%`;
  return <span class="hint">{t('lowest.why', { factors: factor })}</span>;
}
