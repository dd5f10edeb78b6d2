import type { NeighbourFigure } from '#contract/neighbours.ts';
import { listNeighbours } from '#contract/neighbours.ts';
import { call } from '../api.ts';
import { t } from '../i18n.ts';
import type { ColumnOf } from './Table.tsx';
import { Table } from './Table.tsx';
import { WhenNear } from './WhenNear.tsx';
import { day, decimal } from './words.ts';

/** What other sources published, each with its source and period: beside the index and never part of it. */
export function NeighbourFigures(props: {
  readonly campaignId: string;
  /** None: every agency and the province. */
  readonly agencyCode: string | null;
  /** Counts what was brought in, to read again. */
  readonly edition?: number;
}) {
  const { campaignId, agencyCode, edition } = props;
  return (
    <WhenNear
      key={`${campaignId} ${edition}`}
      read={() => call(listNeighbours, { params: { campaignId } })}
    >
      {({ figures }) => (
        <BySource
          figures={figures.filter(
            (figure) => agencyCode === null || figure.agencyCode === agencyCode,
          )}
        />
      )}
    </WhenNear>
  );
}

function BySource({ figures }: { readonly figures: readonly NeighbourFigure[] }) {
  if (figures.length === 0) return null;
  const bySource = Map.groupBy(figures, ({ kind, period, source }) =>
    [kind, period, source].join('\t'),
  );
  return (
    <section>
      <h2>{t('neighbours.title')}</h2>
      <p>{t('neighbours.what')}</p>
      {[...bySource].map(([key, rows]) => (
        <OfSource key={key} figures={rows} />
      ))}
    </section>
  );
}

const COLUMNS: () => ColumnOf<NeighbourFigure>[] = () => [
  { key: 'name', heading: t('neighbours.agency'), cell: ({ name }) => name },
  {
    key: 'percent',
    heading: '%',
    isNumeric: true,
    cell: ({ percent }) => decimal(percent, Number.isInteger(percent) ? 0 : 1),
  },
];

function OfSource({ figures }: { readonly figures: readonly NeighbourFigure[] }) {
  const { kind, period, source, publishedOn } = figures[0]!;
  return (
    <details open={figures.length === 1}>
      <summary>
        {t(`neighbours.kind.${kind}`)} · {period}
      </summary>
      <p>{t(`neighbours.about.${kind}`)}</p>
      <Table
        caption={t('neighbours.source', { source, on: publishedOn ? day(publishedOn) : '' })}
        rows={figures}
        keyOf={({ agencyCode }) => agencyCode ?? ''}
        columns={COLUMNS()}
      />
    </details>
  );
}
