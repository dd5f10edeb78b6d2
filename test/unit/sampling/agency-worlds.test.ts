// Truth: the weights of the count itself, which knows strata by their names; arithmetic of halves.
import { expect, test } from 'vitest';
import { worldsOf } from '#sampling/disclosure/attack/agency-worlds.ts';
import { compositions } from '#sampling/disclosure/attack/reconstruct.ts';
import { WeightedCounts } from '#sampling/disclosure/attack/weighted-counts.ts';
import { responseStrata } from '#sampling/disclosure/response-strata.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';

/** People, of them asked, of them answering: F5 and a pool of F2, F6 and F7 are both of six, and F8 joins one of them. */
const FIELDS = {
  F1: [15, 12, 9],
  F2: [5, 5, 3],
  F3: [18, 12, 8],
  F4: [12, 9, 8],
  F5: [12, 9, 6],
  F6: [4, 4, 1],
  F7: [2, 2, 2],
  F8: [2, 2, 0],
} as const;
const rows = Object.entries(FIELDS).map(([field, [population, released, respondents]]) => ({
  code: `C019.${field}`,
  agency: 'C019',
  population,
  released,
  respondents,
  ineligible: 0,
}));
const sum = (counts: readonly number[]) => counts.reduce((running, count) => running + count, 0);

test('the attacker weighs as the count does, where strata are equally near to one that nobody answered in', () => {
  const counted = responseStrata(rows, 5).map(({ code, members }) => {
    const summed = (name: 'population' | 'released' | 'respondents') =>
      sum(members.map((h) => rows[h]![name]));
    return {
      code,
      population: summed('population'),
      released: summed('released'),
      respondents: summed('respondents'),
      ineligible: 0,
    };
  });
  const { weights } = sampleDesign(counted, () => 'C019');
  const domain = (
    fieldCode: string | null,
    [population, invited, received]: readonly number[],
  ) => ({
    level: fieldCode ? 'agency_field' : 'agency',
    agencyCode: 'C019',
    fieldCode,
    population: population!,
    invited: invited!,
    received: received!,
    figures: fieldCode ? [] : [{ node: 'c', validAnswers: null, distribution: null, step: 0.01 }],
  });
  const [world] = worldsOf(
    Object.entries(FIELDS).map(([field, counts]) => domain(field, counts)),
    domain(null, [70, 55, 37]),
    5,
  )!;
  expect(world!.weights).toEqual([...weights]);
});

test('answers whose share lies between two steps are never ruled out, whatever its last bit', () => {
  for (let respondents = 2; respondents <= 200; respondents += 1)
    for (const weight of [1, 7 / 3, 1.1]) {
      const counts = new WeightedCounts([weight], [respondents]);
      const answers = Math.floor(respondents / 8);
      const row = [answers, respondents - answers];
      const shares = row.map((count) => (count * weight) / (respondents * weight));
      for (const round of [Math.floor, Math.ceil]) {
        const printed = shares.map((share) => {
          const isBetween = Math.abs(((share * 100) % 1) - 0.5) < 1e-9;
          return (isBetween ? round(share * 100) : Math.round(share * 100)) / 100;
        });
        const found = compositions({
          weights: [weight],
          counts,
          respondents: [respondents],
          answers: respondents,
          shares: printed,
          half: 0.005,
        });
        expect(found).toContainEqual([row]);
      }
    }
});
