import { problem, Refusal } from '../problem.ts';
import { withBeginning } from './built-page.ts';
import { codeForm } from './code-page.ts';
import { ownReceipt, refusalPage } from './endings.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { late } from './late.ts';
import { screen } from './layout.ts';
import { beginning } from './start-page.ts';
import type { PlainVisit } from './visit.ts';
import { openingOf } from './visit.ts';

/**
 * The page of a link as the server sends it: the invitation can be read before any script runs. A
 * refusal is shown where no script runs only: a phone may hold answers that make the page say otherwise.
 */
export async function firstPage(built: string, visit: PlainVisit, host: string): Promise<string> {
  try {
    const asked = await openingOf(visit);
    const { hotline, hotlineHours: hours, provinceName } = asked.opening.campaign;
    const content = screen(visit, {
      title: visit.t('start.title'),
      hotline,
      hours,
      province: provinceName,
      isStart: true,
      body: beginning(visit, asked),
    });
    return inLanguage(visit, withBeginning(built, content));
  } catch (error) {
    const refusal = error instanceof Refusal ? error : problem('internal');
    const { content } = (await ownReceipt(visit, refusal, host)) ?? refusalPage(visit, refusal);
    return inLanguage(visit, withBeginning(built, unlessScripts(visit, content)));
  }
}

const inLanguage = ({ language }: PlainVisit, page: string): string =>
  page.replace('<html lang="vi">', `<html lang="${language}">`);

/** The page without a link. A worker shows to every slip what is in sight at once. */
export const codeFirstPage = (built: string, visit: PlainVisit): string =>
  withBeginning(
    built,
    unlessScripts(
      visit,
      screen(visit, { title: visit.t('code.title'), body: codeForm(visit, { code: '' }) }),
    ),
  );

const unlessScripts = ({ t }: PlainVisit, content: Html): Html => html`
  <div class="arriving">
    <header class="band"><p class="product">${t('product')}</p></header>
    <p role="status">${t('arriving')}</p>
  </div>
  ${late(content)}`;
