import { hasValidCheck } from '#contract/verhoeff.ts';
import { problem } from '../../problem.ts';

/** The code at the top of a form's page: its number, the page, and L for large print. */
const CODE = /^(\d+)-\dL?$/;

/** What was scanned or typed, without the spaces of print; a wrong digit is noticed by its check digit. */
export function typedNumber(typed: string, digits: number): string {
  const [, coded] = CODE.exec(typed) ?? [];
  const number = coded?.length === digits ? coded : typed.replaceAll(/\D/g, '');
  if (number.length !== digits || !hasValidCheck(number))
    throw problem('paper_number_mistyped', { digits });
  return number;
}
