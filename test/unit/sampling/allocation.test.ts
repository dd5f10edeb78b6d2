// Outside truth: reference/allocation (R stratallo 3.0.1, dynamic programming, SLSQP) and the 2020
// apportionment of the US House of Representatives, which is Wright's integer optimum with A = N.
import { expect, test } from 'vitest';
import type { AllocationMethod, AllocationRequest } from '#sampling/allocation/allocate.ts';
import { ALLOCATION_METHODS, allocate } from '#sampling/allocation/allocate.ts';
import { allocateOptimalInteger } from '#sampling/allocation/integer-optimum.ts';
import { planningProportion } from '#sampling/allocation/planning.ts';
import { byCode } from '#sampling/allocation/rounding.ts';
import { SamplingError } from '#sampling/errors.ts';
import { golden } from './golden.ts';

type Column = number | readonly number[];
type Expected = Column | string | undefined;
type Case = Record<string, Expected> & {
  name: string;
  n: number;
  N: Column;
  S: Column;
  lower: Column;
  upper: Column;
};

const reference = JSON.parse(golden('allocation/allocation.expected.json')) as {
  cases: Case[];
  bethel: Record<'N' | 'commune' | 'field' | 'p' | 'n_real' | 'n_ceiling', number[]> &
    Record<'moe_commune' | 'moe_field' | 'moe_all' | 'confidence' | 'sum_real', number>;
};

const list = (column: Expected): number[] => (Array.isArray(column) ? column : [column as number]);

function run(given: Case, method: AllocationMethod): ReturnType<typeof allocate> | string {
  const mean = given.mean === undefined ? undefined : list(given.mean);
  const strata = list(given.N).map((N, h) => ({
    code: `s${h + 1}`,
    N,
    S: list(given.S)[h]!,
    lower: list(given.lower)[h]!,
    upper: list(given.upper)[h]!,
    ...(mean === undefined ? {} : { mean: mean[h]! }),
  }));
  try {
    return allocate({ method, n: given.n, strata, q: 0.5, k: 0.5 });
  } catch (error) {
    const { name } = error as SamplingError;
    return `ERROR:${name.replace('Infeasible', 'INFEASIBLE_').replace('Bound', '').toUpperCase()}`;
  }
}

function expectClose(found: readonly number[], expected: Expected) {
  const wanted = list(expected);
  expect(found).toHaveLength(wanted.length);
  found.forEach((x, h) => {
    expect(Math.abs(x - wanted[h]!)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted[h]!)));
  });
}

/** Method, field of the result, field of the reference case. */
const COMPARED = [
  ['proportional', 'real', 'proportional_real'],
  ['proportional', 'n', 'proportional_box_integer'],
  ['equal', 'real', 'equal_real'],
  ['equal', 'n', 'equal_box_integer'],
  ['costa', 'real', 'costa_k0.5_real'],
  ['power', 'real', 'power_q0.5_real'],
  ['neyman', 'real', 'neyman_box_real'],
  ['neyman', 'objective', 'neyman_box_objective'],
  ['optimal-box', 'real', 'neyman_box_real'],
  ['optimal-integer', 'n', 'wright_integer'],
  ['optimal-integer', 'objective', 'wright_objective'],
  ['optimal-integer', 'varianceOfTotal', 'wright_V_total'],
] as const;

test.each(
  reference.cases.flatMap((given) =>
    COMPARED.filter(([, , expected]) => given[expected] !== undefined).map(
      ([method, field, expected]) => ({ name: given.name, method, field, expected, given }),
    ),
  ),
)('$name: $expected', ({ given, method, field, expected }) => {
  const result = run(given, method);
  const wanted = given[expected];
  if (typeof wanted === 'string') expect(result).toBe(wanted);
  else if (typeof result === 'string') expect(given.neyman_box_real).toBe(result);
  else expectClose(list(result[field] as Column), wanted);
});

const { bethel } = reference;
const bethelStrata = bethel.N.map((N, h) => ({
  code: `c${bethel.commune[h]}f${bethel.field[h]}`,
  N,
  p: bethel.p[h]!,
}));
const members = (fits: (h: number) => boolean) =>
  bethelStrata.filter((_, h) => fits(h)).map(({ code }) => code);
