// Truth: arithmetic. Nobody answers who was not asked, so where r of n answered in all, a stratum of which n_h
// were asked has between max(0, r − (n − n_h)) and n_h respondents, whatever is withheld.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attackCounts } from '#sampling/disclosure/attack/count-sums.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { leastRespondents } from '#sampling/disclosure/near-full-response.ts';

const THRESHOLD = 5;
const strata = fc.array(
  fc
    .record({ invited: fc.integer({ min: 1, max: 30 }), missing: fc.integer({ min: 0, max: 3 }) })
    .map(({ invited, missing }) => ({ invited, respondents: Math.max(0, invited - missing) })),
  { minLength: 2, maxLength: 12 },
);
const sum = (counts: readonly number[]) => counts.reduce((running, count) => running + count, 0);

/** What everybody reads: all strata withheld, the province told by its number or a lower bound. */
function publicationOf(
  asked: readonly { invited: number; respondents: number }[],
  received: number,
  respondentsAtLeast: boolean,
): Publication {
  const domain = { population: 1000, agencyCode: 'A', fieldCode: null, figures: [] };
  const fields = asked.map(({ invited }, h) => {
    return { ...domain, level: 'agency_field', fieldCode: `F${h}`, invited, received: null };
  });
  const invited = sum(asked.map((stratum) => stratum.invited));
  return {
    method: { disclosureThreshold: THRESHOLD, satisfiedFrom: 4, respondentsAtLeast },
    nodes: [],
    domains: [{ ...domain, level: 'province', agencyCode: null, invited, received }, ...fields],
  };
}

describe('where everybody who was asked answered', () => {
  const asked = [3, 2, 20].map((invited) => ({ invited, respondents: invited }));

  test('withheld counts follow from the province’s number, and the attack says so', async () => {
    const claims = await attackCounts(publicationOf(asked, 25, false));
    expect(claims.map(({ stratum, value }) => [stratum, value])).toEqual([
      ['A.F0', 3],
      ['A.F1', 2],
    ]);
  });

  test('a lower bound is told instead, from which none of them follows', async () => {
    const least = leastRespondents(asked, THRESHOLD)!;
    expect(least).toBeLessThan(25);
    expect(await attackCounts(publicationOf(asked, least, true))).toEqual([]);
  });
});

test('the bound leaves every small stratum as much room as if the province’s number were not told', () => {
  fc.assert(
    fc.property(strata, (asked) => {
      const invited = sum(asked.map((stratum) => stratum.invited));
      const respondents = sum(asked.map((stratum) => stratum.respondents));
      const published = leastRespondents(asked, THRESHOLD) ?? respondents;
      expect(published).toBeLessThanOrEqual(respondents);
      for (const stratum of asked)
        if (respondents > 0 && stratum.respondents < THRESHOLD)
          expect(Math.max(0, published - (invited - stratum.invited))).toBe(0);
    }),
  );
});

test('nothing is coarser where no count is small, or enough people did not answer', () => {
  expect(leastRespondents([{ invited: 9, respondents: 9 }], THRESHOLD)).toBeUndefined();
  const some = [
    { invited: 4, respondents: 3 },
    { invited: 40, respondents: 30 },
  ];
  expect(leastRespondents(some, THRESHOLD)).toBeUndefined();
});
