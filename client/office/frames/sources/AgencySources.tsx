import { useEffect, useMemo } from 'preact/hooks';
import type { SourceDifference } from '#contract/second-sources.ts';
import { t } from '../../../i18n.ts';
import { Paging } from '../../../ui/Paging.tsx';
import { Table } from '../../../ui/Table.tsx';
import { day, wholeNumber } from '../../../ui/words.ts';
import type { Ask } from '../../page/session.ts';
import { ComparisonTable } from './ComparisonTable.tsx';
import type { AgencySourcesModel } from './sources.ts';
import { createAgencySources } from './sources.ts';

/** An agency's list beside second sources, where there are any. */
export function AgencySources(props: {
  readonly ask: Ask;
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly maySeeCodes: boolean;
}) {
  const { ask, campaignId, agencyCode, maySeeCodes } = props;
  const model = useMemo(
    () => createAgencySources(ask, { campaignId, agencyCode }, maySeeCodes),
    [ask, campaignId, agencyCode, maySeeCodes],
  );
  useEffect(() => {
    model.load();
  }, [model]);
  const comparisons = model.comparisons.value.value ?? [];
  if (comparisons.length === 0) return null;
  return (
    <section>
      <h2>{t('sources.title')}</h2>
      <p class="hint">{t('sources.only_sign')}</p>
      <ComparisonTable comparisons={comparisons} />
      {maySeeCodes && <Differences model={model} />}
    </section>
  );
}

function Differences({ model }: { readonly model: AgencySourcesModel }) {
  const found = model.differences.value.value;
  if (!found || found.total === 0) return null;
  return (
    <>
      <Table
        caption={t('sources.differences', { n: wholeNumber(found.total) })}
        rows={found.dossiers}
        keyOf={({ kind, code }) => `${kind} ${code}`}
        columns={[
          { key: 'code', heading: t('sources.code'), cell: ({ code }) => code },
          {
            key: 'source',
            heading: t('sources.source'),
            cell: ({ kind }) => t(`sources.kind.${kind}`),
          },
          { key: 'difference', heading: t('sources.difference'), cell: differenceWords },
          {
            key: 'returned_on',
            heading: t('sources.returned_on'),
            cell: ({ returnedOn }) => dayWords(returnedOn),
          },
          {
            key: 'listed_returned_on',
            heading: t('sources.listed_returned_on'),
            cell: ({ listedReturnedOn }) => dayWords(listedReturnedOn),
          },
        ]}
      />
      <Paging
        page={model.page.value}
        pages={model.pages()}
        label={t('app.pages')}
        words={(page, pages) => t('app.page', { page, pages })}
        back={t('app.page_back')}
        on={t('app.page_on')}
        onTurn={model.turn}
      />
    </>
  );
}

const dayWords = (written: string | null): string => (written ? day(written) : t('sources.none'));

const lateWords = (isLate: boolean | null): string =>
  t(isLate === null ? 'sources.none' : isLate ? 'sources.yes' : 'sources.no');

const differenceWords = ({ difference, reason, isLate, isListedLate }: SourceDifference): string =>
  t(`sources.difference_${difference}`, {
    reason: reason ? t(`reason.${reason}`) : '',
    source: lateWords(isLate),
    list: lateWords(isListedLate),
  });
