// Truth: the answers that the test itself made. The attacker sees what everybody can download; each of
// its claims is compared with them, and none may be wrong.
import { beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '#sampling/cli.ts';
import type { Claim, Publication } from '#sampling/disclosure/attack/publication.ts';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import { estimateResults } from '../../../server/results/compute-results.ts';
import { settled } from '../../../server/results/settle-results.ts';
import type { CountedProvince } from '../../counted-province.ts';
import { countedProvince, publishedInFull, truthOf } from '../../counted-province.ts';

let province: CountedProvince;
beforeAll(async () => {
  province = await countedProvince({
    part: 'service',
    reserves: false,
    ineligible: 0,
    agencies: 10,
  });
});

function isRight({ kind, stratum, criterion, value }: Claim): boolean {
  const { respondents, values } = truthOf(province)(stratum, criterion);
  if (kind === 'respondents') return respondents === value;
  if (kind === 'answers') return values.join() === (value as readonly number[]).join();
  const satisfied = values[3]! + values[4]!;
  const answers = values.reduce((sum, count) => sum + count, 0);
  return answers > 0 && satisfied === (value === 1 ? answers : 0);
}
const answersIn = (claims: readonly Claim[]) =>
  claims
    .filter(({ kind }) => kind === 'answers')
    .flatMap(({ value }) => value as readonly number[])
    .reduce((sum, count) => sum + count, 0);

describe('shares in full, as they used to be published', () => {
  test('give away answers, withheld counts and groups that agree, without one wrong claim', () => {
    const claims = attackPublication(publishedInFull(province, 17));
    expect(claims.filter((claim) => !isRight(claim))).toEqual([]);
    expect(answersIn(claims)).toBeGreaterThan(40);
    expect(claims.filter(({ kind }) => kind === 'respondents').length).toBeGreaterThan(10);
    expect(claims.filter(({ kind }) => kind === 'unanimous').length).toBeGreaterThan(50);
  });

  test('give less with fewer digits, and still no wrong claim', () => {
    const claims = attackPublication(publishedInFull(province, 4), { half: 0.5e-4 });
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.filter((claim) => !isRight(claim))).toEqual([]);
  });
}, 60_000);

test('what leaves now gives nothing away: no count, no answer, no group that agrees', async () => {
  const results = await settled(await estimateResults(province.fieldwork));
  expect(results.disclosure?.exposed).toEqual([]);
  expect(results.disclosure?.asked).toBeGreaterThan(100);
  expect(
    results.domains.some(({ level, figures }) => level === 'agency' && figures[0]?.index),
  ).toBe(true);
  expect(attackPublication(results as Publication)).toEqual([]);
}, 60_000);

test('anybody runs it on downloaded files: claims are printed, exit code 1 when there are any', async () => {
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
  const foreign = { ...agency, level: 'agency_field', fieldCode: 'F99' };
  expect(await run({ ...full, domains: [foreign] })).toMatchObject({
    exit: 2,
    result: { error: 'OtherPlan' },
  });
}, 60_000);
