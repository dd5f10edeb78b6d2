// Truth: Verhoeff 1969: all single wrong digits and all swaps of neighbours are caught.
import { describe, expect, test } from 'vitest';
import { checkDigit } from '#contract/verhoeff.ts';
import { slipCodeFault } from '../../../client/respond/slip-code.ts';

// The digit that the office prints and the one that the phone checks come from two implementations.
const checked = (free: string) => free + checkDigit(free);
const VALID = checked('482109376616209');
const EARLIER = checked('48210937661');

test('a code that is right may be sent, and so may one of an earlier slip', () => {
  expect(slipCodeFault(VALID)).toBeUndefined();
  expect(slipCodeFault(EARLIER)).toBeUndefined();
});

test('the length is told before the digits', () => {
  expect(slipCodeFault('')).toBe('empty');
  for (const length of [1, 8, 11, 13, 15])
    expect(slipCodeFault(VALID.slice(0, length))).toBe('short');
  expect(slipCodeFault(`${VALID}1`)).toBe('long');
});

describe.each([
  [VALID, 'digit'],
  [EARLIER, 'twelve'],
])('%s', (valid, fault) => {
  test('every single wrong digit shows', () => {
    for (let offset = 0; offset < valid.length; offset += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const typed = valid.slice(0, offset) + digit + valid.slice(offset + 1);
        expect(slipCodeFault(typed)).toBe(typed === valid ? undefined : fault);
      }
    }
  });

  test('every swap of different neighbours shows', () => {
    for (let offset = 0; offset < valid.length - 1; offset += 1) {
      const typed =
        valid.slice(0, offset) + valid[offset + 1] + valid[offset] + valid.slice(offset + 2);
      if (typed !== valid) expect(slipCodeFault(typed)).toBe(fault);
    }
  });
});
