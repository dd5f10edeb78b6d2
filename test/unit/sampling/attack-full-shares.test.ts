// Truth: the answers that the test itself made. Shares as they used to be published, in full, give answers away: each claim
// of the attacker, who sees what everybody can download, is compared with them, and none may be wrong.
import { describe, expect, test } from 'vitest';
import { runCommandLine } from '#sampling/cli.ts';
import { attackAnswers } from '#sampling/disclosure/attack/answer-sums.ts';
import { determined } from '#sampling/disclosure/attack/determined.ts';
import { LinearProgram } from '#sampling/disclosure/attack/linear-program.ts';
import type { Claim } from '#sampling/disclosure/attack/publication.ts';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { answeringProvince } from '../../answering-province.ts';
import { isRight, withRespondents } from '../../claims-and-truth.ts';
import { publishedInFull } from '../../published-in-full.ts';

const OPTIONS = { part: 'service', reserves: false, ineligible: 0 } as const;
const province = answeringProvince({ ...OPTIONS, agencies: 10 });
/** Three agencies only: a field is a few dozen people. */
const small = answeringProvince({ ...OPTIONS, agencies: 3, factors: [2, 2] });

const answersIn = (claims: readonly Claim[]) =>
  claims
    .filter(({ kind }) => kind === 'answers')
    .flatMap(({ value }) => value as readonly number[])
    .reduce((sum, count) => sum + count, 0);

describe('shares in full, as they used to be published', () => {
  test('give away answers, withheld counts and groups that agree, without one wrong claim', async () => {
    const { claims } = await attackPublication(publishedInFull(province, 17));
    expect(claims.filter((claim) => !isRight(claim, province))).toEqual([]);
    expect(answersIn(claims)).toBeGreaterThan(40);
    expect(claims.filter(({ kind }) => kind === 'respondents').length).toBeGreaterThan(10);
    expect(claims.filter(({ kind }) => kind === 'unanimous').length).toBeGreaterThan(50);
  });

  test('give less with fewer digits, and still no wrong claim', async () => {
    const fewer = answeringProvince({ ...OPTIONS, agencies: 10, factors: [3, 4, 3] });
    const { claims } = await attackPublication(publishedInFull(fewer, 4), { half: 0.5e-4 });
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.filter((claim) => !isRight(claim, fewer))).toEqual([]);
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
  const insider = withRespondents(publishedInFull(small, 17, ['agency', 'field']), small);
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
