// Outside truth: reference/draw (systematic and Pareto selections by the specification),
// reference/selection (R sampling 2.9), reference/misc (rest rule), and exhaustive enumeration of
// every random start.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawKey } from '#sampling/draw/seed.ts';
import { drawSample } from '#sampling/draw/select.ts';
import { SamplingError } from '#sampling/errors.ts';
import { linkPersons } from '#sampling/frame/link-persons.ts';
import { applyRestRule, restedInclusion } from '#sampling/frame/rest-rule.ts';
import { commitTo, isBeaconOf, opensCommitment } from '#sampling/randomness/commitment.ts';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import { ticket, uniformOf } from '#sampling/randomness/ticket.ts';
import { inclusionProbabilities } from '#sampling/selection/inclusion-probabilities.ts';
import type { JointProbabilities } from '#sampling/selection/joint-probabilities.ts';
import {
  jointSampford,
  jointSystematic,
  jointTille,
} from '#sampling/selection/joint-probabilities.ts';
import { jointMaximumEntropy } from '#sampling/selection/maximum-entropy.ts';
import { overlap } from '#sampling/selection/overlap.ts';
import {
  selectPareto,
  selectPoisson,
  selectSystematicPPS,
  systematicHits,
} from '#sampling/selection/proportional.ts';
import { releaseReserves } from '#sampling/selection/release-reserves.ts';
import { serpentineOrder } from '#sampling/selection/serpentine.ts';
import { selectSystematic, systematicPositions } from '#sampling/selection/systematic.ts';
import { drawVectors, golden } from './golden.ts';

const { small } = drawVectors;
const key = drawKey(small.seed_text);

test('systematic samples of the reference draw are repeated', () => {
  for (const [stratum, expected] of Object.entries(small.systematic)) {
    const units = Object.keys(small.tickets).filter((unitId) => unitId.startsWith(stratum));
    expect(selectSystematic(key, stratum, units, expected.length)).toEqual(expected);
  }
});

test('proportional samples of the reference draw are repeated', () => {
  const { units, sizes, n, systematic, pareto } = small.pps;
  const sized = units.map((unitId, i) => ({ unitId, size: sizes[i]! }));
  expect(selectSystematicPPS(key, 'C001.F1', sized, n).selected).toEqual(systematic);
  expect(selectPareto(key, sized, n).selected).toEqual(pareto);
});

const pps = JSON.parse(golden('selection/pps.expected.json')) as {
  cases: {
    size: number[];
    n: number;
    pi: number[];
    joint_for_noncertainty: Record<
      'sampford' | 'tille' | 'systematic_fixed_order' | 'maxentropy',
      number[][]
    >;
  }[];
};

/** R stops the search for the odds at a sum of absolute changes of 1e-6. */
const asInR = (pi: readonly number[]) => jointMaximumEntropy(pi, 1e-6 / pi.length);

const METHODS = [
  ['sampford', jointSampford],
  ['tille', jointTille],
  ['systematic_fixed_order', jointSystematic],
  ['maxentropy', asInR],
] as const;

const expectMatrix = (found: JointProbabilities, wanted: number[][], tolerance: number) =>
  wanted.forEach((row, i) => {
    row.forEach((value, j) => {
      expect(Math.abs(found[i]![j]! - value)).toBeLessThanOrEqual(tolerance);
    });
  });

test.each(pps.cases)('inclusion and joint probabilities of sizes $size are those of R', (given) => {
  const { probability } = inclusionProbabilities(given.size, given.n);
  expectMatrix([probability], [given.pi], 1e-12);
  for (const [name, joint] of METHODS)
    expectMatrix(joint(probability), given.joint_for_noncertainty[name], 1e-9);
  expectMatrix(jointMaximumEntropy(probability), given.joint_for_noncertainty.maxentropy, 1e-6);
});

const probabilities = fc
  .array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 9 })
  .chain((sizes) => fc.tuple(fc.constant(sizes), fc.integer({ min: 2, max: sizes.length - 1 })))
  .map(([sizes, n]) => inclusionProbabilities(sizes, n))
  .filter(({ probability }) => probability.every((pi) => pi < 0.98));

