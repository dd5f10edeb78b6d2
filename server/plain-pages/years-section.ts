import { markup } from '#contract/pictures/shapes.ts';
import { yearLine } from '#contract/pictures/year-line.ts';
import type { Results } from '#contract/results.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { YearWording } from '#contract/year-words.ts';
import {
  lastChange,
  mergedParts,
  pointWords,
  seriesSentence,
  yearNote,
} from '#contract/year-words.ts';
import type { YearSeries, Years } from '#contract/years.ts';
import { Html, html } from './html.ts';
import { percentOf } from './percent.ts';
import type { BuiltIn } from './texts.ts';
import { textsIn } from './texts.ts';

/** The figures over the years, where an earlier year is known: of the province with all agencies, or of one agency. */
export function yearsSection(
  years: Years,
  results: Results,
  agencyCode: string | null,
  language: BuiltIn,
): Html | false {
  if (years.series.length === 0) return false;
  const t = textsIn(language);
  const wording: YearWording = {
    say: (key, values) => t(`published.${key}`, values),
    share: (share, step) => percentOf(share, step, language),
  };
  const own = years.series.filter((series) => series.agencyCode === agencyCode);
  const total = own.find(({ node }) => node === years.total);
  const parts = total ? mergedParts(total) : [];
  return html`
  <h2>${t('published.years.title')}</h2>
  ${total && html`<p>${seriesSentence(total, years, wording)}</p>`}
  <ul>${years.years.slice(0, -1).map((year) => html`<li>${yearNote(year, wording.say, writtenDay)}</li>`)}</ul>
  ${own.length > 0 && nodesTable(own, years, results, wording, language)}
  ${parts.length > 0 && html`<p>${t('published.years.merged_of', { names: parts.join('; ') })}</p>`}
  ${agencyCode === null && agenciesTable(years, wording)}
  <p>${t('published.years.how')}</p>`;
}

function nodesTable(
  own: readonly YearSeries[],
  years: Years,
  { nodes }: Results,
  wording: YearWording,
  language: BuiltIn,
): Html {
  const labelOf = new Map(nodes.map(({ code, label }) => [code, label[language]]));
  const caption = wording.say('years.nodes_caption', { name: own[0]?.name });
  const heading = wording.say('since_before.node');
  return yearsTable(
    { caption, heading, rows: own, years, wording },
    ({ node }) => labelOf.get(node) ?? node,
  );
}

function agenciesTable(years: Years, wording: YearWording): Html | false {
  const rows = years.series.filter(
    ({ agencyCode, node }) => agencyCode !== null && node === years.total,
  );
  if (rows.length === 0) return false;
  const caption = wording.say('years.agencies_caption', { n: rows.length });
  const heading = wording.say('since_before.agency');
  // A hundred small pictures were a third of the page; each agency's own page has its picture.
  return yearsTable({ caption, heading, rows, years, wording }, ({ name }) => name, false);
}

interface YearsTable {
  readonly caption: string;
  readonly heading: string;
  readonly rows: readonly YearSeries[];
  readonly years: Years;
  readonly wording: YearWording;
}

function yearsTable(
  { caption, heading, rows, years, wording }: YearsTable,
  first: (series: YearSeries) => string,
  hasPictures = true,
): Html {
  const { say } = wording;
  const cellOf = (series: YearSeries, year: number) => {
    const point = series.points.find((candidate) => candidate.year === year);
    return html`<td>${point ? pointWords(point, wording) : '–'}</td>`;
  };
  return html`
  <table>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">${heading}</th>
      ${years.years.map(({ year }) => html`<th scope="col">${String(year)}</th>`)}
      ${hasPictures && html`<th scope="col" class="year-picture">${say('years.picture')}</th>`}<th scope="col">${say('since_before.word')}</th></tr></thead>
    <tbody>${rows.map(
      (series) => html`<tr><th scope="row">${first(series)}</th>
      ${years.years.map(({ year }) => cellOf(series, year))}
      ${hasPictures && html`<td class="year-picture">${new Html(markup(yearLine(series.points, seriesSentence(series, years, wording))))}</td>`}
      <td>${lastChange(series, years, say)}</td></tr>`,
    )}</tbody>
  </table>`;
}

/** `2026-01-15` → 15/01/2026. */
