// Truth: the answers that the test itself made. The attacker sees what everybody can download; each of
// its claims is compared with them, and none may be wrong.
import { beforeAll, expect, test } from 'vitest';
import type { Results } from '#contract/results.ts';
import { attackAnswers } from '#sampling/disclosure/attack/answer-sums.ts';
import { attackCounts } from '#sampling/disclosure/attack/count-sums.ts';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { estimateResults } from '../../../server/results/compute-results.ts';
import { settled } from '../../../server/results/settle-results.ts';
import { truthOf } from '../../answering-province.ts';
import { isRight, withRespondents } from '../../claims-and-truth.ts';
import type { CountedProvince } from '../../counted-province.ts';
import { countedProvince } from '../../counted-province.ts';

const OPTIONS = { part: 'service', reserves: false, ineligible: 0 } as const;
/** Three agencies only: a field is a few dozen people. */
let small: CountedProvince;
let published: Results;
beforeAll(async () => {
  small = await countedProvince({ ...OPTIONS, agencies: 3, factors: [2, 2] });
  published = await settled(await estimateResults(small.fieldwork));
});

const NOTHING = { claims: [], unexplained: [] };

test('sums over agencies, fields and levels give nothing away, where three agencies leave a field to a few dozen people', async () => {
  expect(published.disclosure?.exposed).toEqual([]);
  const fields = published.domains.filter(({ level }) => level === 'field');
  expect(fields.some(({ figures }) => figures[0]!.index !== null)).toBe(true);
  expect(await attackCounts(published as Publication)).toEqual([]);
  expect(await attackAnswers(published as Publication)).toEqual(NOTHING);
});

test('publishing names what agencies, fields and the province print together and no people give', async () => {
  const { fieldwork, criteria } = small;
  const [criterion = ''] = criteria.filter((code) =>
    [...fieldwork.fields.get(code)!.values()].some(({ index }) => index !== null),
  );
  const planted = [...fieldwork.fields.get(criterion)!].map(([field, figure]) => {
    const nobody = { ...figure, index: 0.01, distribution: [0.99, 0, 0, 0.01, 0] };
    return [field, figure.index === null ? figure : nobody] as const;
  });
  const fields = new Map([...fieldwork.fields, [criterion, new Map(planted)]]);
  // With all numbers of respondents: a reader knows all weights.
  const withheld = { ...fieldwork.withheld, domains: new Set<string>() };
  const { disclosure } = await settled(await estimateResults({ ...fieldwork, fields, withheld }));
  expect(disclosure?.exposed).toContain(`*.* · ${criterion}`);
});

test('who knows besides how many of each stratum answered learns no answer either', async () => {
  expect(await attackAnswers(withRespondents(published as Publication, small))).toEqual(NOTHING);
  expect(await attackPublication(withRespondents(published as Publication, small))).toEqual(
    NOTHING,
  );
});

test('where everybody who was asked answered, the file tells no small count, and publishing does not refuse', async () => {
  const options = { ...OPTIONS, agencies: 3, factors: [2, 1], response: 1 };
  const all = await countedProvince(options);
  expect(all.strata.some(({ respondents }) => respondents > 0 && respondents < 5)).toBe(true);
  const { fieldwork } = all;
  const received = all.strata.reduce((sum, { respondents }) => sum + respondents, 0);
  const counts = { ...fieldwork.counts, modes: [{ mode: 'self', responses: received }], received };
  const results = await settled(await estimateResults({ ...fieldwork, counts }));
  expect(results.disclosure?.exposed).toEqual([]);
  expect(await attackCounts(results as Publication)).toEqual([]);
  const province = results.domains.find(({ level }) => level === 'province')!;
  expect(province.figures[0]!.index).not.toBeNull();
  expect(JSON.stringify(results)).not.toMatch(
    new RegExp(`(received|respond[a-z]+)":${received}\\b`),
  );
});

test('sums over agencies and fields give a withheld count once the others of its table are told', async () => {
  const hidden = published.domains.filter(
    ({ level, received }) => level === 'agency_field' && received === null,
  );
  const few = hidden.find(({ agencyCode, fieldCode }) => {
    const { respondents } = truthOf(small)(`${agencyCode}.${fieldCode}`, null);
    return respondents > 0 && respondents < 5;
  })!;
  const planted = withRespondents(published as Publication, small);
  const kept = planted.domains.map((domain) =>
    domain.agencyCode === few.agencyCode && domain.fieldCode === few.fieldCode ? few : domain,
  );
  const claims = await attackCounts({ ...planted, domains: kept });
  const stratum = `${few.agencyCode}.${few.fieldCode}`;
  const own = claims.filter((claim) => claim.stratum === stratum && claim.criterion === null);
  expect(own).toHaveLength(1);
  expect(own.every((claim) => isRight(claim, small))).toBe(true);
});

test('sums that contradict each other are named, and none beside them', async () => {
  const planted = withRespondents(published as Publication, small);
  const agency = planted.domains.find(({ level }) => level === 'agency')!;
  const fields = planted.domains.filter(
    ({ level, agencyCode }) => level === 'agency_field' && agencyCode === agency.agencyCode,
  );
  const untrue = { ...agency, received: agency.received! - 1 };
  const domains = planted.domains
    .filter(({ level }) => level === 'agency' || level === 'agency_field')
    .map((domain) => (domain === agency ? untrue : domain));
  const cells = [agency, ...fields.filter(({ invited }) => invited > 0)].map(
    ({ agencyCode, fieldCode }) => `${agencyCode}.${fieldCode ?? '*'}`,
  );
  await expect(attackCounts({ ...planted, domains })).rejects.toMatchObject({
    name: 'ContradictoryPublication',
    details: {
      cells: expect.toSatisfy((named) => named.toSorted().join() === cells.toSorted().join()),
    },
  });
});
