// Truth: at most 5 of 100 pairs of equal waves show a false change (Holm 1979).
import { expect, test } from 'vitest';
import { changeRounds } from '../../simulate/equal-agencies.ts';

test('equal waves hardly ever show a change, and twenty points are found', () => {
  for (const share of [0.5, 0.95])
    expect(changeRounds({ share, n: 45, correlation: 0.3 }, 60, 7).falseRate).toBeLessThanOrEqual(
      5,
    );
  const lower = { agencies: 10, shift: 0.3 };
  const { found } = changeRounds({ share: 0.85, n: 200, correlation: 0.3, lower }, 10, 7);
  expect(found).toBeGreaterThan(90);
});
