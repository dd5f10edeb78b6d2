import type { Html } from './html.ts';
import { html } from './html.ts';
import type { PlainVisit } from './visit.ts';
import { addressOf } from './visit.ts';

export interface Screen {
  readonly title: string;
  readonly hotline?: string | undefined;
  readonly hours?: string | undefined;
  readonly province?: string | undefined;
  readonly tone?: 'received' | undefined;
  /** In the band, in place of the product's name. */
  readonly back?: Html;
  /** Above the heading: where the person is. */
  readonly before?: Html | undefined;
  /** The page that can be had in larger letters and other languages: nothing filled in is lost by it. */
  readonly isStart?: true;
  readonly body: Html;
}

/** Band, help and one heading, as on the page with JavaScript. */
export const screen = (visit: PlainVisit, content: Screen): Html => html`
  <header class="band">
    ${content.back ?? product(visit, content.province)}
    ${help(visit, content)}
  </header>
  <main class="${content.tone ?? ''}">
    ${content.before}
    <h1>${content.title}</h1>
    ${content.body}
  </main>`;

const product = ({ t }: PlainVisit, province: string | undefined): Html => html`
  <p class="product">
    ${province && html`<span class="province">${province}</span>`}
    ${t('product')}
  </p>`;

const help = (visit: PlainVisit, { hotline, hours, isStart }: Screen): Html => {
  const { t, token, to } = visit;
  return html`
  <details>
    <summary>${t('help.open')}</summary>
    <p>${withCallLink(hotline ? t('help.call', { hotline }) : t('help.call_slip'), hotline)}
    ${hours && t('help.hours', { hours })}</p>
    ${isStart && otherLetters(visit)}
    ${isStart && otherLanguages(visit)}
    ${token && html`<p><a class="link" href="${to('xoa-thong-tin')}">${t('plain.erase.link')}</a></p>`}
  </details>`;
};

/** A sentence whose telephone number can be pressed; words in place of a number stay words. */
export function withCallLink(text: string, hotline: string | undefined): Html {
  const index = hotline && /^\+?\d[\d .-]+$/.test(hotline) ? text.indexOf(hotline) : -1;
  if (!hotline || index < 0) return html`${text}`;
  const number = hotline.replace(/[^+\d]/g, '');
  return html`${text.slice(0, index)}<a href="tel:${number}">${hotline}</a>${text.slice(index + hotline.length)}`;
}

const otherLetters = (visit: PlainVisit): Html => {
  const { t, token, isLarge } = visit;
  const address = addressOf(token, 'don-gian', { ...visit, isLarge: !isLarge });
  return html`<p><a class="link" href="${address}">${t(isLarge ? 'help.normal' : 'help.large')}</a></p>`;
};

/** What there is, and honestly what there is not and what one can do. */
const otherLanguages = ({ t, token, isLarge, others }: PlainVisit): Html => html`
    ${others.map(({ language, name }) => html`<p><a class="link" lang="${language}" href="${addressOf(token, 'don-gian', { language, isLarge })}">${name}</a></p>`)}
    <p>${t(others.length > 1 ? 'language.others' : 'language.none')} ${t('language.instead')}</p>`;

/** Where the person is, of all there is to do. */
export const progress = (
  { t }: PlainVisit,
  page: { now: number; of: number },
  { done, of: total }: { done: number; of: number },
): Html => html`
  <div class="progress">
    <p>${t('questions.page', page)}</p>
    <div class="bar" aria-hidden="true"><div style="width:${Math.round((100 * done) / total)}%"></div></div>
  </div>`;

/** True only because the page is shown after the server has stored it. */
export function savedLine({ t }: PlainVisit, instant: number): Html | false {
  if (instant === 0) return false;
  const time = clockTime(new Date(instant));
  return html`<p class="state" role="status">${t('plain.saved', { time })}</p>`;
}

export const clockTime = (moment: Date): string =>
  moment.toLocaleTimeString('vi-VN', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  });

export const notice = (text: string): Html =>
  html`<div role="alert"><p class="notice attention">${text}</p></div>`;
