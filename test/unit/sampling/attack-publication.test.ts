// Truth: the answers that the test itself made. The attacker sees what everybody can download; each of
// its claims is compared with them, and none may be wrong.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Results } from '#contract/results.ts';
import { runCommandLine } from '#sampling/cli.ts';
import { attackAnswers } from '#sampling/disclosure/attack/answer-sums.ts';
import { attackCounts } from '#sampling/disclosure/attack/count-sums.ts';
import { determined } from '#sampling/disclosure/attack/determined.ts';
import { LinearProgram } from '#sampling/disclosure/attack/linear-program.ts';
import type { Claim } from '#sampling/disclosure/attack/publication.ts';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { Publication, PublishedDomain } from '#sampling/disclosure/attack/published-file.ts';
import { estimateResults } from '../../../server/results/compute-results.ts';
import { settled } from '../../../server/results/settle-results.ts';
import type { CountedProvince } from '../../counted-province.ts';
import { countedProvince, publishedInFull, truthOf } from '../../counted-province.ts';

let province: CountedProvince;
/** Three agencies only: a field is a few dozen people. */
let small: CountedProvince;
let published: Results;
beforeAll(async () => {
  province = await countedProvince({
    part: 'service',
    reserves: false,
    ineligible: 0,
    agencies: 10,
  });
  small = await countedProvince({ part: 'service', reserves: false, ineligible: 0, agencies: 3 });
  published = await settled(await estimateResults(small.fieldwork));
});

function isRight({ kind, stratum, criterion, value }: Claim, counted = province): boolean {
  const { respondents, values } = truthOf(counted)(stratum, criterion);
  if (kind === 'respondents') return respondents === value;
  if (kind === 'answers') return values.join() === (value as readonly number[]).join();
  const satisfied = values[3]! + values[4]!;
  const answers = values.reduce((sum, count) => sum + count, 0);
  return answers > 0 && satisfied === (value === 1 ? answers : 0);
}
const NOTHING = { claims: [], unexplained: [] };

/** As an insider reads the file: nothing of how many answered is withheld. */
const withRespondents = (publication: Publication, counted = small): Publication => ({
  ...publication,
  domains: publication.domains.map((domain) =>
    domain.received === null ? { ...domain, received: respondentsOf(domain, counted) } : domain,
  ),
});
const respondentsOf = ({ agencyCode, fieldCode }: PublishedDomain, counted: CountedProvince) =>
  counted.strata
    .filter(
      (stratum) =>
        (agencyCode ?? stratum.agencyCode) === stratum.agencyCode &&
        (fieldCode ?? stratum.fieldCode) === stratum.fieldCode,
    )
    .reduce((sum, { respondents }) => sum + respondents, 0);

const answersIn = (claims: readonly Claim[]) =>
  claims
    .filter(({ kind }) => kind === 'answers')
    .flatMap(({ value }) => value as readonly number[])
    .reduce((sum, count) => sum + count, 0);

describe('shares in full, as they used to be published', () => {
  test('give away answers, withheld counts and groups that agree, without one wrong claim', async () => {
    const { claims } = await attackPublication(publishedInFull(province, 17));
    expect(claims.filter((claim) => !isRight(claim))).toEqual([]);
    expect(answersIn(claims)).toBeGreaterThan(40);
    expect(claims.filter(({ kind }) => kind === 'respondents').length).toBeGreaterThan(10);
    expect(claims.filter(({ kind }) => kind === 'unanimous').length).toBeGreaterThan(50);
  });

  test('give less with fewer digits, and still no wrong claim', async () => {
    const { claims } = await attackPublication(publishedInFull(province, 4), { half: 0.5e-4 });
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.filter((claim) => !isRight(claim))).toEqual([]);
  });
});

test('what leaves now gives nothing away: no count, no answer, no group that agrees', async () => {
  const estimated = await estimateResults(province.fieldwork);
  const results = await settled(estimated);
  expect(results.disclosure?.exposed).toEqual([]);
  expect(results.disclosure?.asked).toBeGreaterThan(100);
  const leaving = estimated.results.domains.flatMap(({ figures }, d) =>
    figures.flatMap(({ index }, f) => (index === null ? [] : results.domains[d]!.figures[f]!)),
  );
  const withheld = leaving.filter(({ index, band }) => index === null && band === null);
  expect(withheld.length / leaving.length).toBeLessThanOrEqual(0.05);
  expect(
    results.domains.some(({ level, figures }) => level === 'agency' && figures[0]?.index),
  ).toBe(true);
  expect(await attackPublication(results as Publication)).toEqual(NOTHING);
  expect(await attackCounts(results as Publication)).toEqual([]);
  expect(await attackAnswers(results as Publication)).toEqual(NOTHING);
});

test('sums over agencies, fields and levels give nothing away, where three agencies leave a field to a few dozen people', async () => {
  expect(published.disclosure?.exposed).toEqual([]);
  const fields = published.domains.filter(({ level }) => level === 'field');
  expect(fields.some(({ figures }) => figures[0]!.index !== null)).toBe(true);
  expect(await attackCounts(published as Publication)).toEqual([]);
  expect(await attackAnswers(published as Publication)).toEqual(NOTHING);
});

