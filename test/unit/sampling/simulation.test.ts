// Outside truth: the synthetic province itself, whose every person's answer is known. A short run of
// what `npm run simulate` does 2,000 times.
import { expect, test } from 'vitest';
import { campaigns, planOf } from '../../simulate/campaigns.ts';
import { COMMUNES, syntheticProvince } from '../../simulate/province.ts';

const province = syntheticProvince(20_260_415);
const plan = planOf(province, 3200);
const outcome = campaigns(province, plan, 40, { seed: 5 });
const satisfied = outcome.direct.satisfied!['wilson-capped']!;

test('the plan invites everybody it was asked to, at least two in every stratum that has them', () => {
  expect(plan.reduce((sum, n) => sum + n, 0)).toBe(3200);
  province.members.forEach((members, stratum) => {
    expect(plan[stratum]).toBeGreaterThanOrEqual(Math.min(2, members.length));
    expect(plan[stratum]).toBeLessThanOrEqual(members.length);
  });
});

test('intervals of the communes hold the truth about as often as they promise', () => {
  const covered = satisfied.slice(0, COMMUNES).map(({ coverage }) => coverage);
  const mean = covered.reduce((sum, share) => sum + share, 0) / COMMUNES;
  expect(mean).toBeGreaterThan(0.95);
  expect(mean).toBeLessThan(0.99);
});

test('the figure of the province is not biased beyond what forty samples leave to chance', () => {
  const whole = satisfied[COMMUNES]!;
  expect(Math.abs(whole.bias)).toBeLessThan((4 * whole.rootMeanSquareError) / Math.sqrt(40));
  expect(Math.abs(whole.errorRatio - 1)).toBeLessThan(0.35);
});

test('weights matter: the plain mean of all answers is biased and the weighted one is not', () => {
  expect(Math.abs(outcome.unweighted.bias)).toBeGreaterThan(
    5 * Math.abs(satisfied[COMMUNES]!.bias),
  );
});

test('the same seed gives the same figures', () => {
  const run = (seed: number) => {
    const again = campaigns(
      syntheticProvince(3),
      plan.map((n) => Math.min(n, 1)),
      2,
      { seed },
    );
    return again.direct.satisfied!['wilson-capped']!.map(({ bias }) => bias);
  };
  expect(run(8)).toEqual(run(8));
  expect(run(8)).not.toEqual(run(9));
});
