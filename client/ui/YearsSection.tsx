import { useEffect, useMemo } from 'preact/hooks';
import { markup } from '#contract/pictures/shapes.ts';
import { yearLine } from '#contract/pictures/year-line.ts';
import type { Results } from '#contract/results.ts';
import {
  lastChange,
  mergedParts,
  pointWords,
  seriesSentence,
  yearNote,
} from '#contract/year-words.ts';
import type { YearSeries, Years } from '#contract/years.ts';
import { getPublishedAgencyYears, getPublishedYears } from '#contract/years.ts';
import { call } from '../api.ts';
import { t } from '../i18n.ts';
import { nodeLabel } from './figures.ts';
import { createLoaded } from './loaded.ts';
import type { ColumnOf } from './Table.tsx';
import { Table } from './Table.tsx';
import { day, roundedShare } from './words.ts';

type OfPlace = { readonly results: Results; readonly agencyCode: string | null };

const WORDING = { say: t, share: roundedShare };

/** The figures over the years, those of published tables among them: no word where an error is not known. */
export function YearsSection({ results, agencyCode }: OfPlace) {
  const { campaignId } = results;
  const loaded = useMemo(
    () =>
      createLoaded(() =>
        agencyCode === null
          ? call(getPublishedYears, { params: { campaignId } })
          : call(getPublishedAgencyYears, { params: { campaignId, agencyCode } }),
      ),
    [campaignId, agencyCode],
  );
  useEffect(() => {
    loaded.load();
  }, [loaded]);
  const years = loaded.value.value;
  return years ? <YearsOf results={results} agencyCode={agencyCode} years={years} /> : null;
}

export function YearsOf(props: OfPlace & { readonly years: Years }) {
  return props.years.series.length > 0 ? <Content {...props} /> : null;
}

function Content({ results, agencyCode, years }: OfPlace & { readonly years: Years }) {
  const own = years.series.filter((series) => series.agencyCode === agencyCode);
  const { total } = years;
  const first = own.find(({ node }) => node === total);
  const agencies = years.series.filter(
    (series) => series.agencyCode !== null && agencyCode === null && series.node === total,
  );
  const levelOf = new Map(results.nodes.map(({ code, level }) => [code, level]));
  const criteria = own.filter(({ node }) => levelOf.get(node) === 'criterion');
  const broad = own.filter(({ node }) => levelOf.get(node) !== 'criterion');
  const name = own[0]?.name ?? results.provinceName;
  return (
    <section>
      <h2>{t('years.title')}</h2>
      {first && <p>{seriesSentence(first, years, WORDING)}</p>}
      <ul>
        {years.years.slice(0, -1).map((year) => (
          <li key={`${year.kind}${year.year}${year.name}`}>{yearNote(year, t, day)}</li>
        ))}
      </ul>
      {broad.length > 0 && (
        <Table
          caption={t('years.nodes_caption', { name })}
          rows={broad}
          keyOf={({ node }) => node}
          columns={columnsOf(t('since_before.node'), years, (series) => labelOf(results, series))}
        />
      )}
      {criteria.length > 0 && (
        <details>
          <summary>{t('years.criteria', { n: criteria.length })}</summary>
          <Table
            caption={t('years.nodes_caption', { name })}
            rows={criteria}
            keyOf={({ node }) => node}
            columns={columnsOf(t('since_before.node'), years, (series) => labelOf(results, series))}
          />
        </details>
      )}
      {first && mergedParts(first).length > 0 && (
        <p>{t('years.merged_of', { names: mergedParts(first).join('; ') })}</p>
      )}
      {agencies.length > 0 && (
        <details>
          <summary>{t('years.agencies_caption', { n: agencies.length })}</summary>
          <Table
            caption={t('years.agencies_caption', { n: agencies.length })}
            rows={agencies}
            keyOf={({ agencyCode: code }) => code ?? ''}
            columns={columnsOf(t('since_before.agency'), years, (series) => series.name)}
          />
        </details>
      )}
      <p>{t('years.how')}</p>
    </section>
  );
}

function labelOf({ nodes }: Results, { node }: YearSeries): string {
  const found = nodes.find(({ code }) => code === node);
  return found ? nodeLabel(found) : node;
}

function columnsOf(
  heading: string,
  years: Years,
  first: (series: YearSeries) => string,
): ColumnOf<YearSeries>[] {
  return [
    { key: 'name', heading, cell: first },
    ...years.years.map(({ year }) => ({
      key: String(year),
      heading: String(year),
      isNumeric: true,
      cell: ({ points }: YearSeries) => {
        const point = points.find((candidate) => candidate.year === year);
        return point ? pointWords(point, WORDING) : '–';
      },
    })),
    {
      key: 'line',
      heading: t('years.picture'),
      cell: (series) => (
        // Its own markup: every text in it is escaped by element().
        <span
          dangerouslySetInnerHTML={{
            __html: markup(yearLine(series.points, seriesSentence(series, years, WORDING))),
          }}
        />
      ),
    },
    {
      key: 'change',
      heading: t('since_before.word'),
      cell: (series) => lastChange(series, years, t),
    },
  ];
}
