import { hasValidCheck } from '#contract/verhoeff.ts';
import { problem } from '../../problem.ts';

/** What was scanned or typed, without the spaces of print; a wrong digit is noticed by its check digit. */
export function typedNumber(typed: string, digits: number): string {
  const number = typed.replaceAll(/\D/g, '');
  if (number.length !== digits || !hasValidCheck(number))
    throw problem('paper_number_mistyped', { digits });
  return number;
}
