// Truth: the figure that the estimation itself makes of the answers; two ways of placing the same answers in two strata;
// all ways of placing a few persons, written out one by one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { World } from '#sampling/disclosure/attack/agency-worlds.ts';
import { worldsOf } from '#sampling/disclosure/attack/agency-worlds.ts';
import { printsAlike } from '#sampling/disclosure/attack/printed-ranges.ts';
import type { PublishedDomain } from '#sampling/disclosure/attack/published-file.ts';
import type { Composition } from '#sampling/disclosure/attack/reconstruct.ts';
import { sumWorlds } from '#sampling/disclosure/attack/sum-worlds.ts';
import { WeightedCounts } from '#sampling/disclosure/attack/weighted-counts.ts';
import { leavingFigure } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { nodeTotals } from '#sampling/satisfaction-index/node-totals.ts';
import { strataFigures } from '#sampling/satisfaction-index/strata-figures.ts';

const domain = (fieldCode: string | null, received: number): PublishedDomain => ({
  level: fieldCode ? 'agency_field' : 'agency',
  agencyCode: '01981',
  fieldCode,
  population: 40 * received,
  invited: 2 * received,
  received,
  figures: fieldCode ? [] : [{ node: 'c', validAnswers: null, distribution: null, step: 0.01 }],
});
const worldWith = (sizes: readonly number[]): World =>
  worldsOf(
    sizes.map((size, h) => domain(`F0${h}`, size)),
    domain(
      null,
      sizes.reduce((sum, size) => sum + size, 0),
    ),
    5,
  )![0]!;

/** As it leaves the server. */
function printed(world: World, composition: Composition) {
  const strata = composition.map((_, h) => String(h));
  const counts = composition.flatMap((row, h) =>
    row.map((answers, k) => ({ stratum: String(h), question: 'c', value: k + 1, answers })),
  );
  const index = {
    nodes: [{ code: 'c', parent: null, question: 'c' }],
    scale: [1, 5] as const,
    satisfiedFrom: 4,
  };
  const totals = nodeTotals(index, strata, [], counts);
  const all = [{ key: '', strata: composition.map((_, h) => h) }];
  return leavingFigure(strataFigures(world.design, totals, all, [1, 5])('c', ''), 'agency', 2);
}
const sizeOf = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0);

test('the answers as they were given are never ruled out by the ranges printed of them', () => {
  const row = fc
    .array(fc.nat(40), { minLength: 5, maxLength: 5 })
    .filter((counts) => sizeOf(counts) >= 5);
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 4 }), (composition) => {
      const world = worldWith(composition.map(sizeOf));
      const figure = printed(world, composition);
      fc.pre(figure.index !== null);
      expect([composition].filter(printsAlike(world, figure, 4))).toEqual([composition]);
    }),
    { numRuns: 200 },
  );
});

test('ranges tell two agreeing strata from two that are divided, which shares do not', () => {
  const world = worldWith([60, 60]);
  const agreeing = [
    [0, 0, 0, 60, 0],
    [60, 0, 0, 0, 0],
  ];
  const divided = [
    [30, 0, 0, 30, 0],
    [30, 0, 0, 30, 0],
  ];
  const figure = printed(world, divided);
  expect(figure.distribution).toEqual([0.5, 0, 0, 0.5, 0]);
  expect(printed(world, agreeing).distribution).toEqual(figure.distribution);
  expect([agreeing, divided].filter(printsAlike(world, figure, 4))).toEqual([divided]);
});

test('so do ranges of a field over two agencies, each with few of it', () => {
  const ofAgency = (
    agencyCode: string,
    fieldCode: string | null,
    received: number,
  ): PublishedDomain => ({
    ...domain(fieldCode, received),
    agencyCode,
  });
  const agencies = ['01981', '05443'].flatMap((agency) => [
    ofAgency(agency, null, 70),
    ofAgency(agency, 'F01', 4 + 26),
    ofAgency(agency, 'F02', 40),
  ]);
  const field = { ...domain('F01', 60), level: 'field', agencyCode: null };
  const method = { disclosureThreshold: 5, satisfiedFrom: 4 };
  const publication = { method, nodes: [], domains: [...agencies, field] };
  const { strata, worlds } = sumWorlds(publication, field);
  expect(strata).toHaveLength(4);
  expect(worlds).toHaveLength(1);
  const world = worlds![0]!;
  expect(world.grouped.filter((count) => count > 0)).toEqual([30, 30]);
  const spread = (rows: number[][]) =>
    world.groups.map((members) => (members.length > 0 ? rows.shift()! : [0, 0, 0, 0, 0]));
  const agreeing = spread([
    [0, 0, 0, 30, 0],
    [30, 0, 0, 0, 0],
  ]);
  const divided = spread([
    [15, 0, 0, 15, 0],
    [15, 0, 0, 15, 0],
  ]);
  const figure = printed(world, divided);
  expect(printed(world, agreeing).distribution).toEqual(figure.distribution);
  expect([agreeing, divided].filter(printsAlike(world, figure, 4))).toEqual([divided]);
});

test('ways of placing persons whose weights add up to a narrow or a wide range are all found, and no other', () => {
  const strata = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 30 }), most: fc.nat(4) }), {
    minLength: 2,
    maxLength: 5,
  });
  fc.assert(
    fc.property(strata, fc.nat(200), fc.nat(60), fc.nat(4), (rows, least, width, fewer) => {
      const [weights, all] = [rows.map(({ weight }) => weight), rows.map(({ most }) => most)];
      const most = all.map((count) => Math.max(0, count - fewer));
      let ways: number[][] = [[]];
      for (const count of most)
        ways = ways.flatMap((way) => Array.from({ length: count + 1 }, (_, k) => [...way, k]));
      const sumOf = (way: readonly number[]) =>
        way.reduce((sum, count, h) => sum + count * weights[h]!, 0);
      const inside = ways.filter((way) => sumOf(way) >= least && sumOf(way) <= least + width);
      const counts = new WeightedCounts(weights, all);
      const found = (limit: number) =>
        counts
          .between(least, least + width, most, limit)
          ?.map((way) => way.join())
          .sort();
      expect(found(inside.length)).toEqual(inside.map((way) => way.join()).sort());
      if (inside.length > 0) expect(found(inside.length - 1)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
