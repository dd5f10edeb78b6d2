import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { getPublishedChanges } from '#contract/changes.ts';
import {
  downloadAnalysis,
  downloadPublishedCsv,
  getPublishedOverview,
} from '#contract/published.ts';
import type { Years } from '#contract/years.ts';
import { getPublishedYears } from '#contract/years.ts';
import { addressOf, call } from '../../api.ts';
import { t } from '../../i18n.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { ChangeSentence } from '../../ui/ChangeSentence.tsx';
import { provinceOf, totalNode } from '../../ui/figures.ts';
import { printWhole, WhenNear } from '../../ui/WhenNear.tsx';
import { drawPath, HOW } from '../page/addresses.ts';
import { Loading } from '../page/Loading.tsx';
import type { PublishedOverview } from './Further.tsx';
import { Headline, HeadlineWords } from './Headline.tsx';
import { LowestAgencies } from './LowestAgencies.tsx';

/** What answers the first questions of a reader: how it is, whether better than before, where it is worst. */
async function readFirstView(campaignId: string) {
  const params = { campaignId };
  const [published, years] = await Promise.all([
    call(getPublishedOverview, { params }),
    call(getPublishedYears, { params }),
  ]);
  return { published, years };
}

export function ResultsPage({ campaignId }: { readonly campaignId: string }) {
  return (
    <Loading
      title={t('results.title')}
      titleOf={({ published }) => t('results.title_of', { name: published.results.campaignName })}
      read={() => readFirstView(campaignId)}
    >
      {(read) => <FirstView {...read} campaignId={campaignId} />}
    </Loading>
  );
}

/** Its code and figures are all that is loaded before anybody scrolls. */
function FirstView(props: {
  readonly published: PublishedOverview;
  readonly years: Years;
  readonly campaignId: string;
}) {
  const { published, years, campaignId } = props;
  const { results, changes } = published;
  const province = provinceOf(results);
  const params = { campaignId };
  const isHowWanted = useAnchor(HOW);
  return (
    <>
      <div class="first-view">
        {province && (
          <Headline results={results} domain={province}>
            <ChangeSentence results={results} changes={changes} years={years} />
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
        <ButtonLink href={drawPath(campaignId)}>{t('results.draw')}</ButtonLink>
        <ButtonLink href="/kiem-tra">{t('results.receipt')}</ButtonLink>
        <Button onPress={printWhole}>{t('further.print')}</Button>
      </div>
      <WhenNear
        read={() => readFurther(campaignId)}
        waiting={(load, isLoading) => <ReadOn onPress={load} isLoading={isLoading} />}
        isWanted={isHowWanted}
      >
        {({ Further, changes: all }) => (
          <Further published={published} years={years} changes={all} />
        )}
      </WhenNear>
    </>
  );
}

async function readFurther(campaignId: string) {
  // What is above the map comes with it, so that nothing moves under a reader.
  const [{ Further }, changes] = await Promise.all([
    import('./Further.tsx'),
    call(getPublishedChanges, { params: { campaignId } }),
  ]);
  return { Further, changes };
}

/** A screen reader goes from heading to heading and scrolls to nothing: it finds a button. */
function ReadOn(props: { readonly onPress: () => void; readonly isLoading: boolean }) {
  return (
    <>
      <p>
        <Button onPress={props.onPress} isBusy={props.isLoading} busyLabel={t('loading')}>
          {t('further.read_on')}
        </Button>
      </p>
      <p class="printed-only">{t('further.not_printed')}</p>
    </>
  );
}

/** Whether the page's address names this part of it, from the start or by a link. */
function useAnchor(anchor: string): boolean {
  const isNamed = useSignal(location.hash === `#${anchor}`);
  useEffect(() => {
    const look = () => {
      isNamed.value ||= location.hash === `#${anchor}`;
    };
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [anchor, isNamed]);
  return isNamed.value;
}
