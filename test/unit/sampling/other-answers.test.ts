// Truth: the weighted shares computed here, from scratch, in both worlds: what the search calls printed
// the same must be printed the same, and the stratum it was asked about must differ.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OtherAnswers } from '#sampling/disclosure/answers/other-answers.ts';
import { OtherWorlds } from '#sampling/disclosure/answers/other-answers.ts';
import { emptySlack, narrowByFigure } from '#sampling/disclosure/answers/slack.ts';

const VALUES = 5;
const SATISFIED_FROM = 3;
const WHOLE = { share: 0.01, mean: 0.1 };
const TENTHS = { share: 0.001, mean: 0.01 };
type Steps = typeof WHOLE;
type Stratum = { weight: number; counts: number[] };

function printed(strata: readonly Stratum[], steps: Steps) {
  const sum = (measure: (value: number) => number) =>
    strata.reduce(
      (all, { weight, counts }) =>
        all + weight * counts.reduce((own, count, value) => own + count * measure(value), 0),
      0,
    );
  const answers = sum(() => 1);
  const shares = Array.from({ length: VALUES }, (_, k) => sum((v) => Number(v === k)) / answers);
  const index = sum((value) => Number(value >= SATISFIED_FROM)) / answers;
  const mean = sum((value) => value + 1) / answers;
  const rounded = (x: number, step: number) => Number((Math.round(x / step) * step).toFixed(4));
  return {
    answers,
    exact: { shares, index, mean },
    printed: {
      shares: shares.map((share) => rounded(share, steps.share)),
      index: rounded(index, steps.share),
      mean: rounded(mean, steps.mean),
    },
  };
}

function slackOf(strata: readonly Stratum[], steps: Steps) {
  const { answers, exact, printed: figures } = printed(strata, steps);
  const slack = emptySlack(VALUES);
  narrowByFigure(slack, VALUES, {
    answers,
    step: steps.share,
    meanStep: steps.mean,
    index: { exact: exact.index, printed: figures.index },
    low: null,
    high: null,
    mean: { exact: exact.mean, printed: figures.mean, centre: null },
    distribution: exact.shares.map((share, k) => ({ exact: share, printed: figures.shares[k]! })),
  });
  return slack;
}

/** Agencies × fields in rows of so many fields: figures of each agency, of each field and of all. */
function tablesOf(strata: readonly Stratum[], fields: number) {
  const count = strata.length / fields;
  const pick = (isPart: (h: number) => boolean) => strata.filter((_, h) => isPart(h));
  return [
    ...Array.from({ length: count }, (_, a) => ({
      part: (all: readonly Stratum[]) => all.slice(a * fields, (a + 1) * fields),
      steps: WHOLE,
    })),
    ...Array.from({ length: fields }, (_, f) => ({
      part: (all: readonly Stratum[]) => all.filter((_stratum, h) => h % fields === f),
      steps: TENTHS,
    })),
    { part: (all: readonly Stratum[]) => all, steps: TENTHS },
  ].filter(({ part }) => part(pick(() => true)).some(({ counts }) => counts.some(Boolean)));
}

const rule = { values: VALUES, satisfiedFrom: SATISFIED_FROM, threshold: 5 };
const respondentsOf = ({ counts }: Stratum) => counts.reduce((sum, count) => sum + count, 0);
const countsOf = (strata: readonly Stratum[]) =>
  Float64Array.from(strata.flatMap(({ counts }) => counts));

function worldsOf(strata: readonly Stratum[]) {
  const asked = strata.map((stratum) => ({
    weight: stratum.weight,
    respondents: respondentsOf(stratum),
    own: [0],
    shared: [],
  }));
  const slacks = [slackOf(strata, WHOLE)];
  const worlds = new OtherWorlds(asked, rule, countsOf(strata), slacks);
  return { targets: worlds.mustStayOpen(), find: (h: number) => worlds.find(h, slacks) };
}

