// Truth: the estimation itself, asked again with the answers changed; two people whose other answers differ, of whom a range
// printed of a factor tells which one changed an answer, and no share does.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditedProvince } from '#sampling/disclosure/leaving/audited-province.ts';
import { askedStrata } from '#sampling/disclosure/leaving/audited-province.ts';
import type { PlacedFigure } from '#sampling/disclosure/leaving/figure-ladder.ts';
import { leavingFigure, UNTREATED } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { PrintedWorlds } from '#sampling/disclosure/leaving/printed-worlds.ts';
import { ShiftedFigure } from '#sampling/disclosure/leaving/shifted-figure.ts';
import { addRespondent } from '#sampling/estimation/cell-sums.ts';
import { emptyTotals } from '#sampling/satisfaction-index/node-totals.ts';
import { strataFigures } from '#sampling/satisfaction-index/strata-figures.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';

/** Answers 1–5 to two criteria of one factor; 0 where there is none. */
type Person = readonly [first: number, second: number];
type People = readonly (readonly Person[])[];
const NODES = { f: [0, 1], a: [0], b: [1] } as const;
const SCALE = [1, 5] as const;

const designOf = (people: People) =>
  sampleDesign(
    people.map((members, h) => ({
      code: `A.${h}`,
      population: 9 * members.length * (h + 1),
      released: 2 * members.length,
      respondents: members.length,
      ineligible: 0,
    })),
    () => 'A',
  );

function totalsOf(people: People) {
  const totals = emptyTotals(
    Object.keys(NODES).map((code) => ({ code })),
    people.length,
    SCALE,
  );
  for (const [code, criteria] of Object.entries(NODES)) {
    const { index, score, values } = totals.get(code)!;
    people.forEach((members, h) => {
      for (const person of members) {
        const valid = criteria.map((c) => person[c]).filter((value) => value > 0);
        if (valid.length === 0) continue;
        addRespondent(index, h, valid.length, valid.filter((value) => value >= 4).length);
        addRespondent(
          score,
          h,
          valid.length,
          valid.reduce((sum, value) => sum + value, 0),
        );
        for (const value of valid) values[h * 5 + value - 1]! += 1;
      }
    });
  }
  return totals;
}

function provinceOf(people: People, isKnown: boolean) {
  const strata = [...people.keys()];
  const design = designOf(people);
  const totals = totalsOf(people);
  const figure = strataFigures(design, totals, [{ key: 'A', strata }], SCALE);
  const figures = Object.keys(NODES).map((code) => figure(code, 'A'));
  const known = {
    criteria: ['a', 'b'],
    criteriaBelow: (node: string) => NODES[node as keyof typeof NODES],
    inStratum: (h: number) => people[h]!.map((person) => Int8Array.from(person, (v) => v - 1)),
  };
  const province: AuditedProvince = {
    nodes: [],
    domains: [{ key: 'A', level: 'agency', rounding: 'agency', figures, strata }],
    strata: people.map((members, h) => ({
      weight: design.weights[h]!,
      respondents: members.length,
    })),
    design,
    stratumOf: (h) => h,
    totals: (node) => totals.get(node)!,
    ...(isKnown && { people: known }),
    scale: SCALE,
    satisfiedFrom: 4,
    threshold: 5,
  };
  const placed = figures
    .filter(({ node, index }) => node !== 'b' && index !== null)
    .map((exact): PlacedFigure => {
      const place = { domain: 0, key: 'A', level: 'agency', rounding: 'agency' } as const;
      return { ...place, isTotal: false, exact, answers: 1 };
    });
  return { province, placed };
}

const shares = fc.constantFrom(0, 1, 3, 4, 5, 4, 5);
const population = fc.array(
  fc.array(fc.tuple(shares, shares), { minLength: 8, maxLength: 60 }).filter((members) => {
    const first = members.map(([value]) => value);
    return first.includes(4) && members.some(([value]) => value > 0);
  }),
  { minLength: 2, maxLength: 4 },
);