test('who knows besides how many of each stratum answered learns no answer either', async () => {
  expect(await attackAnswers(withRespondents(published as Publication))).toEqual(NOTHING);
  expect(await attackPublication(withRespondents(published as Publication))).toEqual(NOTHING);
});

test.each([1, 8])(
  'nor from how wide the range of a field over three agencies is, which once told whose people agree (province %i)',
  async (seed) => {
    const options = { part: 'service', reserves: false, ineligible: 0, agencies: 3 } as const;
    const counted = await countedProvince(options, seed);
    const results = await settled(await estimateResults(counted.fieldwork));
    expect(results.disclosure?.exposed).toEqual([]);
    expect(await attackPublication(withRespondents(results as Publication, counted))).toEqual(
      NOTHING,
    );
  },
);

test('where everybody who was asked answered, the file tells no small count, and publishing does not refuse', async () => {
  const all = await countedProvince({
    part: 'service',
    reserves: false,
    ineligible: 0,
    agencies: 3,
    response: 1,
  });
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
  const planted = withRespondents(published as Publication);
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
  const planted = withRespondents(published as Publication);
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

test('whole numbers of persons tell what fractions leave open', async () => {
  // Twice three strata of which any two have one person at most; with a seventh of two at most they have four.
  const person = (column: number): [number, number] => [column, 1];
  const pairs = [0, 3].flatMap((k) => [
    [k, k + 1],
    [k + 1, k + 2],
    [k, k + 2],
  ]);
  const rows = [
    ...pairs.map((pair) => ({ least: 0, greatest: 1, parts: pair.map(person) })),
    { least: 4, greatest: 4, parts: [0, 1, 2, 3, 4, 5, 6].map(person) },
  ];
  const known = (isWhole: boolean) =>
    LinearProgram.open(
      [1, 1, 1, 1, 1, 1, 2],
      rows,
      (program) => determined(program, 7, [[0], [6]]),
      () => isWhole,
    );
  expect(await known(false)).toEqual(new Map());
  expect(await known(true)).toEqual(new Map([[1, 2]]));
});

test('shares in full digits give answers by linear programmes, more of them with the fields than without, and no wrong claim', async () => {
  const insider = withRespondents(publishedInFull(small, 17, ['agency', 'field']));
  const { claims: withFields } = await attackAnswers(insider);
  const { claims: alone } = await attackAnswers({
    ...insider,
    domains: insider.domains.filter(({ level }) => level !== 'field'),
  });
  expect(withFields.filter((claim) => !isRight(claim, small))).toEqual([]);
  expect(alone.filter((claim) => !isRight(claim, small))).toEqual([]);
  expect(withFields.length).toBeGreaterThan(alone.length);
});

test('anybody runs it on downloaded files: claims are printed, exit code 1 when there are any, 2 for files that contradict themselves', async () => {
  const plan = province.strata
    .map(({ code, population }) => `${code}\t${population}\t1\t0\n`)
    .sort()
    .join('');
  const run = async (publication: Publication) => {
    const printed: string[] = [];
    const files: Record<string, string> = {
      'published.json': JSON.stringify({ results: publication }),
      'plan.tsv': plan,
    };
    const exit = await runCommandLine(['attack', 'published.json', 'plan.tsv'], {
      readInput: async () => '',
      readFile: async (path) => files[path]!,
      readExact: async (path) => files[path]!,
      readPieces: () => {
        throw new Error('not asked for');
      },
      out: (text) => {
        printed.push(text);
      },
      err: () => undefined,
    });
    return { exit, result: JSON.parse(printed.join('')) };
  };
  const full = publishedInFull(province, 17);
  const agency = full.domains.find(({ figures }) => figures.length > 0)!;
  const own = full.domains.filter(({ agencyCode }) => agencyCode === agency.agencyCode);
  const { exit, result } = await run({ ...full, domains: own });
  expect([exit, result.claims.length > 0]).toEqual([1, true]);
  const silent = own.map((domain) => ({ ...domain, received: null }));
  expect(await run({ ...full, domains: silent })).toMatchObject({
    exit: 0,
    result: { claims: [] },
  });
  const impossible = own.map((domain) =>
    domain === agency ? { ...domain, received: domain.invited + 1 } : domain,
  );
  expect(await run({ ...full, domains: impossible })).toMatchObject({
    exit: 2,
    result: { error: 'ContradictoryPublication', cells: [`${agency.agencyCode}.*`] },
  });
  const [figure, ...others] = agency.figures;
  const shares = { ...figure!, distribution: [0.12345, 0.87655, 0, 0, 0] };
  const untrue = own.map((domain) =>
    domain === agency ? { ...domain, figures: [shares, ...others] } : domain,
  );
  const refused = await run({ ...full, domains: untrue });
  expect(refused).toMatchObject({ exit: 2, result: { error: 'ContradictoryPublication' } });
  expect(refused.result.cells).toContain(`${agency.agencyCode}.* · ${figure!.node}`);
  const foreign = { ...agency, level: 'agency_field', fieldCode: 'F99' };
  expect(await run({ ...full, domains: [foreign] })).toMatchObject({
    exit: 2,
    result: { error: 'OtherPlan' },
  });
});
