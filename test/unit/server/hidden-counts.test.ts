// Truth: the numbers of respondents of a made-up agency of 49 people, all of whom were asked: 2, 21, 9, 1, 1, 1 and 1. Its
// shares are those of a demonstration from which exactly these numbers followed.
import { expect, test } from 'vitest';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import type { ExactDomain, ExactResults } from '../../../server/results/exact-results.ts';
import { hideCounts } from '../../../server/results/hidden-counts.ts';
import { leaving } from '../../../server/results/what-leaves.ts';

const AGENCY = '05809';
const FIELDS = { F02: 2, F03: 26, F07: 17, F14: 1, F15: 1, F17: 1, F23: 1 };
const SHARES = {
  '9.1': [36, 0, 0, 0.33, 0.51, 0.16],
  '9.15': [35, 0, 0, 0.26, 0.51, 0.24],
  '9.35': [33, 0, 0, 0.39, 0.56, 0.04],
};

const domain = (fieldCode: string | null, people: number, received: number | null) => ({
  key: JSON.stringify([AGENCY, fieldCode ?? '*']),
  level: fieldCode ? 'agency_field' : 'agency',
  agencyCode: AGENCY,
  fieldCode,
  population: people,
  invited: people,
  received,
  responseRate: null,
  figures: [] as ExactDomain['figures'],
});
const figures = Object.entries(SHARES).map(([node, [validAnswers, ...distribution]]) => ({
  node,
  verdict: 'show',
  reasons: [],
  // Its complement, as nobody chose the values below; the sum of two shares that were rounded is another number.
  index: 1 - distribution[2]!,
  distribution,
  validAnswers,
  respondents: validAnswers,
}));
const exact = {
  method: { disclosureThreshold: 5, satisfiedFrom: 4 },
  nodes: Object.keys(SHARES).map((code) => ({ code, level: 'criterion', parent: null })),
  domains: [
    { ...domain(null, 49, 36), figures },
    ...Object.entries(FIELDS).map(([field, people]) =>
      domain(field, people, field === 'F03' ? 21 : null),
    ),
  ],
} as unknown as ExactResults;

const claims = async (treatments: Parameters<typeof leaving>[1]) =>
  (await attackPublication(leaving(exact, treatments) as unknown as Publication)).claims;

test('counts that follow from shares in whole percent are covered by rounding coarser what rules out other counts', async () => {
  expect((await claims(new Map())).map(({ stratum, value }) => `${stratum} ${value}`)).toEqual([
    ...['05809.F02 2', '05809.F07 9', '05809.F14 1', '05809.F15 1', '05809.F17 1', '05809.F23 1'],
  ]);
  const { treatments, exposed } = await hideCounts(exact, new Map(), async () => undefined);
  expect(await claims(treatments)).toEqual([]);
  expect(exposed).toEqual([]);
  const coarser = { coarser: 1, isBanded: false, isHidden: false };
  expect([...treatments.values()]).toEqual([coarser, coarser]);
});

test('shares that no people give are named, so that publishing refuses: nothing was proved of them', async () => {
  const [agency, ...fields] = exact.domains;
  const [first, ...others] = agency!.figures;
  // Of 36 answers of one weight no share is between 0 and 1 in 36.
  const distribution = [0.49, 0, 0, 0.34, 0.01];
  const figuresOf = [{ ...first!, distribution, index: 0.35 }, ...others];
  const impossible = { ...exact, domains: [{ ...agency!, figures: figuresOf }, ...fields] };
  const { exposed } = await hideCounts(impossible, new Map(), async () => undefined);
  expect(exposed).toEqual([`${AGENCY}.* · 9.1`]);
  const attacked = await attackPublication(
    leaving(impossible, new Map()) as unknown as Publication,
  );
  expect(attacked).toEqual({
    claims: [],
    unexplained: [{ stratum: `${AGENCY}.*`, criterion: '9.1' }],
  });
});
