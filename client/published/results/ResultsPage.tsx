import { useSignal } from '@preact/signals';
import {
  downloadAnalysis,
  downloadPublishedCsv,
  getPublishedOverview,
} from '#contract/published.ts';
import { addressOf, call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { ChangeSentence, ChangesSince, useChanges } from '../../ui/ChangesSince.tsx';
import { provinceOf, totalNode } from '../../ui/figures.ts';
import { NeighbourFigures } from '../../ui/NeighbourFigures.tsx';
import { Pictures } from '../../ui/Pictures.tsx';
import { moment, spokenHash } from '../../ui/words.ts';
import { YearsSection } from '../../ui/YearsSection.tsx';
import { drawPath, modelsPath } from '../page/addresses.ts';
import { Loading } from '../page/Loading.tsx';
import { Agencies } from './Agencies.tsx';
import { ErasedNote } from './ErasedNote.tsx';
import { Factors } from './Factors.tsx';
import { Headline, HeadlineWords } from './Headline.tsx';
import { HowItWasDone } from './HowItWasDone.tsx';
import { LowestAgencies } from './LowestAgencies.tsx';
import { ProvinceGroups } from './ProvinceGroups.tsx';
import { Quotes } from './Quotes.tsx';
import { Remarks } from './Remarks.tsx';
import { TileMap } from './TileMap.tsx';

/** The page has a map whose node is chosen, and the agencies' dots as a table. */
const ON_THE_PAGE = ['map', 'agencies'] as const;

type Published = Awaited<ReturnType<typeof read>>;
const read = (campaignId: string) => call(getPublishedOverview, { params: { campaignId } });

export function ResultsPage({ campaignId }: { readonly campaignId: string }) {
  return (
    <Loading
      title={t('results.title')}
      titleOf={({ results }) => t('results.title_of', { name: results.campaignName })}
      read={() => read(campaignId)}
    >
      {(published) => <Content published={published} campaignId={campaignId} />}
    </Loading>
  );
}

function Content(props: { readonly published: Published; readonly campaignId: string }) {
  const { results, publishedAt, sha256, tiles } = props.published;
  const node = useSignal(totalNode(results));
  const province = provinceOf(results);
  const changes = useChanges(props.campaignId);
  const params = { campaignId: props.campaignId };
  return (
    <>
      <div class="first-view">
        {province && (
          <Headline results={results} domain={province}>
            <ChangeSentence results={results} changes={changes} agencyCode={null} />
          </Headline>
        )}
        <LowestAgencies results={results} node={totalNode(results)} />
      </div>
      {province && <HeadlineWords results={results} domain={province} />}
      <div class="buttons">
        <ButtonLink href={addressOf(downloadPublishedCsv.path, params)} download>
          {t('results.csv')}
        </ButtonLink>
        <ButtonLink href={addressOf(downloadAnalysis.path, params)} download>
          {t('results.analysis')}
        </ButtonLink>
        <ButtonLink href={drawPath(props.campaignId)}>{t('results.draw')}</ButtonLink>
        <ButtonLink href="/kiem-tra">{t('results.receipt')}</ButtonLink>
      </div>
      <ChangesSince results={results} changes={changes} agencyCode={null} />
      <YearsSection results={results} agencyCode={null} />
      <TileMap results={results} tiles={tiles} node={node.value} />
      <Agencies results={results} node={node} />
      {province && <Factors results={results} domain={province} />}
      <Pictures campaignId={props.campaignId} without={ON_THE_PAGE} />
      <ProvinceGroups campaignId={props.campaignId} nodes={results.nodes} />
      <NeighbourFigures campaignId={props.campaignId} agencyCode={null} />
      <p>
        <a href={modelsPath(props.campaignId)}>{t('models.link')}</a>
      </p>
      <HowItWasDone results={results} />
      <Quotes campaignId={props.campaignId} />
      <Remarks campaignId={props.campaignId} />
      <p class="fixed">
        {t('results.fixed', { at: moment(publishedAt), hash: spokenHash(sha256) })}
      </p>
      <ErasedNote campaignId={props.campaignId} />
    </>
  );
}
