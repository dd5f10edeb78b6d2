// Outside truth: the reference files fay_herriot, ranking and suppression, through the command line
// as an analyst uses it; exit code 1 is "no", 2 a refusal with its name.
import { expect, test } from 'vitest';
import { runCommandLine } from '#sampling/cli.ts';
import { golden } from './golden.ts';

const noFile = () => {
  throw new Error('these commands open no file');
};

async function run(command: string, request: unknown) {
  const printed: string[] = [];
  const exit = await runCommandLine([command], {
    readInput: async () => JSON.stringify(request),
    readFile: noFile,
    readExact: noFile,
    readPieces: noFile,
    out: (text) => {
      printed.push(text);
    },
    err: () => undefined,
  });
  return { exit, result: JSON.parse(printed.join('')) };
}

const reference = (name: string) => JSON.parse(golden(name));

test('rank reads areas as the reference writes them and prints their rank intervals', async () => {
  const { input, expected } = reference('synthetic/ranking.expected.json');
  const { exit, result } = await run('rank', { areas: input, level: 0.9 });
  expect(exit).toBe(0);
  expect(result.ranks).toEqual(expected.kww_sidak_90);
  const pairwise = await run('rank', { areas: input, correction: 'pairwise-bonferroni' });
  expect(pairwise.result.ranks[5]).toMatchObject(expected.pairwise_bonferroni_90[5]);
});

test('rank adds tiers when it is given the value of the province', async () => {
  const areas = [
    { area: 'A', est: 0.95, se: 0.02 },
    { area: 'B', est: 0.79, se: 0.02 },
  ];
  const { result } = await run('rank', { areas, reference: { value: 0.8, se: 0.01 } });
  expect(result.tiers.tiers.map((area: { tier: string }) => area.tier)).toEqual([
    'above',
    'not-different',
  ]);
});

test('small-area fits the reference, from its variances and smoothing them itself', async () => {
  const { input, expected } = reference('synthetic/fay_herriot.expected.json');
  const direct = reference('synthetic/estimates.expected.json').by_commune as { sat_se: number }[];
  const covariates = ['x_online', 'x_60plus'];
  const given = await run('small-area', { areas: input, covariates });
  expect(given.result.betweenAreaVariance).toBeCloseTo(expected.refvar, 11);
  const unsmoothed = input.map(({ psi, ...row }: { psi: number }, i: number) => ({
    ...row,
    se: direct[i]!.sat_se,
  }));
  const smoothed = await run('small-area', { areas: unsmoothed, covariates });
  expect(smoothed.result.areas[0].value).toBeCloseTo(expected.areas[0].eblup, 9);
  const rooted = await run('small-area', { areas: unsmoothed, covariates, scale: 'arcsine' });
  expect(rooted.result.areas).toHaveLength(92);
  expect(rooted.result.areas[0].interval.upper).toBeLessThanOrEqual(1);
});

test('small-area benchmarks to the total of the province', async () => {
  const { input } = reference('synthetic/fay_herriot.expected.json');
  const areas = input.map((row: Record<string, unknown>, i: number) => {
    const { area, y, psi, x_online } = row;
    return { area, y, psi, x_online, size: 100 + i };
  });
  const request = { areas, covariates: ['x_online'], benchmark: { total: 10_000 } };
  const { result } = await run('small-area', request);
  const reached = result.benchmarked.areas.reduce(
    (sum: number, { value }: { value: number }, i: number) => sum + value * (100 + i),
    0,
  );
  expect(reached).toBeCloseTo(10_000, 6);
});

test('suppress protects a table and tells what a reader can deduce', async () => {
  const [first] = reference('suppression.expected.json').cases;
  const { table, threshold, protection } = first;
  const { exit, result } = await run('suppress', {
    ...{ table, threshold, protection },
    intervals: true,
  });
  expect(exit).toBe(0);
  expect(result.primary).toEqual(first.primary);
  expect(result.cost).toBeLessThanOrEqual(1.5 * first.min_cost);
  expect(result.audit.passes).toBe(true);
  expect(result.audit.intervals).toHaveLength(1 + result.complementary.length);
});

test('suppress says no to a table without a solution and to a choice that gives people away', async () => {
  const zeros = {
    table: [
      [20, 12, 15],
      [0, 3, 0],
      [30, 12, 25],
    ],
  };
  const none = await run('suppress', zeros);
  expect(none.exit).toBe(1);
  expect(none.result).toMatchObject({ verdict: 'aggregate', primary: [[1, 1]] });
  const [first] = reference('suppression.expected.json').cases;
  const naive = await run('suppress', { table: first.table, withheld: first.primary });
  expect(naive.exit).toBe(1);
  expect(naive.result.audit).toEqual({ passes: false, exposed: first.primary });
});

test('suppress compares with the edition before', async () => {
  const table = [
    [20, 3, 15],
    [18, 22, 9],
    [30, 12, 25],
  ];
  const first = await run('suppress', { table });
  const withheld = [...first.result.primary, ...first.result.complementary];
  const [opened] = first.result.complementary;
  const again = await run('suppress', { table, previous: { table, withheld } });
  expect(again.exit).toBe(0);
  const kept = withheld.filter((key: number[]) => key !== opened);
  const careless = await run('suppress', { table, withheld: kept, previous: { table, withheld } });
  expect(careless.exit).toBe(1);
});

test.each([
  ['rank', { areas: 'C001' }, 'BadRequest'],
  ['rank', { areas: [{ area: 'A', est: 0.5, se: 0.1 }], level: 2 }, 'InvalidLevel'],
  ['rank', { areas: [{ area: 'A', est: 0.5, se: 0.1 }], correction: 'tukey' }, 'BadRequest'],
  ['small-area', { areas: [], covariates: [] }, 'NoVarianceEstimate'],
  ['small-area', { areas: [{ area: 'A', y: 0.5, psi: 0.1 }], covariates: ['x'] }, 'BadRequest'],
  ['suppress', {}, 'BadRequest'],
  ['suppress', { table: [[1, 2], [3]] }, 'RaggedTable'],
  ['suppress', { table: [[1.5, 2]] }, 'InvalidCount'],
  ['suppress', { table: [[7, 2]], threshold: 0 }, 'InvalidRule'],
  ['suppress', { units: [{ unit: 'C001', field: 'F1' }] }, 'BadRequest'],
  ['suppress', { cells: [{ key: 'a', respondents: 3, addsInto: [{ total: 'b' }] }] }, 'BadRequest'],
])('%s refuses %j with %s', async (command, request, name) => {
  const { exit, result } = await run(command, request);
  expect(exit).toBe(2);
  expect(result.error).toBe(name);
});
