import type { Refusal } from '../problem.ts';
import { reason } from './endings.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { screen } from './layout.ts';
import type { PlainVisit } from './visit.ts';

const DIGITS = 12;

/** What is wrong with a typed code before anybody is asked; a wrong digit the server tells. */
export function codeFault({ t }: PlainVisit, digits: string): string | undefined {
  if (digits.length === DIGITS) return undefined;
  const fault = digits.length === 0 ? 'empty' : digits.length < DIGITS ? 'short' : 'long';
  return t(`code.${fault}`, { count: digits.length });
}

export interface Typed {
  readonly code: string;
  readonly fault?: string | undefined;
  readonly refusal?: Refusal | undefined;
}

/** For those who cannot scan: the twelve digits of the slip. */
export const codePage = (visit: PlainVisit, typed: Typed): Html =>
  screen(visit, {
    title: visit.t('code.title'),
    body: html`
      ${typed.refusal && html`<section class="notice refused" role="alert">${reason(visit, typed.refusal)}</section>`}
      ${codeForm(visit, typed)}`,
  });

export const codeForm = ({ t, to }: PlainVisit, { code, fault }: Typed): Html => html`
  <form method="post" action="${to('ma-phieu')}">
    <label class="field" for="slip-code">${t('code.label')}</label>
    <p id="code-hint" class="hint">${t('code.hint')}</p>
    ${fault && html`<p id="code-fault" class="fault" role="alert">${fault}</p>`}
    <input id="slip-code" class="digits" type="text" name="code" inputmode="numeric" autocomplete="off"
      aria-describedby="code-hint${fault && ' code-fault'}"${fault && html` aria-invalid="true"`} value="${code}">
    <button class="main" data-primary>${t('code.go')}</button>
  </form>
  <p class="hint">${t('code.lost')}</p>`;
