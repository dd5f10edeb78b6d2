// Truth: what a sample design promises — the size exactly, the minimums as far as people reach, reserves within N_h.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanDesign } from '#sampling/allocation/plan-rows.ts';
import { planRows } from '#sampling/allocation/plan-rows.ts';
import { planText } from '#sampling/draw/plan.ts';

const design = (changes: Partial<PlanDesign> = {}): PlanDesign => ({
  method: 'proportional',
  size: 100,
  minimumPerStratum: 2,
  minimumPerAgency: 0,
  reserveRatio: 1,
  expectedProportion: 0.8,
  ...changes,
});

const someStrata = fc
  .array(fc.record({ agency: fc.nat(5), population: fc.integer({ min: 1, max: 400 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((drawn) =>
    drawn.map(({ agency, population }, i) => ({
      stratum: `U${agency}.F${String(i).padStart(2, '0')}`,
      agency: `U${agency}`,
      population,
    })),
  );
const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);

const methods = ['equal', 'proportional', 'square-root', 'costa', 'optimal-integer'] as const;

test.each(methods)('%s keeps the size, the minimums and the frame', (method) => {
  fc.assert(
    fc.property(
      someStrata,
      fc.nat(6),
      fc.nat(60),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (strata, minimumPerStratum, minimumPerAgency, share, reserveRatio) => {
        const agencies = [...new Set(strata.map(({ agency }) => agency))];
        const own = (agency: string) => strata.filter((stratum) => stratum.agency === agency);
        const least = sum(
          agencies.map((agency) =>
            Math.max(
              sum(
                own(agency).map(({ population }) =>
                  Math.min(Math.max(minimumPerStratum, 1), population),
                ),
              ),
              Math.min(minimumPerAgency, sum(own(agency).map(({ population }) => population))),
            ),
          ),
        );
        // Raised bounds of an agency and the one agency that every stratum begins with can add up to more.
        const most = sum(strata.map(({ population }) => population));
        const size = Math.min(most, least + strata.length + Math.floor(share * (most - least)));
        const rows = planRows(
          design({ method, size, minimumPerStratum, minimumPerAgency, reserveRatio }),
          strata,
        );
        expect(sum(rows.map(({ sample }) => sample))).toBe(size);
        for (const { population, sample, reserves } of rows) {
          expect(sample).toBeGreaterThanOrEqual(Math.min(minimumPerStratum, population));
          expect(sample).toBeLessThanOrEqual(population);
          expect(reserves).toBeLessThanOrEqual(population - sample);
          expect(reserves).toBeGreaterThanOrEqual(
            Math.min(population - sample, reserveRatio * sample - 1e-6),
          );
        }
        for (const agency of agencies) {
          const taken = rows.filter(({ stratum }) => stratum.startsWith(`${agency}.`));
          expect(sum(taken.map(({ sample }) => sample))).toBeGreaterThanOrEqual(
            Math.min(minimumPerAgency, sum(taken.map(({ population }) => population))),
          );
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('an agency’s minimum is spread over its strata by their people', () => {
  const strata = [
    { stratum: 'A.F01', agency: 'A', population: 90 },
    { stratum: 'A.F02', agency: 'A', population: 10 },
    { stratum: 'B.F01', agency: 'B', population: 9900 },
  ];
  const rows = planRows(design({ minimumPerAgency: 20, size: 100 }), strata);
  expect(rows.map(({ sample }) => sample)).toEqual([18, 2, 80]);
});

test('a ratio that is not exact in binary adds no reserve', () => {
  const strata = [{ stratum: 'A.F01', agency: 'A', population: 100 }];
  expect(planRows(design({ size: 10, reserveRatio: 1.1 }), strata)[0]?.reserves).toBe(11);
});

test('the rows stand as the plan text has them, whatever order the strata come in', () => {
  const strata = ['B.F01', 'a.F01', 'A.F10', 'A.F02'].map((stratum) => ({
    stratum,
    agency: stratum.slice(0, 1),
    population: 50,
  }));
  const rows = planRows(design(), strata);
  expect(rows.map(({ stratum }) => stratum)).toEqual(['A.F02', 'A.F10', 'B.F01', 'a.F01']);
  expect(planRows(design(), [...strata].reverse())).toEqual(rows);
  expect(planText(rows).split('\n')).toHaveLength(5);
});

test('minimums that need more than the size are refused with what they need', () => {
  const strata = [{ stratum: 'A.F01', agency: 'A', population: 500 }];
  expect(() => planRows(design({ size: 100, minimumPerAgency: 200 }), strata)).toThrow(
    expect.objectContaining({
      name: 'InfeasibleLowerBound',
      details: expect.objectContaining({ sumLower: 200 }),
    }),
  );
});
