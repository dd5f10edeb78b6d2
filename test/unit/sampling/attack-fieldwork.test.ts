// Truth: who answered and who turned out not to belong to the population, which the test itself made; results.md §1,
// rules 2 and 5: no count of fewer than the threshold leaves, and none follows from rates, sums and bounds.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Results } from '#contract/results.ts';
import { attackFieldwork } from '#sampling/disclosure/attack/fieldwork.ts';
import type { Publication, PublishedDomain } from '#sampling/disclosure/attack/published-file.ts';
import { shownRecheck } from '#sampling/disclosure/fieldwork-counts.ts';
import { shownPaper } from '#sampling/disclosure/paper-counts.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import { estimateResults } from '../../../server/results/compute-results.ts';
import { withLeastRespondents } from '../../../server/results/near-full-response.ts';
import { settled } from '../../../server/results/settle-results.ts';
import type { CountedProvince } from '../../counted-province.ts';
import { countedProvince } from '../../counted-province.ts';

const K = 5;
let province: CountedProvince;
let published: Publication;
beforeAll(async () => {
  province = await countedProvince({
    part: 'service',
    reserves: false,
    ineligible: 0.03,
    agencies: 2,
    factors: [1, 1],
  });
  published = (await settled(await estimateResults(province.fieldwork))) as Publication;
}, 120_000);

const outsideOf = ({ agencyCode, fieldCode }: Pick<PublishedDomain, 'agencyCode' | 'fieldCode'>) =>
  province.strata
    .filter(
      (stratum) =>
        (agencyCode ?? stratum.agencyCode) === stratum.agencyCode &&
        (fieldCode ?? stratum.fieldCode) === stratum.fieldCode,
    )
    .reduce((sum, { ineligible }) => sum + ineligible, 0);

/** As rates used to be: of those who belong to the population. */
const ofTheEligible = (): Publication => ({
  ...published,
  domains: published.domains.map((domain) => {
    const rate = (domain.received ?? 0) / (domain.invited - outsideOf(domain));
    const step = domain.level === 'province' ? 0.001 : 0.01;
    return { ...domain, responseRate: domain.received ? roundedTo(rate, step) : null };
  }),
});

test('rates of those who belong to the population told how few of an agency do not, and no claim is wrong', async () => {
  const claims = await attackFieldwork(ofTheEligible());
  expect(claims.length).toBeGreaterThan(3);
  for (const { stratum, criterion, value } of claims) {
    const [agencyCode, fieldCode] = stratum.split('.').map((code) => (code === '*' ? null : code));
    expect(criterion).toBe('ineligible');
    expect(value).toBe(outsideOf({ agencyCode: agencyCode!, fieldCode: fieldCode! }));
  }
});

test('what is told of the fieldwork now gives no few away', async () => {
  expect(await attackFieldwork(published)).toEqual([]);
});

test('of a few who do not belong to the population nothing is told, not in the province either', async () => {
  const few = { ...province.fieldwork, strata: withOutside(3) };
  const { domains } = await settled(await estimateResults(few));
  const [whole] = domains;
  expect(whole!.responseRate).toBe(roundedTo(whole!.received! / whole!.invited, 0.001));
});

/** So many in the first strata, nobody elsewhere. */
const withOutside = (people: number) =>
  province.strata.map((stratum, h) => ({ ...stratum, ineligible: h < people ? 1 : 0 }));

test('counts that are told are refused where they are few, rests of doors and outcomes of a re-check among them', async () => {
  const counts = {
    received: 303,
    declined: 2,
    undelivered: 7,
    voided: 3,
    modes: [
      { mode: 'self', responses: 300 },
      { mode: 'paper', responses: 1 },
    ],
    recheck: [
      { door: 'self', drawn: 30, confirmed: 28, contradicted: 2, notReached: 0, least: null },
    ],
  };
  const claims = await attackFieldwork({ ...published, counts });
  const named = claims.map(({ criterion, value }) => [criterion, value]);
  expect(named).toEqual([
    ['declined', 2],
    ['voided', 3],
    ['mode paper', 1],
    ['mode', 2],
    ['recheck self contradicted', 2],
  ]);
  const recheck = shownRecheck(
    { door: 'self', drawn: 30, confirmed: 28, contradicted: 2, notReached: 0 },
    K,
  );
  const now = { declined: null, undelivered: 7, voided: null, recheck };
  expect(await attackFieldwork({ ...published, counts: now })).toEqual([]);
});

test('strips and forms are refused where a few follow from them, and leave none as they are told', async () => {
  const modes = [{ mode: 'paper', responses: 46 }];
  const before = {
    packs: 120,
    returned: {
      strips: 48,
      blank: null,
      missing: 0,
      surplus: 2,
      unequalStrata: null,
      twice: null,
      wrong: null,
    },
  };
  const claims = await attackFieldwork({
    ...published,
    counts: { invited: 123, modes, paper: before },
  });
  expect(claims.map(({ criterion, value }) => [criterion, value])).toEqual([
    ['paper surplus', 2],
    ['paper without pack', 3],
    ['paper without answers', 2],
    ['paper blank', 2],
  ]);
  const count = fc.integer({ min: 0, max: 12 });
  await fc.assert(
    fc.asyncProperty(
      count,
      count,
      count,
      count,
      count,
      async (blank, missing, surplus, lost, rest) => {
        const strips = 46 + blank + missing;
        const packs = strips + lost;
        const invited = packs + rest;
        const counts = { packs, strips, forms: 46, blank, surplus, ...ENTRIES };
        const paper = shownPaper(counts, invited, true, K);
        expect(
          await attackFieldwork({ ...published, domains: [], counts: { invited, modes, paper } }),
        ).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

const ENTRIES = { unequalStrata: 1, enteredTwice: 46, itemsCompared: 1932, itemsWrong: 3 };

test('where nearly everybody answered, nobody is told who is known not to have', () => {
  const counts = { ...province.fieldwork.counts, declined: 9, undelivered: 0 };
  const results = { ...published, counts } as unknown as Results;
  const { counts: leaving } = withLeastRespondents(results, 700);
  expect(leaving).toMatchObject({ declined: null, undelivered: null, ineligible: [], modes: [] });
  expect(leaving.eligible).toBeUndefined();
});
