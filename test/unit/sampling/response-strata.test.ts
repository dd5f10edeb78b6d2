// Truth: k-anonymity itself. No stratum that a stored response names has fewer than k respondents.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnsweredStratum } from '#sampling/disclosure/response-strata.ts';
import { responseStrata } from '#sampling/disclosure/response-strata.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';

const counts = fc.record({
  agency: fc.constantFrom('A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6'),
  respondents: fc.nat({ max: 9 }),
  silent: fc.nat({ max: 20 }),
  outside: fc.nat({ max: 400 }),
});
const province = fc.array(counts, { minLength: 1, maxLength: 30 }).map((strata) =>
  strata.map(
    ({ agency, respondents, silent, outside }, field): AnsweredStratum => ({
      code: `${agency}.F${field}`,
      agency,
      population: respondents + silent + outside,
      released: respondents + silent,
      respondents,
    }),
  ),
);
const sum = (strata: readonly { respondents: number }[]) =>
  strata.reduce((running, { respondents }) => running + respondents, 0);

test('every stratum of a stored response has at least k respondents, and none is lost or doubled', () => {
  fc.assert(
    fc.property(province, fc.integer({ min: 1, max: 12 }), (strata, k) => {
      const pooled = responseStrata(strata, k);
      expect(pooled.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual([
        ...strata.keys(),
      ]);
      expect(sum(pooled)).toBe(sum(strata));
      for (const { members, respondents, agency } of pooled) {
        expect(sum(members.map((h) => strata[h]!))).toBe(respondents);
        if (respondents > 0) expect(respondents).toBeGreaterThanOrEqual(Math.min(k, sum(strata)));
        if (agency !== null) expect(members.every((h) => strata[h]!.agency === agency)).toBe(true);
      }
    }),
  );
});

test('a stratum with enough respondents stands alone while its agency has enough for the others', () => {
  const answeredStratum = (
    code: string,
    respondents: number,
    population: number,
  ): AnsweredStratum => ({
    code,
    agency: code.slice(0, 1),
    population,
    released: 10,
    respondents,
  });
  const pooled = responseStrata(
    [
      answeredStratum('a.1', 7, 50),
      answeredStratum('a.2', 3, 20),
      answeredStratum('a.3', 2, 90),
      answeredStratum('a.4', 0, 5),
      answeredStratum('b.1', 4, 30),
      answeredStratum('c.1', 2, 30),
    ],
    5,
  );
  expect(pooled.map(({ code, respondents }) => [code, respondents])).toEqual([
    [':pool', 6],
    ['a.1', 7],
    ['a.4', 0],
    ['a:pool-1', 5],
  ]);
});

test('strata of like base weight are pooled together, so that one weight does for both', () => {
  const answeredStratum = (field: number, population: number): AnsweredStratum => ({
    code: `a.${field}`,
    agency: 'a',
    population,
    released: 10,
    respondents: 3,
  });
  const pooled = responseStrata(
    [
      answeredStratum(1, 1000),
      answeredStratum(2, 11),
      answeredStratum(3, 900),
      answeredStratum(4, 12),
    ],
    5,
  );
  expect(pooled.map(({ members }) => [...members].sort())).toEqual([
    [1, 3],
    [0, 2],
  ]);
});

test('the order in which strata come changes nothing', () => {
  fc.assert(
    fc.property(province, fc.integer({ min: 2, max: 8 }), (strata, k) => {
      const named = (list: readonly AnsweredStratum[]) =>
        responseStrata(list, k).map(({ code, members }) => [
          code,
          members.map((h) => list[h]!.code).sort(),
        ]);
      expect(named(strata.toReversed())).toEqual(named(strata));
    }),
  );
});

test('strata of one weight lose nothing by being pooled: the estimate is the same to the last digits', () => {
  const answered = fc.record({ respondents: fc.integer({ min: 1, max: 9 }), satisfied: fc.nat(9) });
  const agency = fc.array(answered, { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(agency, fc.integer({ min: 2, max: 40 }), (answers, weight) => {
      fc.pre(sum(answers) >= 5);
      const strata = answers.map(({ respondents }, field) => ({
        code: `a.${field}`,
        agency: 'a',
        population: respondents * weight,
        released: respondents,
        respondents,
        ineligible: 0,
      }));
      const satisfied = answers.map((stratum) => Math.min(stratum.satisfied, stratum.respondents));
      const share = (cells: readonly (readonly number[])[]) => {
        const add = (members: readonly number[], count: (h: number) => number) =>
          members.reduce((running, h) => running + count(h), 0);
        const { weights } = sampleDesign(
          cells.map((members, c) => ({
            code: String(c),
            population: add(members, (h) => strata[h]!.population),
            released: add(members, (h) => strata[h]!.released),
            respondents: add(members, (h) => strata[h]!.respondents),
            ineligible: 0,
          })),
          () => 'a',
        );
        const weighted = (count: (h: number) => number) =>
          cells.reduce((running, members, c) => running + weights[c]! * add(members, count), 0);
        return weighted((h) => satisfied[h]!) / weighted((h) => strata[h]!.respondents);
      };
      const pooled = responseStrata(strata, 5).map(({ members }) => members);
      expect(share(pooled)).toBeCloseTo(share(strata.map((_, h) => [h])), 12);
    }),
  );
});
