// Outside truth: the presentation standards for proportions of the US National Center for Health
// Statistics (Parker et al. 2017, Series 2 No. 175, figure 1), as decided for this product: 30
// respondents, absolute width 0.30, 8 degrees of freedom; no relative width, which strikes low shares only.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publishability } from '#sampling/quality/publishability.ts';

const sound = {
  value: 0.8,
  interval: { lower: 0.7, upper: 0.88 },
  nRespondents: 60,
  nEffective: 55,
  df: 40,
};

test('a well measured ward is shown', () => {
  expect(publishability(sound)).toEqual({ verdict: 'show', reasons: [] });
});

test('fewer than five respondents are withheld for confidentiality, whatever the precision', () => {
  expect(publishability({ ...sound, nRespondents: 4 })).toEqual({
    verdict: 'suppress-confidentiality',
    reasons: ['below-confidentiality-threshold'],
  });
  expect(publishability({ ...sound, nRespondents: 9, minimumRespondents: 10 }).verdict).toBe(
    'suppress-confidentiality',
  );
});

test('nobody is protected where nobody answered: the figure is missing, not secret', () => {
  const none = { value: null, interval: null, nRespondents: 0, nEffective: null, df: 0 };
  expect(publishability(none)).toEqual({
    verdict: 'suppress-reliability',
    reasons: ['no-respondents'],
  });
});

test('thirty respondents and thirty effective respondents are both needed', () => {
  expect(publishability({ ...sound, nRespondents: 29 }).reasons).toEqual(['few-respondents']);
  expect(publishability({ ...sound, nEffective: 29.9 }).reasons).toEqual([
    'few-effective-respondents',
  ]);
  expect(publishability({ ...sound, nRespondents: 30, nEffective: 30 }).verdict).toBe('show');
});

test('why a figure of few is withheld tells nothing of how they answered', () => {
  const alike = { nEffective: null, interval: { lower: 0.8, upper: 1 }, value: 1 };
  const different = { nEffective: 4, interval: { lower: 0.2, upper: 0.9 }, value: 0.6 };
  for (const answers of [alike, different, { value: 0.5, interval: null, nEffective: null }])
    expect(publishability({ ...sound, nRespondents: 12, ...answers })).toEqual({
      verdict: 'suppress-reliability',
      reasons: ['few-respondents'],
    });
});

test('a width of 0.30 is too wide, just below is not', () => {
  const width = (upper: number) => publishability({ ...sound, interval: { lower: 0.5, upper } });
  expect(width(0.8).reasons).toEqual(['wide-interval']);
  expect(width(0.79).verdict).toBe('show');
});

test('whoever counts the dissatisfied gets the verdict of whoever counts the satisfied', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const persons = fc.integer({ min: 1, max: 90 });
  fc.assert(
    fc.property(share, share, share, persons, persons, (a, b, c, nRespondents, df) => {
      const [lower, value, upper] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
      const counts = { nRespondents, nEffective: nRespondents, df };
      const satisfied = publishability({ ...counts, value, interval: { lower, upper } });
      const mirrored = { lower: 1 - upper, upper: 1 - lower };
      fc.pre(1 - value < 1 || value === 0);
      // 1 − (1 − x) may differ from x in the last digit, and with it what is exactly 0.30 wide.
      fc.pre(Math.abs(upper - lower - 0.3) > 1e-9);
      const dissatisfied = publishability({ ...counts, value: 1 - value, interval: mirrored });
      expect(dissatisfied).toEqual(satisfied);
    }),
  );
});

test('a low share that is as certain as its complement is told', () => {
  const low = publishability({ ...sound, value: 0.05, interval: { lower: 0.02, upper: 0.1 } });
  expect(low).toEqual({ verdict: 'show', reasons: [] });
});

test('few degrees of freedom or a share of exactly none or all is shown with a flag', () => {
  expect(publishability({ ...sound, df: 7 })).toEqual({
    verdict: 'flag',
    reasons: ['few-degrees-of-freedom'],
  });
  expect(
    publishability({ ...sound, value: 1, interval: { lower: 0.9, upper: 1 } }).reasons,
  ).toEqual(['all-or-none']);
  expect(publishability({ ...sound, value: 0, interval: { lower: 0, upper: 0.1 } })).toEqual({
    verdict: 'flag',
    reasons: ['all-or-none'],
  });
});

test('without an interval nothing is shown', () => {
  expect(publishability({ ...sound, interval: null }).reasons).toEqual(['no-interval']);
});

test('what is no estimate is refused', () => {
  expect(() => publishability({ ...sound, value: Number.NaN })).toThrow(
    expect.objectContaining({ name: 'InvalidEstimate' }),
  );
  expect(() => publishability({ ...sound, interval: { lower: 0.9, upper: 0.1 } })).toThrow(
    expect.objectContaining({ name: 'InvalidEstimate' }),
  );
});

test('more respondents with the same interval never worsen the verdict', () => {
  const worst = ['show', 'flag', 'suppress-reliability', 'suppress-confidentiality'];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(100), fc.nat(60), (n, more, df) => {
      const severity = (nRespondents: number) =>
        worst.indexOf(
          publishability({ ...sound, nRespondents, nEffective: nRespondents, df }).verdict,
        );
      expect(severity(n + more)).toBeLessThanOrEqual(severity(n));
    }),
  );
});