test('joint probabilities of a fixed size add up to (n - 1) pi in every row', () => {
  fc.assert(
    fc.property(probabilities, ({ probability }) => {
      const n = Math.round(probability.reduce((sum, value) => sum + value, 0));
      for (const joint of [jointSampford, jointTille, jointSystematic, jointMaximumEntropy])
        joint(probability).forEach((row, i) => {
          const others = row.reduce((sum, value, j) => sum + (i === j ? 0 : value), 0);
          expect(others).toBeCloseTo((n - 1) * probability[i]!, 8);
        });
    }),
    { numRuns: 100 },
  );
});

test('over all N starts of a systematic sample each unit is hit exactly n times', () => {
  for (let N = 1; N <= 60; N++)
    for (let n = 1; n <= N; n++) {
      const hits = new Int32Array(N);
      let widest = 0;
      for (let start = 0; start < N; start++) {
        const positions = systematicPositions(N, n, start);
        positions.forEach((position, j) => {
          hits[position]! += 1;
          if (j > 0) widest = Math.max(widest, position - positions[j - 1]!);
        });
      }
      expect(widest).toBeLessThanOrEqual(Math.ceil(N / n));
      expect(hits.every((hit) => hit === n)).toBe(true);
    }
});

test('over all T starts of a proportional systematic sample a unit of size x is hit n x times', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 6 }),
      (sizes, n) => {
        const total = sizes.reduce((sum, value) => sum + value, 0);
        fc.pre(total > 0);
        const hits = sizes.map(() => 0);
        for (let start = 0; start < total; start++) {
          const drawn = systematicHits(sizes, n, start);
          expect(drawn).toHaveLength(n);
          for (const index of drawn) hits[index]! += 1;
        }
        expect(hits).toEqual(sizes.map((x) => n * x));
      },
    ),
    { numRuns: 200 },
  );
});

test('a unit larger than its share is taken with certainty, one of size 0 never', () => {
  const { probability, certain } = inclusionProbabilities([100, 30, 5, 5, 0], 3);
  expect(certain).toEqual([0, 1]);
  expect(probability).toEqual([1, 1, 0.5, 0.5, 0]);
  const units = [100, 30, 5, 5, 0].map((size, i) => ({ unitId: `u${i}`, size }));
  for (const { selected } of [
    selectSystematicPPS(key, 'S', units, 3),
    selectPareto(key, units, 3),
  ]) {
    expect(selected.slice(0, 2)).toEqual(['u0', 'u1']);
    expect(['u2', 'u3']).toContain(selected[2]);
    expect(selected).toHaveLength(3);
  }
});

test('Pareto sampling of equal sizes is the draw by tickets', () => {
  const ids = Object.keys(small.tickets);
  const byTicket = ids.toSorted((a, b) => (small.tickets[a]! < small.tickets[b]! ? -1 : 1));
  const { selected } = selectPareto(
    key,
    ids.map((unitId) => ({ unitId, size: 4 })),
    5,
  );
  expect(selected).toEqual(byTicket.slice(0, 5));
});

test('Poisson sampling takes whoever has a number below the own probability', () => {
  const units = Object.keys(small.tickets).map((unitId) => ({ unitId, probability: 0.4 }));
  const expected = units.filter((unit) => uniformOf(ticket(key, unit.unitId)) < 0.4);
  expect(selectPoisson(key, units)).toEqual(expected);
  expect(
    selectPoisson(
      key,
      units.map((unit) => ({ ...unit, probability: 1 })),
    ),
  ).toHaveLength(11);
  expect(
    selectPoisson(
      key,
      units.map((unit) => ({ ...unit, probability: 0 })),
    ),
  ).toEqual([]);
});

test.each([
  ['BadSampleSize', () => systematicPositions(5, 6, 0)],
  ['BadSampleSize', () => selectSystematic(key, 'S', [], 1)],
  ['BadSampleSize', () => inclusionProbabilities([1, 0], 2)],
  ['BadSize', () => inclusionProbabilities([1.5], 1)],
  ['BadSize', () => inclusionProbabilities([-1], 1)],
  ['BadProbabilities', () => jointSampford([0.5, 0.2])],
  ['BadProbabilities', () => jointSampford([1, 0.5, 0.5])],
])('%s is refused', (name, attempt) => {
  expect(attempt).toThrow(expect.objectContaining({ name }));
});

test('serpentine order turns with every group, so neighbours stay close', () => {
  const cells = ['a', 'b', 'c'].flatMap((x) => [1, 2, 3].map((y) => ({ x, y })));
  const walk = serpentineOrder(cells.toReversed(), [({ x }) => x, ({ y }) => y]);
  expect(walk.map(({ x, y }) => x + y)).toEqual([
    'a1',
    'a2',
    'a3',
    'b3',
    'b2',
    'b1',
    'c1',
    'c2',
    'c3',
  ]);
});

