import type { ModelFigures } from '#contract/model-figures.ts';
import { inText } from '#contract/place-names.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { percentOf } from './percent.ts';
import type { BuiltIn, Say } from './texts.ts';
import { textsIn } from './texts.ts';

/** Apart from the published figures: what follows from them under assumptions. The same with scripts and without. */
export function modelPage(models: ModelFigures, language: BuiltIn): Html {
  const say: Say = (key, values) => textsIn(language)(`published.models.${key}`, values);
  const percent = (share: number) => percentOf(share, 0.01, language);
  const words = { say, percent, language };
  const address = `/ket-qua/${models.campaignId}${language === 'en' ? '?en' : ''}`;
  return html`
  <main>
  <h1>${say('title')}</h1>
  <p><a href="${address}">${models.campaignName}</a></p>
  <p>${say('what')}</p>
  ${lostSection(models, words)}
  ${models.sensitivity ? sensitivitySection(models.sensitivity, models.provinceName, words) : html`<p>${say('no_total')}</p>`}
  ${models.smallAreas && smallAreasSection(models.smallAreas, words)}
  </main>`;
}

interface Words {
  readonly say: Say;
  readonly percent: (share: number) => string;
  readonly language: BuiltIn;
}

const table = (caption: string, headings: readonly string[], rows: readonly Html[]): Html => html`
  <table>
    <caption>${caption}</caption>
    <thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
    <tbody>${rows}</tbody>
  </table>`;

const row = (first: string, cells: readonly string[]): Html =>
  html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;

function lostSection(
  { lost, nodes }: ModelFigures,
  { say, percent, language }: Words,
): Html | false {
  if (lost.length === 0) return false;
  const labelOf = new Map(nodes.map(({ code, label }) => [code, label[language]]));
  const rows = lost.map(({ node, share }) => row(labelOf.get(node) ?? node, [percent(share)]));
  return html`
  <h2>${say('lost.title')}</h2>
  ${table(say('lost.caption'), [say('lost.factor'), say('lost.share')], rows)}
  <p>${say('lost.how')}</p>`;
}

function sensitivitySection(
  sensitivity: NonNullable<ModelFigures['sensitivity']>,
  provinceName: string,
  { say, percent, language }: Words,
): Html {
  const { index, step, responseRate, bounds, nonresponse, modes, missing } = sensitivity;
  const published = percentOf(index, step, language);
  const odds = (value: number) => value.toLocaleString(language);
  const rows = [
    row(say('sensitivity.published'), [published]),
    ...nonresponse.map((other) =>
      row(say('sensitivity.odds', { odds: odds(other.odds) }), [percent(other.index)]),
    ),
    ...modes.map(({ mode, without }) =>
      row(say('sensitivity.without', { mode: textsIn(language)(`published.mode.${mode}`) }), [
        percent(without),
      ]),
    ),
    ...(missing
      ? [
          row(say('sensitivity.missing_low', { share: percent(missing.share) }), [
            percent(missing.asUnsatisfied),
          ]),
          row(say('sensitivity.missing_high'), [percent(missing.asSatisfied)]),
        ]
      : []),
  ];
  return html`
  <h2>${say('sensitivity.title')}</h2>
  ${
    bounds &&
    responseRate !== null &&
    html`<p>${say('sensitivity.bounds', {
      rate: percentOf(responseRate, 0.001, language),
      low: percent(bounds.low),
      high: percent(bounds.high),
    })}</p>`
  }
  ${table(say('sensitivity.caption', { name: inText(provinceName) }), [say('sensitivity.assumption'), say('sensitivity.index')], rows)}
  <p>${say('sensitivity.how')}</p>`;
}

function smallAreasSection(
  smallAreas: NonNullable<ModelFigures['smallAreas']>,
  { say, percent, language }: Words,
): Html {
  const { agencies, fittedOn, deviation, benchmark } = smallAreas;
  const number = (value: number) => value.toLocaleString(language, { minimumFractionDigits: 3 });
  const headings = ['agency', 'value', 'range', 'direct', 'own'].map((key) => say(`small.${key}`));
  const rows = agencies.map(({ name, basis, value, low, high, direct, ownShare }) =>
    row(name, [
      percent(value),
      `${percent(low)} – ${percent(high)}`,
      direct === null ? say('small.none') : percent(direct),
      basis === 'synthetic' ? say('small.synthetic') : percent(ownShare),
    ]),
  );
  return html`
  <h2>${say('small.title')}</h2>
  <p>${say('small.warning')}</p>
  ${table(say('small.caption'), headings, rows)}
  <p>${say('small.how', { n: fittedOn, deviation: number(deviation), benchmark: number(benchmark) })}</p>`;
}
