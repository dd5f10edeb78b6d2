import type { Changes } from '#contract/changes.ts';
import { withheldWord } from '#contract/figure-words.ts';
import type { Domain, Figure } from '#contract/figures.ts';
import { lowestAgencies } from '#contract/pictures/lowest-agencies.ts';
import { lowestTitle } from '#contract/pictures/lowest-title.ts';
import { mapTitle, markTiles } from '#contract/pictures/mark-tiles.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { MARKED, markOf } from '#contract/pictures/signs.ts';
import type { Tile } from '#contract/pictures/tile-map.ts';
import { tileMap } from '#contract/pictures/tile-map.ts';
import { inText } from '#contract/place-names.ts';
import type { Results } from '#contract/results.ts';
import type { Years } from '#contract/years.ts';
import { changesSection } from './changes-section.ts';
import { Html, html } from './html.ts';
import { percentOf } from './percent.ts';
import { keyList } from './picture-page.ts';
import type { BuiltIn, Say } from './texts.ts';
import { textsIn } from './texts.ts';
import { yearsSection } from './years-section.ts';

interface PublicCampaign {
  readonly campaignId: string;
  readonly name: string;
  readonly publishedAt: string | null;
}

export const campaignList = (campaigns: readonly PublicCampaign[], language: BuiltIn): Html => {
  const t = textsIn(language);
  return html`
  <h1>${t('published.campaigns.title')}</h1>
  <ul>
    ${campaigns.map(({ campaignId, name, publishedAt }) =>
      publishedAt
        ? html`<li><a href="/ket-qua/${campaignId}">${name}</a></li>`
        : html`<li><a href="/kiem-tra/${campaignId}">${name}</a> (${t('published.campaigns.not_published')})</li>`,
    )}
  </ul>`;
};

/** What the page has of earlier years. */
export interface BesideEarlier {
  readonly changes: Changes;
  readonly years: Years;
}

/** How is the province doing, can it be believed, and each agency with its link. */
export function overviewPage(
  results: Results,
  tiles: readonly Tile[],
  { changes, years }: BesideEarlier,
  language: BuiltIn,
): Html {
  const t = textsIn(language);
  const province = results.domains.find(({ level }) => level === 'province');
  const agencies = results.domains.filter(({ level }) => level === 'agency');
  const total = totalOf(results);
  return html`
  <h1>${t('published.results.title_of', { name: results.campaignName })}</h1>
  ${province && headline(province, results, language)}
  ${lowestList(results, language)}
  ${changesSection(changes, results, null, language)}
  ${yearsSection(years, results, null, language)}
  ${tiles.length > 0 && mapFigure(results, tiles, language)}
  <p><a href="/hinh/${results.campaignId}${language === 'en' ? '?en' : ''}">${t('published.pictures.link')}</a></p>
  <table>
    <caption>${t('published.agencies.caption')}</caption>
    <thead>${headings(t, 'published.agencies.agency')}</thead>
    <tbody>
      ${agencies.map((agency) =>
        row(
          html`<a href="/ket-qua/${results.campaignId}/${agency.agencyCode}">${agency.name}</a>`,
          figureOf(agency, total),
          language,
        ),
      )}
    </tbody>
  </table>
  ${province && nodeTable(province, results, language)}
  <p><a href="/api/published/${results.campaignId}/results.csv">${t('published.results.csv')}</a></p>
  <p><a href="/api/published/${results.campaignId}/analysis.zip">${t('published.results.analysis')}</a></p>
  <p><a href="/uoc-tinh/${results.campaignId}${language === 'en' ? '?en' : ''}">${t('published.models.link')}</a></p>
  <p><a href="/kiem-tra/${results.campaignId}">${t('published.results.draw')}</a></p>`;
}

const sayIn =
  (language: BuiltIn): Say =>
  (key, values) =>
    textsIn(language)(`published.${key}`, values);

function lowestList(results: Results, language: BuiltIn): Html | false {
  const say = sayIn(language);
  const lowest = lowestAgencies(results, totalOf(results));
  if (lowest.length === 0) return false;
  return html`
  <h2>${lowestTitle(lowest, say)}</h2>
  <ol class="lowest-list">
    ${lowest.map(({ agency, figure, weakest }) => {
      const factors = weakest.map(
        (factor) => `${factor.node.label[language]} ${rangeOf(factor.figure, language)}`,
      );
      return html`<li><a href="/ket-qua/${results.campaignId}/${agency.agencyCode}">${agency.name}</a>:
        ${indexWords(figure, language)} (${rangeOf(figure, language)}), ${say(`lowest.mark.${markOf(figure)}`)}.
        ${factors.length > 0 && say('lowest.why', { factors: factors.join('; ') })}</li>`;
    })}
  </ol>
  <p>${say('lowest.order')}</p>`;
}

