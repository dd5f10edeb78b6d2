// Outside truth: reference/misc.expected.json, case "meng" (the example of Meng 2018: 20,000 answers
// out of a million with a data defect correlation of 0.05 are worth eight random ones).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runCommandLine } from '#sampling/cli.ts';
import { dataDefect } from '#sampling/nonprobability/data-defect.ts';
import { describeOpenLink } from '#sampling/nonprobability/describe-open-link.ts';
import { golden } from './golden.ts';

const { meng } = JSON.parse(golden('misc.expected.json')) as {
  meng: { n: number; N: number; rho: number; bias_in_sd: number; n_eff: number }[];
};

test('the error of self-selected answers is that of the reference', () => {
  for (const { n, N, rho, bias_in_sd, n_eff } of meng) {
    const defect = dataDefect(n, N, rho);
    expect(defect.biasInSd).toBeCloseTo(bias_in_sd, 12);
    expect(defect.equivalentSampleSize).toBeCloseTo(n_eff, 9);
  }
});

test('a census, or answers without self-selection, have no such error', () => {
  expect(dataDefect(500, 500, 0.05)).toMatchObject({ biasInSd: 0, equivalentSampleSize: null });
  expect(dataDefect(50, 500, 0)).toMatchObject({ biasInSd: 0, equivalentSampleSize: null });
});

test('open-link answers are counted and spread over the scores, without weights', () => {
  const described = describeOpenLink([5, 5, 4, 1, null, 5], 900);
  expect(described).toMatchObject({ basis: 'nonprobability', received: 5, withoutScore: 1 });
  expect(described.distribution.map(({ count }) => count)).toEqual([1, 0, 0, 1, 3]);
  expect(described.distribution[4]!.share).toBe(0.6);
});

test('no answers are described as none', () => {
  const described = describeOpenLink([null], 900);
  expect(described.sensitivity).toEqual([]);
  expect(described.distribution.every(({ share }) => share === null)).toBe(true);
});

const scores = fc.array(fc.constantFrom(1, 2, 3, 4, 5, null), { maxLength: 60 });

test('whatever was answered, nothing in the description can pass for a margin of error', () => {
  const allowed = /^(basis|received|withoutScore|distribution|sensitivity)$/;
  fc.assert(
    fc.property(scores, (list) => {
      const described = describeOpenLink(list, 1000);
      expect(Object.keys(described).filter((name) => !allowed.test(name))).toEqual([]);
      expect(JSON.stringify(described)).not.toMatch(/"(se|moe|margin|interval|lower|upper|df)"/i);
      const counted = described.distribution.reduce((sum, { count }) => sum + count, 0);
      expect(counted + described.withoutScore).toBe(list.length);
    }),
  );
});

test('open-link answers cannot enter an estimate: a sample file that holds one is refused', async () => {
  const drawn = [5, 4, 2, 3, 5, 1].map((overall, i) => `u${i},C001,F1,40,respondent,${overall}`);
  const header = 'unit_id,commune,field,N_h,status,overall';
  const estimate = async (lines: string[]) => {
    const printed: string[] = [];
    const exit = await runCommandLine(['estimate', '--sample', 'sample.csv'], {
      readInput: async () =>
        JSON.stringify({
          strata: ['commune', 'field'],
          collapseWithin: 'commune',
          variables: [{ name: 'sat', column: 'overall', atLeast: 4 }],
          domains: [[]],
        }),
      readFile: async () => [header, ...lines].join('\n'),
      readExact: async () => '',
      readPieces: async function* () {},
      out: (text) => {
        printed.push(text);
      },
      err: () => undefined,
    });
    return { exit, error: JSON.parse(printed.join('')).error };
  };
  expect(await estimate(drawn)).toEqual({ exit: 0, error: undefined });
  const status = fc.constantFrom('open-link', 'volunteer', '', '0', '9.1', 'RESPONDENT');
  const answers = fc.array(fc.tuple(status, fc.integer({ min: 1, max: 5 })), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(answers, fc.nat(6), async (open, index) => {
      const slipped = open.map(([as, score], i) => `open${i},C001,F1,40,${as},${score}`);
      const found = await estimate(drawn.toSpliced(index, 0, ...slipped));
      expect(found).toEqual({ exit: 2, error: 'UnknownDisposition' });
    }),
    { numRuns: 30 },
  );
});

test('scores off the scale and more answers than people are refused', () => {
  const refused = expect.objectContaining({ name: 'InvalidOpenLink' });
  expect(() => describeOpenLink([6], 900)).toThrow(refused);
  expect(() => describeOpenLink([4, 4], 1)).toThrow(refused);
  expect(() => dataDefect(0, 10, 0.1)).toThrow(refused);
});
