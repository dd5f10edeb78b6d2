// Truth: J. Verhoeff (1969), whose published examples are 236 → 3, 12345 → 1, 142857 → 0.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, hasValidCheck } from '#contract/verhoeff.ts';

const digits = fc.stringMatching(/^[0-9]{11}$/);
const withCheck = (free: string) => free + checkDigit(free);

test.each([
  ['236', '3'],
  ['12345', '1'],
  ['142857', '0'],
])('%s has the check digit %s', (free, check) => {
  expect(checkDigit(free)).toBe(check);
  expect(hasValidCheck(free + check)).toBe(true);
});

test('every single wrong digit is caught', () => {
  fc.assert(
    fc.property(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (free, at, by) => {
      const code = withCheck(free);
      const wrong = (Number(code[at]) + by) % 10;
      expect(hasValidCheck(code.slice(0, at) + wrong + code.slice(at + 1))).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('every swap of two different neighbours is caught', () => {
  fc.assert(
    fc.property(digits, fc.nat(10), (free, at) => {
      const code = withCheck(free);
      const [a, b] = [code[at], code[at + 1]];
      fc.pre(a !== b);
      expect(hasValidCheck(code.slice(0, at) + b + a + code.slice(at + 2))).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
