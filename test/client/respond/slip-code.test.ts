// Truth: Verhoeff 1969: all single wrong digits and all swaps of neighbours are caught.
import { expect, test } from 'vitest';
import { slipCodeFault } from '../../../client/respond/slip-code.ts';
import { checkDigit } from '../../../server/invitations/verhoeff.ts';

// The digit that the office prints and the one that the phone checks come from two implementations.
const VALID = `48210937661${checkDigit('48210937661')}`;

test('a code that is right may be sent', () => {
  expect(slipCodeFault(VALID)).toBeUndefined();
});

test('the length is told before the digits', () => {
  expect(slipCodeFault('')).toBe('empty');
  expect(slipCodeFault('48210937')).toBe('short');
  expect(slipCodeFault(`${VALID}1`)).toBe('long');
});

test('every single wrong digit shows', () => {
  for (let at = 0; at < 12; at += 1) {
    for (let digit = 0; digit < 10; digit += 1) {
      const typed = VALID.slice(0, at) + digit + VALID.slice(at + 1);
      expect(slipCodeFault(typed)).toBe(typed === VALID ? undefined : 'digit');
    }
  }
});

test('every swap of different neighbours shows', () => {
  for (let at = 0; at < 11; at += 1) {
    const typed = VALID.slice(0, at) + VALID[at + 1] + VALID[at] + VALID.slice(at + 2);
    if (typed !== VALID) expect(slipCodeFault(typed)).toBe('digit');
  }
});