/** One person of the first stratum who said 4 to the first criterion says 3. */
const OTHER = { from: 3, to: 2, shifts: [{ stratum: 0, persons: 1 }] };
const changed = ([first, ...others]: People, person: number): People => [
  first!.map((answers, p) => (p === person ? [3, answers[1]] : answers)),
  ...others,
];

test('a figure with one answer changed is what the estimation makes of the changed answers', () => {
  fc.assert(
    fc.property(population, (people) => {
      const { province, placed } = provinceOf(people, true);
      const person = people[0]!.findIndex(([value]) => value === 4);
      const { placed: expected } = provinceOf(changed(people, person), true);
      for (const figure of placed) {
        const shifted = new ShiftedFigure(province, figure);
        const after = expected.find(({ exact }) => exact.node === figure.exact.node)?.exact;
        const found = shifted.under('a', OTHER, 0);
        for (const name of ['index', 'high', 'meanLow'] as const) {
          if (after) expect(found[name] ?? -1).toBeCloseTo(after[name] ?? -1, 9);
          else expect(found[name]).toBeNull();
        }
        // Taken back to the last bit.
        expect(new ShiftedFigure(province, figure).truth).toEqual(shifted.truth);
      }
    }),
    { numRuns: 60 },
  );
});

test('a range printed of a factor that no other answer to its criterion gives is seen, where shares and the criterion print the same', () => {
  let leaks = 0;
  for (const people of fc.sample(population, { numRuns: 300, seed: 11 })) {
    const { province, placed } = provinceOf(people, true);
    const factor = placed.find(({ exact }) => exact.node === 'f');
    if (!factor) continue;
    const isAlike = (audited: AuditedProvince) =>
      new PrintedWorlds(audited, askedStrata(audited)).isAlike(
        'a',
        OTHER,
        () => placed,
        () => UNTREATED,
      );
    const printedOf = (all: readonly PlacedFigure[]) => {
      const exact = all.find((figure) => figure.exact.node === 'f')?.exact;
      return exact && JSON.stringify(leavingFigure(exact, 'agency', 2));
    };
    const worlds = people[0]!.flatMap(([value], person) =>
      value === 4 ? [printedOf(provinceOf(changed(people, person), true).placed)] : [],
    );
    const withPeople = isAlike(province);
    // Sound: what is held to print the same does, for somebody.
    if (withPeople) expect(worlds).toContain(printedOf(placed));
    if (isAlike(provinceOf(people, false).province) && !worlds.includes(printedOf(placed))) {
      leaks += 1;
      expect(withPeople).toBe(false);
    }
  }
  expect(leaks).toBeGreaterThan(0);
});

/** Few people each, so that one answer changes how much the strata differ. */
const manyStrata = fc.array(
  fc
    .array(fc.tuple(shares, shares), { minLength: 4, maxLength: 9 })
    .filter((members) => members[0]![0] === 4),
  { minLength: 45, maxLength: 60 },
);

test('a range over more than forty strata is compared, too: its width gives away what the shares leave open', () => {
  let leaks = 0;
  for (const people of fc.sample(manyStrata, { numRuns: 60, seed: 11 })) {
    const { province, placed } = provinceOf(people, false);
    const printedOf = (all: readonly PlacedFigure[]) => {
      const { exact } = all.find((figure) => figure.exact.node === 'a')!;
      return leavingFigure(exact, 'agency', 2);
    };
    const [before, after] = [placed, provinceOf(changed(people, 0), false).placed].map(printedOf);
    const isAlike = new PrintedWorlds(province, askedStrata(province)).isAlike(
      'a',
      OTHER,
      () => placed,
      () => UNTREATED,
    );
    expect(isAlike).toBe(JSON.stringify(before) === JSON.stringify(after));
    const withoutRange = ({ index, mean, distribution }: typeof before & object) =>
      JSON.stringify([index, mean, distribution]);
    if (withoutRange(before!) === withoutRange(after!) && !isAlike) leaks += 1;
  }
  expect(leaks).toBeGreaterThan(0);
});
