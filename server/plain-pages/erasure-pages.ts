import { dayOf } from '#contract/calendar.ts';
import type { Replied } from '#contract/endpoint.ts';
import { requestErasure } from '#contract/erasures.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { clockTime, screen } from './layout.ts';
import { forgetDraft } from './plain-draft.ts';
import type { Serve } from './turn.ts';
import { TOKEN } from './turn.ts';
import type { PlainVisit } from './visit.ts';

/** Open whatever became of the invitation, with JavaScript or without: the data are the person's. */
export function erasureRoutes(serve: Serve): void {
  const path = `${TOKEN}/xoa-thong-tin`;
  serve('GET', path, ({ visit, show }) => show(visit.t('plain.erase.title'), askPage(visit)));
  serve('POST', path, async ({ visit, show }) => {
    const { token, t } = visit;
    const request = await visit.ask(requestErasure, { body: { token } });
    await forgetDraft(visit);
    return show(t('plain.erase.done'), donePage(visit, request));
  });
}

const askPage = (visit: PlainVisit): Html => {
  const { t, to, token } = visit;
  return screen(visit, {
    title: t('plain.erase.title'),
    body: html`
      <p>${t('plain.erase.body')}</p>
      <form method="post" action="${to('xoa-thong-tin')}">
        <button class="main" data-primary>${t('plain.erase.yes')}</button>
      </form>
      <p><a class="second" href="/${token}">${t('back')}</a></p>`,
  });
};

function donePage(visit: PlainVisit, request: Replied<typeof requestErasure>): Html {
  const { t } = visit;
  const requestedAt = new Date(request.requestedAt);
  const values = {
    time: clockTime(requestedAt),
    day: writtenDay(dayOf(requestedAt)),
    due: writtenDay(request.dueOn),
  };
  return screen(visit, {
    title: t('plain.erase.done'),
    body: html`
      <p>${t('plain.erase.done_body', values)}</p>
      <p>${t('plain.erase.code')}: <strong class="code">${request.code}</strong></p>`,
  });
}