function mapFigure(results: Results, tiles: readonly Tile[], language: BuiltIn): Html {
  const say = sayIn(language);
  const hrefOf = (code: string) => `/ket-qua/${results.campaignId}/${code}`;
  // The table below has the figures; twice in each of a hundred cells they were a seventh of the page.
  const named: Say = (key, values) =>
    key === 'agencies.sentence' ? String(values?.name) : say(key, values);
  const marked = markTiles(results, tiles, totalOf(results), { say: named, hrefOf });
  const title = mapTitle(marked, say);
  return html`
  <figure class="picture">
    <figcaption>${title}</figcaption>
    <div class="picture-frame">${new Html(markup(tileMap(marked, title)))}</div>
    ${keyList(MARKED.map((mark) => ({ mark, words: say(mark === 'withheld' ? 'map.withheld' : `tier.${mark}`) })))}
    <p>${say('map.about')}</p>
  </figure>`;
}

export function agencyPage(
  results: Results,
  { changes, years }: BesideEarlier,
  language: BuiltIn,
): Html {
  const t = textsIn(language);
  const agency = results.domains.find(({ level }) => level === 'agency');
  return html`
  <h1>${t('published.results.title_of', { name: agency?.name ?? '' })}</h1>
  <p><a href="/ket-qua/${results.campaignId}">${results.campaignName}</a></p>
  ${agency && headline(agency, results, language)}
  ${agency && changesSection(changes, results, agency.agencyCode, language)}
  ${agency && yearsSection(years, results, agency.agencyCode, language)}
  ${agency && nodeTable(agency, results, language)}`;
}

const totalOf = ({ nodes }: Results): string =>
  nodes.find(({ level }) => level === 'total')?.code ?? '';

const figureOf = ({ figures }: Domain, node: string): Figure | undefined =>
  figures.find((figure) => figure.node === node);

function headline(domain: Domain, results: Results, language: BuiltIn): Html {
  const t = textsIn(language);
  const figure = figureOf(domain, totalOf(results));
  const isProvince = domain.level === 'province';
  return html`
  <h2>${t('published.results.headline', { name: inText(domain.name) })}</h2>
  ${isProvince && results.coverage?.isEnough === false && html`<p>${t('published.coverage.title', { k: results.method.disclosureThreshold })}</p>`}
  ${isProvince && results.method.respondentsAtLeast && html`<p>${t('published.near_full.title')}</p>`}
  <p class="key-figure">${indexWords(figure, language)}</p>
  ${figure?.index !== null && figure && html`<p>${rangeOf(figure, language)} · ${t('published.figure.people', { n: figure.respondents })}</p>`}`;
}

/** The index, or the word in its place. */
function indexWords(figure: Figure | undefined, language: BuiltIn): string {
  const t = textsIn(language);
  const word = withheldWord(figure);
  if (!figure || figure.index === null || word) return t(`published.figure.${word ?? 'no_range'}`);
  return percentOf(figure.index, figure.step, language);
}

const rangeOf = ({ low, high }: Figure, language: BuiltIn): string =>
  low === null || high === null
    ? ''
    : [...new Set([low, high].map((end) => percentOf(end, 0.01, language)))].join(' – ');

const headings = (t: Say, first: string): Html => html`
  <tr><th scope="col">${t(first)}</th><th scope="col">${t('published.agencies.index')}</th>
    <th scope="col">${t('published.agencies.range')}</th><th scope="col">${t('published.agencies.n')}</th>
    <th scope="col">${t('published.agencies.beside')}</th></tr>`;

const row = (name: Html | string, figure: Figure | undefined, language: BuiltIn): Html => html`
  <tr><th scope="row">${name}</th><td>${indexWords(figure, language)}</td>
    <td>${figure && figure.index !== null && rangeOf(figure, language)}</td><td>${figure?.respondents}</td>
    <td>${figure?.tier && textsIn(language)(`published.tier.${figure.tier}`)}</td></tr>`;

/** Every node of the index that the page was given, in the order of the questionnaire. */
function nodeTable(domain: Domain, { nodes }: Results, language: BuiltIn): Html {
  const t = textsIn(language);
  return html`
  <table>
    <caption>${t('published.factors.caption', { name: inText(domain.name) })}</caption>
    <thead>${headings(t, 'published.factors.node')}</thead>
    <tbody>${nodes.map(({ code, label }) => row(label[language], figureOf(domain, code), language))}</tbody>
  </table>`;
}
