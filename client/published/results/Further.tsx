import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Changes } from '#contract/changes.ts';
import type { Replied } from '#contract/endpoint.ts';
import type { getPublishedOverview } from '#contract/published.ts';
import type { Years } from '#contract/years.ts';
import { t } from '../../i18n.ts';
import { ChangesSince } from '../../ui/ChangesSince.tsx';
import { provinceOf, totalNode } from '../../ui/figures.ts';
import { NeighbourFigures } from '../../ui/NeighbourFigures.tsx';
import { Pictures } from '../../ui/Pictures.tsx';
import { moment, spokenHash } from '../../ui/words.ts';
import { YearsOf } from '../../ui/YearsSection.tsx';
import { modelsPath } from '../page/addresses.ts';
import { Agencies } from './Agencies.tsx';
import { ErasedNote } from './ErasedNote.tsx';
import { Factors } from './Factors.tsx';
import { HowItWasDone } from './HowItWasDone.tsx';
import { ProvinceGroups } from './ProvinceGroups.tsx';
import { Quotes } from './Quotes.tsx';
import { Remarks } from './Remarks.tsx';
import { TileMap } from './TileMap.tsx';

/** The page has a map whose node is chosen, and the agencies' dots as a table. */
const ON_THE_PAGE = ['map', 'agencies'] as const;

export type PublishedOverview = Replied<typeof getPublishedOverview>;

/** What lies below the first view of a publication. */
export function Further(props: {
  readonly published: PublishedOverview;
  readonly changes: Changes;
  readonly years: Years;
}) {
  const { results, publishedAt, sha256, tiles } = props.published;
  const { campaignId } = results;
  const node = useSignal(totalNode(results));
  const province = provinceOf(results);
  // The browser looked for the part that the address names before it was there.
  useEffect(() => {
    if (location.hash) location.replace(location.hash);
  }, []);
  return (
    <>
      <ChangesSince results={results} changes={props.changes} agencyCode={null} />
      <YearsOf results={results} years={props.years} agencyCode={null} />
      <TileMap results={results} tiles={tiles} node={node.value} />
      <Agencies results={results} node={node} />
      {province && <Factors results={results} domain={province} />}
      <Pictures campaignId={campaignId} without={ON_THE_PAGE} />
      <ProvinceGroups campaignId={campaignId} nodes={results.nodes} />
      <NeighbourFigures campaignId={campaignId} agencyCode={null} />
      <p>
        <a href={modelsPath(campaignId)}>{t('models.link')}</a>
      </p>
      <HowItWasDone results={results} />
      <Quotes campaignId={campaignId} />
      <Remarks campaignId={campaignId} />
      <p class="fixed">
        {t('results.fixed', { at: moment(publishedAt), hash: spokenHash(sha256) })}
      </p>
      <ErasedNote campaignId={campaignId} />
    </>
  );
}
