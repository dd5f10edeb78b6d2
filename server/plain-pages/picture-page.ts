import type { ReplyOf } from '#contract/endpoint.ts';
import type { PublishedPicture } from '#contract/pictures/picture-kinds.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { keySign } from '#contract/pictures/signs.ts';
import type { getPublishedPictures } from '#contract/published.ts';
import { downloadPicturePng, downloadPictureSvg } from '#contract/published.ts';
import { Html, html } from './html.ts';
import type { BuiltIn, Say } from './texts.ts';
import { textsIn } from './texts.ts';

type Pictures = ReplyOf<typeof getPublishedPictures>;

/** All pictures of a publication. Each is markup of the server with its table, so the page needs no script. */
export function picturePage(
  { campaignId, campaignName, pictures }: Pictures,
  language: BuiltIn,
): Html {
  const say: Say = (key, values) => textsIn(language)(`published.${key}`, values);
  const address = `/ket-qua/${campaignId}${language === 'en' ? '?en' : ''}`;
  return html`
  <main id="content">
  <h1>${say('pictures.title')}</h1>
  <p><a href="${address}">${campaignName}</a></p>
  ${pictures.map((picture) => figure(picture, { campaignId, language, say }))}
  </main>`;
}

interface Page {
  readonly campaignId: string;
  readonly language: BuiltIn;
  readonly say: Say;
}

function figure(
  { picture, title, about, source, svg, key, table }: Pictures['pictures'][number],
  { campaignId, language, say }: Page,
): Html {
  const file = (path: string) =>
    path
      .replace(':campaignId', campaignId)
      .replace(':language', language)
      .replace(':picture', picture);
  return html`
  <figure class="picture">
    <figcaption><strong>${title}</strong></figcaption>
    <div class="picture-frame">${new Html(svg)}</div>
    ${key.length > 0 && keyList(key)}
    <p class="hint">${about}</p>
    <details><summary>${say('pictures.table')}</summary>${tableOf(title, table)}</details>
    <p class="hint">${source}
      <a href="${file(downloadPictureSvg.path)}" download>${say('pictures.svg')}</a>
      <a href="${file(downloadPicturePng.path)}" download>${say('pictures.png')}</a></p>
  </figure>`;
}

export const keyList = (key: PublishedPicture['key']): Html => html`
    <ul class="picture-key">${key.map(
      ({ mark, words }) =>
        html`<li><span class="key-place">${new Html(markup(keySign(mark)))}</span> ${words}</li>`,
    )}</ul>`;

const tableOf = (caption: string, { headings, rows }: PublishedPicture['table']): Html => html`
    <table>
      <caption>${caption}</caption>
      <thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
      <tbody>${rows.map(
        ([name, ...cells]) =>
          html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
      )}</tbody>
    </table>`;
