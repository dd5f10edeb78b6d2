import { useSignal } from '@preact/signals';
import {
  downloadAnalysis,
  downloadPublishedCsv,
  getPublishedOverview,
} from '#contract/published.ts';
import { addressOf, call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { ChangesSince } from '../../ui/ChangesSince.tsx';
import { provinceOf, totalNode } from '../../ui/figures.ts';
import { GroupTables } from '../../ui/GroupTables.tsx';
import { NeighbourFigures } from '../../ui/NeighbourFigures.tsx';
import { moment, spokenHash } from '../../ui/words.ts';
import { YearsSection } from '../../ui/YearsSection.tsx';
import { drawPath, modelsPath } from '../page/addresses.ts';
import { Loading } from '../page/Loading.tsx';
import { Agencies } from './Agencies.tsx';
import { ErasedNote } from './ErasedNote.tsx';
import { Factors } from './Factors.tsx';
import { Headline } from './Headline.tsx';
import { HowItWasDone } from './HowItWasDone.tsx';
import { LowestAgencies } from './LowestAgencies.tsx';
import { Remarks } from './Remarks.tsx';
import { TileMap } from './TileMap.tsx';

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
  const params = { campaignId: props.campaignId };
  return (
    <>
      {province && <Headline results={results} domain={province} />}
      <LowestAgencies results={results} node={totalNode(results)} />
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
      <ChangesSince results={results} agencyCode={null} />
      <YearsSection results={results} agencyCode={null} />
      <TileMap results={results} tiles={tiles} node={node.value} />
      <Agencies results={results} node={node} />
      {province && <Factors results={results} domain={province} />}
      {results.groups && <GroupTables groups={results.groups} nodes={results.nodes} />}
      <NeighbourFigures campaignId={props.campaignId} agencyCode={null} />
      <p>
        <a href={modelsPath(props.campaignId)}>{t('models.link')}</a>
      </p>
      <HowItWasDone results={results} />
      <Remarks campaignId={props.campaignId} />
      <p class="fixed">
        {t('results.fixed', { at: moment(publishedAt), hash: spokenHash(sha256) })}
      </p>
      <ErasedNote campaignId={props.campaignId} />
    </>
  );
}
