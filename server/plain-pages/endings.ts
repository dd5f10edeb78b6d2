import { PROBLEMS } from '#contract/problems.ts';
import type { Receipt } from '#contract/responses.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { Refusal } from '../problem.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { screen, withCallLink } from './layout.ts';
import { receiptOf } from './receipt.ts';
import type { PlainVisit } from './visit.ts';

/** Refusals with a page of their own; any other is shown with its code. */
const KNOWN = [
  'response_already_received',
  'invitation_replaced',
  'invitation_used',
  'invitation_not_found',
  'personal_data_erased',
  'too_many_attempts',
  'campaign_not_open',
  'campaign_closed',
  'invitation_expired',
  'answers_invalid',
  'answers_empty',
  'questionnaire_outdated',
  'staff_session_present',
  'internal',
];

const nameOf = ({ code, details }: Refusal): string => {
  if (code === 'campaign_closed' && details.stage === 'collecting') return 'invitation_expired';
  // An address without a page: most likely a link that was copied or typed with a slip.
  if (code === 'not_found') return 'invitation_not_found';
  // What cannot be done now may be done in a minute.
  if (PROBLEMS[code] === 503) return 'internal';
  return KNOWN.includes(code) ? code : 'unknown';
};

/** What no script ever shows is no text of the page with scripts. */
const placeOf = (name: string) => (name === 'personal_data_erased' ? 'plain' : 'problem');

/** Every refusal is a page: what is so, and what to do now (ux.md §4.3). */
export function refusalPage(visit: PlainVisit, refusal: Refusal): { title: string; content: Html } {
  const { t } = visit;
  const name = nameOf(refusal);
  const title = t(`${placeOf(name)}.${name}.title`);
  const content = screen(visit, {
    title,
    hotline: hotlineOf(refusal),
    // Nobody has done anything wrong: only what has been received has a colour.
    tone: name === 'response_already_received' ? 'received' : undefined,
    body: reason(visit, refusal),
  });
  return { title, content };
}

/** The sentences of a refusal, for a page of its own or beside the box where it was met. */
export function reason({ t, to }: PlainVisit, refusal: Refusal): Html {
  const { code, details } = refusal;
  const name = nameOf(refusal);
  const hotline = hotlineOf(refusal);
  const receipt = details.receipt ?? details.code;
  // What the page with JavaScript says of the phone's own copy is not so here.
  const key = ['internal', 'unknown'].includes(name)
    ? `plain.${name}`
    : `${placeOf(name)}.${name}.body`;
  return html`
    <p>${withCallLink(t(key, { ...sayable(refusal), code }), hotline)}</p>
    ${name === 'internal' && details.incident && html`<p>${t('problem.internal.incident', { incident: details.incident })}</p>`}
    ${receipt && html`<p>${t('received.code')}: <strong class="code">${String(receipt).replace(/^(.{4})/, '$1 ')}</strong></p>`}
    ${details.week && html`<p>${t('plain.week', { day: writtenDay(String(details.week)) })}</p>`}
    ${name.startsWith('answers_') && html`<p><a class="main" href="${to('xem-lai')}">${t('problem.review')}</a></p>`}
    ${name === 'invitation_not_found' && html`<p><a class="main" href="/ma-phieu">${t('problem.enter_again')}</a></p>`}
    <p>${withCallLink(hotline ? t('problem.call', { hotline }) : t('plain.call_slip'), hotline)}</p>`;
}

const hotlineOf = ({ details }: Refusal): string | undefined =>
  details.hotline ? String(details.hotline) : undefined;

/** The values of a refusal as its sentence writes them. */
const sayable = ({ details }: Refusal): Record<string, string> => {
  const shown = Object.entries(details).map(([name, value]): [string, string] => {
    const text = String(value);
    return [name, /^\d{4}-\d{2}-\d{2}$/.test(text) ? writtenDay(text) : text];
  });
  return Object.fromEntries(shown);
};

export function receiptPage(
  visit: PlainVisit,
  { code, week, hotline }: Receipt & { hotline: string | undefined },
  host: string,
): Html {
  const { t } = visit;
  return screen(visit, {
    title: t('received.title'),
    tone: 'received',
    hotline,
    body: html`
      <p>${t('received.code')}</p>
      <p class="figure"><span aria-hidden="true">${code.slice(0, 4)} ${code.slice(4)}</span>
        <span class="visually-hidden">${[...code].join(' ')}</span></p>
      <p>${t('plain.week', { day: writtenDay(week) })}</p>
      <p>${t('plain.received')}</p>
      <p>${t('received.later', { host })}</p>
      <p>${t('received.thanks')}</p>
      <p><a class="link" href="/phan-anh">${t('received.petition')}</a></p>`,
  });
}

/** A used slip on the browser that has used it: the receipt that it got when it had sent. */
export async function ownReceipt(visit: PlainVisit, refusal: Refusal, host: string) {
  if (refusal.code !== 'invitation_used') return undefined;
  const receipt = await receiptOf(visit);
  if (!receipt) return undefined;
  return { title: visit.t('received.title'), content: receiptPage(visit, receipt, host) };
}

type Way = 'decline' | 'wrong';

/** Not taking part is one question and one press; no reason is asked. */
export const declinePage = (visit: PlainVisit, way: Way, step: string, hotline: string): Html => {
  const { t, to } = visit;
  return screen(visit, {
    title: t(`${way}.title`),
    hotline,
    body: html`
      <p>${t(`${way}.body`)}</p>
      <form method="post" action="${to(step)}">
        <button class="main" data-primary>${t(`${way}.yes`)}</button>
        ${way === 'decline' ? html`<button class="second" name="never" value="1">${t('decline.never')}</button><p class="hint">${t('decline.never_what')}</p>` : ''}
      </form>
      <p><a class="second" href="${to('don-gian')}">${t('decline.no')}</a></p>`,
  });
};

export const declinedPage = (visit: PlainVisit, way: Way): Html =>
  screen(visit, {
    title: visit.t('decline.done'),
    body: html`<p>${visit.t(`${way}.done_body`)}</p>`,
  });
