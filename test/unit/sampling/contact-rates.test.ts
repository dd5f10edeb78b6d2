// Truth: AAPOR (2023), Standard Definitions, 10th ed.: the formulas of cooperation, refusal and contact rates.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactRates } from '#sampling/weighting/contact-rates.ts';

const COUNTS = {
  complete: 60,
  partial: 5,
  refusal: 10,
  nonContact: 15,
  other: 2,
  unknownEligibility: 20,
  ineligible: 8,
};

test('the rates follow their definitions', () => {
  const rates = contactRates(COUNTS, 0.5);
  const expected = {
    COOP1: 60 / 77,
    COOP2: 65 / 77,
    COOP3: 60 / 75,
    COOP4: 65 / 75,
    REF1: 10 / 112,
    REF2: 10 / 102,
    REF3: 10 / 92,
    CON1: 77 / 112,
    CON2: 77 / 102,
    CON3: 77 / 92,
  };
  for (const [name, rate] of Object.entries(expected))
    expect(rates[name as keyof typeof rates]).toBeCloseTo(rate, 14);
});

test('the more of the unknown count as eligible, the lower a rate; contact bounds refusal', () => {
  const count = fc.integer({ min: 0, max: 500 });
  const counts = fc.record(
    Object.fromEntries(Object.keys(COUNTS).map((name) => [name, count])) as Record<
      keyof typeof COUNTS,
      typeof count
    >,
  );
  fc.assert(
    fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (dispositions, e) => {
      const { REF1, REF2, REF3, CON1, CON2, CON3 } = contactRates(dispositions, e);
      if (REF3 === null) return;
      expect(REF1!).toBeLessThanOrEqual(REF2! + 1e-12);
      expect(REF2!).toBeLessThanOrEqual(REF3 + 1e-12);
      expect(CON1!).toBeLessThanOrEqual(CON2! + 1e-12);
      expect(CON2!).toBeLessThanOrEqual(CON3! + 1e-12);
      expect(REF3).toBeLessThanOrEqual(CON3!);
    }),
  );
});

test('nobody contacted has no cooperation rate', () => {
  const none = { ...COUNTS, complete: 0, partial: 0, refusal: 0, other: 0 };
  expect(contactRates(none).COOP1).toBeNull();
  expect(contactRates(none).CON3).toBe(0);
});
