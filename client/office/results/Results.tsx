import { useEffect, useMemo } from 'preact/hooks';
import type { Results as Figures } from '#contract/results.ts';
import { downloadResultsCsv, downloadResultsXlsx } from '#contract/results.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { inText } from '../../ui/words.ts';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { DomainTable } from './DomainTable.tsx';
import { Headline } from './Headline.tsx';
import { HowAnswered } from './HowAnswered.tsx';
import { MethodFacts } from './MethodFacts.tsx';
import { NodeTable } from './NodeTable.tsx';
import type { ResultsModel } from './results.ts';
import { createResults, unitsInOrder } from './results.ts';
import { UnitPlot } from './UnitPlot.tsx';

/** Province or unit: the index in a sentence, its factors and criteria, its fields; all units in one plot. */
export function Results({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const isCounted = ['closed', 'published'].includes(campaign.stage);
  const model = useMemo(
    () => createResults(ask, campaign.id, staff.role === 'unit' ? staff.unitCode : null),
    [ask, campaign.id, staff],
  );
  useEffect(() => {
    if (isCounted) model.load();
  }, [model, isCounted]);
  if (!isCounted) return <Screen title={t(title)} todo={t('results.todo_wait')} />;
  const domain = model.domain.value;
  return (
    <Screen title={t(title)} todo={domain && t('results.todo', { unit: inText(domain.name) })}>
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
  const units = unitsInOrder(results, model.node.value, 'name');
  const mayRead = context.staff.role !== 'observer';
  return (
    <>
      {units.length > 1 && (
        <SelectField
          label={t('results.choose_unit')}
          value={model.unitCode.value}
          choices={[
            { value: '', label: t('results.whole_province', { name: results.provinceName }) },
            ...units.map((unit) => ({
              value: unit.unitCode ?? '',
              label: `${unit.name} (${unit.unitCode})`,
            })),
          ]}
          onChange={model.chooseUnit}
        />
      )}
      {domain && <Headline domain={domain} model={model} results={results} />}
      {domain && <NodeTable domain={domain} results={results} />}
      <DomainTable domains={model.fields.value} model={model} />
      {units.length > 1 && !model.unitCode.value && <UnitPlot model={model} results={results} />}
      {mayRead && model.unitCode.value && (
        <p>
          <a href={context.linkTo('comments', { unitCode: model.unitCode.value })}>
            {t('results.comments')}
          </a>
        </p>
      )}
      <MethodFacts results={results} />
      <HowAnswered context={context} unitCode={model.unitCode.value} />
      {context.staff.role !== 'unit' && <Files campaignId={results.campaignId} />}
    </>
  );
}

function Files({ campaignId }: { readonly campaignId: string }) {
  return (
    <p class="buttons">
      <ButtonLink href={addressOf(downloadResultsCsv.path, { campaignId })} download>
        {t('results.csv')}
      </ButtonLink>
      <ButtonLink href={addressOf(downloadResultsXlsx.path, { campaignId })} download>
        {t('results.xlsx')}
      </ButtonLink>
    </p>
  );
}