test('the rest rule keeps the weight of an unchanged stratum at N / n', () => {
  const misc = JSON.parse(golden('misc.expected.json')) as { rest_rule: Record<string, number>[] };
  for (const given of misc.rest_rule) {
    const { probabilityAmongEligible, weight } = restedInclusion({
      eligible: given.stratum_N_wave2! - given.rested!,
      n2: given.n2!,
      pi1: given.n1! / given.stratum_N_wave1!,
    });
    expect(probabilityAmongEligible).toBeCloseTo(given.pi2_eligible!, 12);
    expect(weight).toBeCloseTo(given.weight_unconditional!, 12);
  }
});

test('rested persons leave the eligible list and stay in the population', () => {
  const units = ['a', 'b', 'c'].map((unitId) => ({ unitId, stratum: 'S' }));
  const { eligible, strata } = applyRestRule(units, new Set(['b', 'elsewhere']));
  expect(eligible.map(({ unitId }) => unitId)).toEqual(['a', 'c']);
  expect(strata.get('S')).toEqual({ population: 3, rested: 1, eligible: 2 });
  expect(() => applyRestRule(units, new Set(['a', 'b', 'c']))).toThrow(
    expect.objectContaining({ name: 'EmptyFrame' }),
  );
});

test('the overlap of two samples is counted by stratum beside its expectation', () => {
  const frame = ['a', 'b', 'c', 'd'].map((unitId) => ({
    unitId,
    stratum: unitId < 'd' ? 'S' : 'T',
  }));
  expect(overlap(frame, new Set(['a', 'b', 'x']), new Set(['b', 'c', 'd']))).toEqual([
    { stratum: 'S', population: 3, first: 2, second: 2, both: 1, expected: 4 / 3 },
    { stratum: 'T', population: 1, first: 0, second: 1, both: 0, expected: 0 },
  ]);
});

test('reserves are released in ticket order only, and never more than there are', () => {
  const { selected } = drawSample({
    seed: small.seed_text,
    frame: small.frame_text,
    plan: small.plan_text,
  });
  const released = releaseReserves(selected, new Map([['C001.F1', 1]]));
  expect(released.map(({ stratum, order }) => `${stratum} ${order}`)).toEqual([
    'C001.F1 1',
    'C001.F1 2',
    'C001.F1 3',
    'C001.F1 4',
    'C001.F2 1',
    'C001.F2 2',
    'C002.F1 1',
  ]);
  const attempt = () => releaseReserves(selected, new Map([['C001.F2', 2]]));
  expect(attempt).toThrow(SamplingError);
  expect(attempt).toThrow(expect.objectContaining({ name: 'NotEnoughReserves' }));
});

test('a sealed key opens its own commitment only; a beacon carries its signature', () => {
  const commitment = commitTo(key);
  expect(opensCommitment(commitment, key)).toBe(true);
  expect(opensCommitment(commitment, key.slice(1))).toBe(false);
  const randomness = sha256Text('abc');
  expect(isBeaconOf(`drand:quicknet:7:${randomness}`, '616263')).toBe(true);
  expect(isBeaconOf(`drand:quicknet:7:${randomness}`, '616264')).toBe(false);
  expect(isBeaconOf('none', '616263')).toBe(false);
});

test('a person with several transactions is in the frame once, and nobody chose with which', () => {
  const people = fc.array(fc.constantFrom('p1', 'p2', 'p3', 'p4'), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(people, (persons) => {
      const units = persons.map((personId, i) => ({ unitId: `t${i}`, stratum: 'S', personId }));
      const linked = linkPersons(key, units);
      expect(linkPersons(key, units.toReversed())).toEqual(linked);
      expect(new Set(linked.map(({ personId }) => personId)).size).toBe(linked.length);
      expect(linked.reduce((sum, { transactions }) => sum + transactions, 0)).toBe(units.length);
      for (const linkedUnit of linked) {
        const own = units.filter((unit) => unit.personId === linkedUnit.personId);
        const smallest = own.map((unit) => ticket(key, unit.unitId)).sort()[0];
        expect(ticket(key, linkedUnit.unitId)).toBe(smallest);
      }
    }),
  );
});
