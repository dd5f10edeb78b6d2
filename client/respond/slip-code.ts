import { CODE_DIGITS, EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';

/** Verhoeff's check (Mathematical Centre Tracts 29, 1969): every wrong digit and every swap of neighbours shows. */
const times = (a: number, b: number): number => {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
};
const TURN = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

function turned(digit: number, places: number): number {
  return places === 0 ? digit : turned(TURN[digit] ?? 0, places - 1);
}

const isChecked = (digits: string): boolean =>
  [...digits].reverse().reduce((sum, digit, i) => times(sum, turned(Number(digit), i % 8)), 0) ===
  0;

/** A code of an earlier slip, or three groups of one of today: the paper tells, the page cannot. */
export const mayBeEarlier = (digits: string): boolean => digits.length === EARLIER_CODE_DIGITS;

/** What is wrong with a typed code, as the key of its sentence; nothing when it may be sent. */
export function slipCodeFault(
  digits: string,
): 'empty' | 'short' | 'long' | 'digit' | 'twelve' | undefined {
  if (digits.length === 0) return 'empty';
  if (mayBeEarlier(digits)) return isChecked(digits) ? undefined : 'twelve';
  if (digits.length < CODE_DIGITS) return 'short';
  if (digits.length > CODE_DIGITS) return 'long';
  return isChecked(digits) ? undefined : 'digit';
}
