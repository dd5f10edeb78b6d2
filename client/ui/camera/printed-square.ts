import { CASE_DIGITS, FORM_DIGITS } from '#contract/paper-numbers.ts';
import { hasValidCheck } from '#contract/verhoeff.ts';

/** What the product prints as a square: on slips and covers, on return strips, on forms; all else is foreign. */
export type PrintedSquare =
  | { readonly kind: 'slip'; readonly host: string; readonly token: string }
  | { readonly kind: 'strip' | 'form'; readonly number: string }
  | { readonly kind: 'foreign' };

export function printedSquare(text: string): PrintedSquare {
  const [, host, token] = /^(?:https?:\/\/)?([^\s/?#]+)\/([a-z2-7]{16})$/i.exec(text) ?? [];
  if (host && token) return { kind: 'slip', host: host.toLowerCase(), token: token.toUpperCase() };
  const [, strip = ''] = /^(\d+)$/.exec(text) ?? [];
  if (strip.length === CASE_DIGITS && hasValidCheck(strip)) return { kind: 'strip', number: strip };
  const [, form = ''] = /^(\d+)-[1-9]L?$/.exec(text) ?? [];
  if (form.length === FORM_DIGITS && hasValidCheck(form)) return { kind: 'form', number: form };
  return { kind: 'foreign' };
}