function otherWorld(strata: readonly Stratum[], { from, to, shifts }: OtherAnswers): Stratum[] {
  const changed = strata.map(({ weight, counts }) => ({ weight, counts: [...counts] }));
  for (const { stratum, persons } of shifts) {
    changed[stratum]!.counts[from]! -= persons;
    changed[stratum]!.counts[to]! += persons;
  }
  return changed;
}
const satisfied = ({ counts }: Stratum) =>
  counts.slice(SATISFIED_FROM).reduce((sum, count) => sum + count, 0);

const stratum = fc.record({
  weight: fc.integer({ min: 10, max: 90 }).map((tenths) => tenths / 10),
  counts: fc.oneof(
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: VALUES, maxLength: VALUES }),
    // One or two persons, who must not be known.
    fc
      .tuple(fc.nat({ max: VALUES - 1 }), fc.nat({ max: VALUES - 1 }))
      .map(([first, other]) =>
        [0, 1, 2, 3, 4].map((k) => Number(k === first) + Number(k === other)),
      ),
  ),
});

test('other answers print the same and differ where they were asked to', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(stratum, { minLength: 3, maxLength: 7 }), (strata) => {
      fc.pre(strata.some(({ counts }) => counts.some((count) => count > 0)));
      const { targets, find } = worldsOf(strata);
      for (const target of targets) {
        const other = find(target);
        if (!other) continue;
        found += 1;
        const world = otherWorld(strata, other);
        expect(world.every(({ counts }) => counts.every((count) => count >= 0))).toBe(true);
        expect(satisfied(world[target]!)).not.toBe(satisfied(strata[target]!));
        expect(printed(world, WHOLE).printed).toEqual(printed(strata, WHOLE).printed);
      }
    }),
    { numRuns: 300, seed: 20_261_128 },
  );
  expect(found).toBeGreaterThan(20);
});

test('beside figures of fields, whose strata lie in all agencies, other answers print all of them the same', () => {
  const fields = 3;
  let found = 0;
  const table = fc.array(stratum, { minLength: 30 * fields, maxLength: 40 * fields });
  fc.assert(
    fc.property(table, (all) => {
      const strata = all.slice(0, all.length - (all.length % fields));
      const agencies = strata.length / fields;
      const tables = tablesOf(strata, fields);
      fc.pre(tables.length === agencies + fields + 1);
      const slacks = tables.map(({ part, steps }) => slackOf(part(strata), steps));
      const asked = strata.map((cell, h) => ({
        weight: cell.weight,
        respondents: respondentsOf(cell),
        own: [Math.floor(h / fields)],
        shared: [agencies + (h % fields), agencies + fields],
      }));
      const worlds = new OtherWorlds(asked, rule, countsOf(strata), slacks);
      for (const target of worlds.mustStayOpen()) {
        const other = worlds.find(target, slacks);
        if (!other) continue;
        found += 1;
        const world = otherWorld(strata, other);
        expect(world.every(({ counts }) => counts.every((count) => count >= 0))).toBe(true);
        expect(satisfied(world[target]!)).not.toBe(satisfied(strata[target]!));
        for (const { part, steps } of tables)
          expect(printed(part(world), steps).printed).toEqual(printed(part(strata), steps).printed);
      }
    }),
    { numRuns: 5, seed: 20_261_128 },
  );
  expect(found).toBeGreaterThan(20);
});

test('an agency in which all are satisfied leaves no other answers, whatever the rounding', () => {
  const { targets, find } = worldsOf([
    { weight: 3, counts: [0, 0, 0, 4, 8] },
    { weight: 4, counts: [0, 0, 0, 6, 9] },
  ]);
  expect(targets).toEqual([0, 1]);
  expect(targets.map(find)).toEqual([undefined, undefined]);
});

test('one answer that outweighs the rounding is known: the share of 96 % says who all agree', () => {
  // One dissatisfied answer of weight 1 in 25: in the stratum of weight 4 all must be satisfied.
  const { targets, find } = worldsOf([
    { weight: 4, counts: [0, 0, 0, 2, 3] },
    { weight: 1, counts: [0, 1, 0, 2, 2] },
  ]);
  expect(targets).toEqual([0]);
  expect(find(0)).toBeUndefined();
});