const bethelTargets = [
  ...[1, 2, 3, 4].map((c) => ({
    domain: members((h) => bethel.commune[h] === c),
    moe: bethel.moe_commune,
  })),
  ...[1, 2, 3].map((f) => ({
    domain: members((h) => bethel.field[h] === f),
    moe: bethel.moe_field,
  })),
  { domain: members(() => true), moe: bethel.moe_all },
];

test('wards, fields and province together: the cheapest allocation is the one R found', () => {
  const { confidence } = bethel;
  const found = allocate({
    method: 'multi-domain',
    strata: bethelStrata,
    targets: bethelTargets,
    confidence,
  });
  expectClose(found.real, bethel.n_real);
  expect(found.n).toEqual(bethel.n_ceiling);
  expect(found.objective).toBeCloseTo(bethel.sum_real, 6);
});

const house = golden('allocation/us-house-2020.tsv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([state, population, seats]) => ({
    state: state!,
    N: Number(population),
    seats: Number(seats),
  }));

const apportion = (people: readonly number[]) =>
  allocateOptimalInteger(
    people,
    { lower: people.map(() => 1), upper: people.map(() => 435) },
    435,
    { codes: house.map(({ state }) => state), N: people },
  );

test('the House of 2020 is apportioned as the Census Bureau did', () => {
  expect(house.reduce((sum, { N }) => sum + N, 0)).toBe(331_108_434);
  expect(apportion(house.map(({ N }) => N))).toEqual(house.map(({ seats }) => seats));
});

test('New York missed its 27th seat by 89 persons', () => {
  const newYork = house.findIndex(({ state }) => state === 'New York');
  const seatsWith = (more: number) =>
    apportion(house.map((state, h) => state.N + (h === newYork ? more : 0)))[newYork];
  expect([seatsWith(88), seatsWith(89)]).toEqual([26, 27]);
});

const refusal = (request: Partial<AllocationRequest>): string => {
  try {
    allocate({ method: 'neyman', n: 10, strata: [{ code: 'a', N: 50, S: 1 }], ...request });
  } catch (error) {
    if (error instanceof SamplingError) return error.name;
    throw error;
  }
  return 'accepted';
};

const stratum = { code: 'a', N: 50, S: 1 };

test.each<[string, Partial<AllocationRequest>]>([
  ['EmptyFrame', { strata: [] }],
  ['DuplicateStratum', { strata: [stratum, stratum] }],
  ['BadStratum', { strata: [{ ...stratum, N: 1.5 }] }],
  ['BadStratum', { strata: [{ ...stratum, S: Number.NaN }] }],
  ['BadStratum', { strata: [{ ...stratum, S: -1 }] }],
  ['BadStratum', { strata: [{ ...stratum, cost: 0 }] }],
  ['BadStratum', { strata: [{ ...stratum, lower: -1 }] }],
  ['BadStratum', { strata: [{ ...stratum, p: 1.2 }] }],
  ['BoundsContradict', { strata: [{ ...stratum, lower: 9, upper: 8 }] }],
  ['BadSampleSize', { n: 1.5 }],
  ['BadSampleSize', { n: -1 }],
  ['BadSampleSize', { n: Number.NaN }],
  ['UnknownMethod', { method: 'best' as AllocationMethod }],
  ['MissingPlanningValue', { strata: [{ code: 'a', N: 50 }] }],
  ['MissingPlanningValue', { method: 'power' }],
  ['UndefinedVariation', { method: 'power', strata: [{ ...stratum, mean: 0 }] }],
  ['BadExponent', { method: 'power', q: 1.1, strata: [{ ...stratum, mean: 1 }] }],
  ['BadCompromise', { method: 'costa', k: -0.1 }],
  ['BadTarget', { method: 'multi-domain' }],
  ['BadTarget', { method: 'multi-domain', targets: [{ domain: ['a'], moe: 0 }] }],
  ['UnknownStratum', { method: 'multi-domain', targets: [{ domain: ['b'], moe: 0.1 }] }],
  [
    'InfeasibleTarget',
    {
      method: 'multi-domain',
      strata: [{ code: 'a', N: 500, p: 0.5, upper: 20 }],
      targets: [{ domain: ['a'], moe: 0.05 }],
    },
  ],
  ['BadLevel', { method: 'multi-domain', confidence: 1, targets: [{ domain: ['a'], moe: 0.1 }] }],
])('%s: %o is refused', (name, request) => {
  expect(refusal(request)).toBe(name);
});

