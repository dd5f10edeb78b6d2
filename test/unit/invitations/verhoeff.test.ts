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
    fc.property(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (free, offset, by) => {
      const code = withCheck(free);
      const wrong = (Number(code[offset]) + by) % 10;
      expect(hasValidCheck(code.slice(0, offset) + wrong + code.slice(offset + 1))).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('every swap of two different neighbours is caught', () => {
  fc.assert(
    fc.property(digits, fc.nat(10), (free, offset) => {
      const code = withCheck(free);
      const [a, b] = [code[offset], code[offset + 1]];
      fc.pre(a !== b);
      expect(hasValidCheck(code.slice(0, offset) + b + a + code.slice(offset + 2))).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
