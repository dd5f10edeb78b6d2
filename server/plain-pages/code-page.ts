import { CODE_DIGITS, EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import type { Refusal } from '../problem.ts';
import { reason } from './endings.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { screen } from './layout.ts';
import type { PlainVisit } from './visit.ts';

/** What is wrong with a typed code before anybody is asked; a wrong digit the server tells. */
export function codeFault({ t }: PlainVisit, digits: string): string | undefined {
  if ([CODE_DIGITS, EARLIER_CODE_DIGITS].includes(digits.length)) return undefined;
  const fault = digits.length === 0 ? 'empty' : digits.length < CODE_DIGITS ? 'short' : 'long';
  return t(`code.${fault}`, { count: digits.length });
}

export interface Typed {
  readonly code: string;
  readonly fault?: string | undefined;
  readonly refusal?: Refusal | undefined;
  /** Worth the wait that was asked for, see `server/invitations/guess-cost.ts`. */
  readonly wait?: { readonly challenge: string; readonly seconds: number } | undefined;
}

/** For those who cannot scan: the digits of the slip. */
export const codePage = (visit: PlainVisit, typed: Typed): Html =>
  screen(visit, {
    title: visit.t('code.title'),
    body: html`
      ${typed.refusal && html`<section class="notice refused" role="alert">${reason(visit, typed.refusal)}</section>`}
      ${codeForm(visit, typed)}`,
  });

export const codeForm = ({ t, to }: PlainVisit, { code, fault, wait }: Typed): Html => html`
  <form method="post" action="${to('ma-phieu')}">
    <label class="field" for="slip-code">${t('code.label')}</label>
    <p id="code-hint" class="hint">${t('code.hint')}</p>
    ${
      wait &&
      html`<p class="notice attention" role="alert">${t('plain.wait', { seconds: wait.seconds })}</p>
    <input type="hidden" name="challenge" value="${wait.challenge}">`
    }
    ${fault && html`<p id="code-fault" class="fault" role="alert">${fault}</p>`}
    <input id="slip-code" class="digits" type="text" name="code" inputmode="numeric" autocomplete="off"
      aria-describedby="code-hint${fault && ' code-fault'}"${fault && html` aria-invalid="true"`} value="${code}">
    <button class="main" data-primary>${t('code.go')}</button>
  </form>
  <p class="hint">${t('code.lost')}</p>`;
