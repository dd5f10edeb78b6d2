import { useMemo } from 'preact/hooks';
import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { FigureValue } from '../../ui/FigureWords.tsx';
import { figureOf, nodeLabel } from '../../ui/figures.ts';
import { Table } from '../../ui/Table.tsx';
import {
  assessmentLines,
  copyableLines,
  PAPI_DIMENSIONS,
  papiDimension,
} from './assessment-lines.ts';

interface Props {
  readonly domain: Domain;
  readonly results: Results;
}

/** What other assessments want of these figures: lines of PAR INDEX to copy, criteria by dimension of PAPI. */
export function AssessmentLines({ domain, results }: Props) {
  const lines = useMemo(() => assessmentLines(results, domain), [results, domain]);
  const address = `${location.origin}/ket-qua/${results.campaignId}${domain.agencyCode ? `/${domain.agencyCode}` : ''}`;
  const text = copyableLines(lines, address);
  return (
    <>
      {lines.length > 0 && (
        <details>
          <summary>{t('par_index.open')}</summary>
          <p>{t('par_index.about')}</p>
          <textarea
            class="input"
            readOnly
            rows={lines.length + 1}
            aria-label={t('par_index.open')}
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
        </details>
      )}
      <ByPapi domain={domain} results={results} />
    </>
  );
}

function ByPapi({ domain, results }: Props) {
  const rows = PAPI_DIMENSIONS.flatMap((dimension) =>
    results.nodes
      .filter(({ question }) => papiDimension(question) === dimension)
      .map((node) => ({ node, dimension })),
  );
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t('papi.open')}</summary>
      <p>{t('papi.about')}</p>
      <Table
        caption={t('papi.caption', { name: domain.name })}
        rows={rows}
        keyOf={({ node }) => node.code}
        columns={[
          { key: 'criterion', heading: t('results.node'), cell: ({ node }) => nodeLabel(node) },
          {
            key: 'dimension',
            heading: t('papi.dimension'),
            cell: ({ dimension }) => t(`papi.is.${dimension}`),
          },
          {
            key: 'index',
            heading: t('results.index'),
            isNumeric: true,
            cell: ({ node }) => <FigureValue figure={figureOf(domain, node.code)} />,
          },
        ]}
      />
    </details>
  );
}