test('a minimum beyond the stratum is its census, with a warning', () => {
  const { n, binding, warnings } = allocate({
    method: 'proportional',
    n: 60,
    strata: [
      { code: 'a', N: 12, lower: 30 },
      { code: 'b', N: 400, lower: 30 },
    ],
  });
  expect({ n, binding }).toEqual({ n: [12, 48], binding: ['upper', 'free'] });
  expect(warnings.map((warning) => warning.code)).toContain('bounds-narrowed');
});

test('a mean of 0 has no CV: the mean of the other strata stands in, and the planner is told', () => {
  const strata = [
    { code: 'a', N: 100, S: 0.3, mean: 0 },
    { code: 'b', N: 100, S: 0.3, mean: 0.5 },
  ];
  const { n, warnings } = allocate({ method: 'power', n: 40, strata });
  expect(n).toEqual([20, 20]);
  expect(warnings.map((warning) => warning.code)).toContain('mean-zero');
});

test('strata planned without variance are filled only when all others are at their upper bounds', () => {
  const strata = [
    { code: 'a', N: 30, S: 0 },
    { code: 'b', N: 10, S: 1 },
    { code: 'c', N: 60, S: 0 },
  ];
  for (const method of ['neyman', 'optimal-integer'] as const) {
    expect(allocate({ method, n: 12, strata }).n).toEqual([2, 8, 2]);
    expect(allocate({ method, n: 40, strata }).n).toEqual([10, 10, 20]);
  }
});

test('costs lead Neyman to the cheaper strata', () => {
  const strata = [
    { code: 'a', N: 1000, S: 1, cost: 1 },
    { code: 'b', N: 1000, S: 1, cost: 4 },
  ];
  expect(allocate({ method: 'neyman', n: 90, strata }).n).toEqual([60, 30]);
});

test('rounding Neyman by hand costs variance, and the result says how much', () => {
  const strata = [26, 414, 122, 296].map((N, h) => ({
    code: `s${h}`,
    N,
    S: [0.46, 0.3, 0.23, 0.2][h]!,
    lower: 2,
  }));
  const { warnings } = allocate({ method: 'neyman', n: 17, strata });
  const exact = allocate({ method: 'optimal-integer', n: 17, strata });
  expect(exact.warnings).toEqual([]);
  expect(warnings.filter((warning) => warning.code === 'rounding-loss').length).toBeLessThanOrEqual(
    1,
  );
});

test('no method answers NaN for the strangest strata it accepts', () => {
  const strata = [
    { code: 'empty', N: 0, S: 0, mean: 0 },
    { code: 'single', N: 1, S: 0, mean: 1 },
    { code: 'certain', N: 3, S: 0, mean: 1 },
    { code: 'usual', N: 90, S: 0.4, mean: 0.8 },
  ];
  for (const method of ALLOCATION_METHODS) {
    const result = allocate({ method, n: 20, strata, targets: [{ domain: ['usual'], moe: 0.1 }] });
    const numbers = [...result.real, ...result.bounded, ...result.n, result.objective ?? 0];
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(result.n[0]).toBe(0);
  }
});

test('ties fall to the earlier code, digits read as numbers', () => {
  expect(['s10', 's2', 's1', 'S1', 's01', 's'].sort(byCode)).toEqual([
    'S1',
    's',
    's01',
    's1',
    's2',
    's10',
  ]);
});

test('an earlier result of 0 or 1 still plans variance', () => {
  expect(planningProportion(20, 20)).toBeCloseTo(22 / 24, 15);
});
