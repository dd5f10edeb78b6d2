import { useEffect, useMemo } from 'preact/hooks';
import { isOfOneAgency } from '#contract/endpoint.ts';
import { inText } from '#contract/place-names.ts';
import { downloadAnalysis } from '#contract/published.ts';
import type { Results as Figures } from '#contract/results.ts';
import { downloadResultsCsv, downloadResultsXlsx } from '#contract/results.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { ChangesSince, useChanges } from '../../ui/ChangesSince.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { agenciesInOrder } from '../../ui/figures.ts';
import { GroupTables } from '../../ui/GroupTables.tsx';
import { Pictures } from '../../ui/Pictures.tsx';
import { YearsSection } from '../../ui/YearsSection.tsx';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { AgencyPlot } from './AgencyPlot.tsx';
import { AssessmentLines } from './AssessmentLines.tsx';
import { DomainTable } from './DomainTable.tsx';
import { Headline } from './Headline.tsx';
import { HowAnswered } from './HowAnswered.tsx';
import { MethodFacts } from './MethodFacts.tsx';
import { Neighbours } from './Neighbours.tsx';
import { NodeTable } from './NodeTable.tsx';
import { ResponseArchive } from './ResponseArchive.tsx';
import type { ResultsModel } from './results.ts';
import { createResults } from './results.ts';

/** Province or agency: the index in a sentence, its factors and criteria, its fields; all agencies in one plot. */
export function Results({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const isCounted = ['closed', 'published'].includes(campaign.stage);
  const ownAgency = isOfOneAgency(staff.role) ? staff.agencyCode : null;
  const model = useMemo(
    () => createResults(ask, campaign.id, ownAgency),
    [ask, campaign.id, ownAgency],
  );
  useEffect(() => {
    if (isCounted) model.load();
  }, [model, isCounted]);
  if (!isCounted) return <Screen title={t(title)} />;
  const domain = model.domain.value;
  return (
    <Screen title={t(title)} todo={domain && t('results.todo', { agency: inText(domain.name) })}>
      <WhenLoaded state={model.results}>
        {(results) => <Report model={model} results={results} context={context} />}
      </WhenLoaded>
    </Screen>
  );
}

function Report(props: {
  readonly model: ResultsModel;
  readonly results: Figures;
  readonly context: PageContext;
}) {
  const { model, results, context } = props;
  const domain = model.domain.value;
  const agencies = agenciesInOrder(results, model.node.value, 'name');
  const mayRead = ['home_affairs', 'agency'].includes(context.staff.role);
  return (
    <div class="report">
      {agencies.length > 1 && (
        <SelectField
          label={t('results.choose_agency')}
          value={model.agencyCode.value}
          choices={[
            {
              value: '',
              label: t('results.whole_province', { name: inText(results.provinceName) }),
            },
            ...agencies.map((agency) => ({
              value: agency.agencyCode ?? '',
              label: `${agency.name} (${agency.agencyCode})`,
            })),
          ]}
          onChange={model.chooseAgency}
        />
      )}
      {domain && <Headline domain={domain} model={model} results={results} />}
      {domain && <NodeTable domain={domain} results={results} context={context} />}
      {context.campaign.stage === 'published' && (
        <>
          <Since results={results} agencyCode={model.agencyCode.value || null} />
          <YearsSection results={results} agencyCode={model.agencyCode.value || null} />
          <Neighbours context={context} agencyCode={model.agencyCode.value || null} />
          {domain && <AssessmentLines domain={domain} results={results} />}
        </>
      )}
      <DomainTable domains={model.fields.value} model={model} />
      {agencies.length > 1 && !model.agencyCode.value && (
        <AgencyPlot model={model} results={results} />
      )}
      {results.groups && !model.agencyCode.value && (
        <GroupTables groups={results.groups} nodes={results.nodes} />
      )}
      {mayRead && model.agencyCode.value && (
        <p>
          <a href={context.linkTo('comments', { agencyCode: model.agencyCode.value })}>
            {t('results.comments')}
          </a>
        </p>
      )}
      {context.campaign.stage === 'published' && !model.agencyCode.value && (
        <Pictures campaignId={results.campaignId} without={['agencies']} />
      )}
      <MethodFacts results={results} />
      <div class="screen-only">
        <HowAnswered context={context} agencyCode={model.agencyCode.value} />
      </div>
      {!isOfOneAgency(context.staff.role) && (
        <Files
          campaignId={results.campaignId}
          isPublished={context.campaign.stage === 'published'}
        />
      )}
      {context.campaign.stage === 'published' && context.staff.role === 'home_affairs' && (
        <ResponseArchive campaignId={results.campaignId} />
      )}
    </div>
  );
}

function Since(props: { readonly results: Figures; readonly agencyCode: string | null }) {
  const changes = useChanges(props.results.campaignId);
  return <ChangesSince {...props} changes={changes} />;
}

function Files({
  campaignId,
  isPublished,
}: {
  readonly campaignId: string;
  readonly isPublished: boolean;
}) {
  return (
    <p class="buttons">
      <ButtonLink href={addressOf(downloadResultsCsv.path, { campaignId })} download>
        {t('results.csv')}
      </ButtonLink>
      <ButtonLink href={addressOf(downloadResultsXlsx.path, { campaignId })} download>
        {t('results.xlsx')}
      </ButtonLink>
      {isPublished && (
        <ButtonLink href={addressOf(downloadAnalysis.path, { campaignId })} download>
          {t('results.analysis')}
        </ButtonLink>
      )}
    </p>
  );
}
