// Truth: an analyst's files that contradict themselves or hold what is no answer are refused by name; results
// of the inputs that 0.1.0 got wrong are reckoned by hand.
import { expect, test } from 'vitest';
import { runCommandLine } from '#sampling/cli.ts';
import { sampleSizeWilson } from '#sampling/size/wilson.ts';

const SAT = { name: 'sat', column: 'overall', atLeast: 4 };

async function run(command: string, files: Readonly<Record<string, string>>, request: object) {
  const out: string[] = [];
  const read = async (path: string) => files[path]!;
  const exit = await runCommandLine(
    [command, ...Object.keys(files).flatMap((name) => [`--${name}`, name])],
    {
      readInput: async () => JSON.stringify(request),
      readFile: read,
      readExact: read,
      readPieces: () => {
        throw new Error('these commands read whole files');
      },
      out: (text) => void out.push(text),
      err: () => undefined,
    },
  );
  return { exit, result: JSON.parse(out.join('')) };
}

const csv = (...rows: readonly string[]) =>
  `unit_id,agency,field,N_h,status,overall\n${rows.join('\n')}\n`;
const estimate = (sample: string, variable: object = SAT, frame?: string) =>
  run('estimate', frame === undefined ? { sample } : { sample, frame }, {
    strata: ['agency', 'field'],
    variables: [variable],
    domains: [[], ['agency']],
  });
const person = (unit: number, answer: string, size = 9, agency = 'A') =>
  `u${unit},${agency},1,${size},respondent,${answer}`;

test('a blank is no answer, whatever its spaces', async () => {
  const { result } = await estimate(csv(person(1, '5'), person(2, '4'), person(3, '  ')));
  expect(result.estimates[0]).toMatchObject({ value: 1, n: 2 });
});

test('a number outside the range is refused, unless it is a stated code of no answer', async () => {
  const sample = csv(person(1, '5'), person(2, '2'), person(3, '99'));
  expect((await estimate(sample)).result).toMatchObject({ error: 'BadAnswer', value: '99' });
  const { result } = await estimate(sample, { ...SAT, missing: [99] });
  expect(result.estimates[0]).toMatchObject({ value: 0.5, n: 2 });
});

test('the domain of a lone respondent has no interval, the others have theirs', async () => {
  const mean = { name: 'mean', column: 'overall' };
  const { exit, result } = await estimate(
    csv(person(1, '5'), person(2, '4'), person(3, '2'), person(4, '5', 9, 'B')),
    mean,
  );
  expect(exit).toBe(0);
  const [, first, lone] = result.estimates;
  expect(first.intervals.t).not.toBeNull();
  expect(lone).toMatchObject({ value: 5, n: 1, publish: 'suppress-confidentiality' });
  expect(lone.intervals.t ?? null).toBeNull();
});

test('strata whose codes have dots stay apart', async () => {
  const rows = [
    ...['1', '2', '3'].map((n) => `u${n},H55,03.1,1000,respondent,5`),
    ...['4', '5', '6'].map((n) => `u${n},H55.03,1,20,respondent,1`),
  ];
  const { result } = await estimate(csv(...rows));
  expect(result.estimates[0].value).toBeCloseTo(1000 / 1020, 12);
});

const two = [person(1, '5'), person(2, '4')];
test.each([
  ['DuplicateUnitId', csv(...two, person(2, '1')), undefined],
  ['ContradictoryFrame', csv(...two, person(3, '4', 8)), undefined],
  ['ContradictoryFrame', csv(...two, 'u3,A,1,,respondent,4'), undefined],
  ['ContradictoryFrame', csv(...two), 'unit_id,agency,field\nu1,A,1\nu2,A,1\nu3,A,1\n'],
  ['DuplicateUnitId', csv(person(1, '5', 2)), 'unit_id,agency,field\nu1,A,1\nu1,A,1\n'],
  ['ContradictoryFrame', csv(person(7, '5', 2)), 'unit_id,agency,field\nu1,A,1\nu2,A,1\n'],
])('%s: files that say two things are refused', async (error, sample, frame) => {
  const { exit, result } = await estimate(sample, SAT, frame);
  expect(exit).toBe(2);
  expect(result).toMatchObject({ error });
});

test('two waves that give a stratum two sizes, or a person twice, are refused', async () => {
  const waves = (...rows: readonly string[]) =>
    run('change', { waves: `unit_id,stratum,N_h,y1,y2\n${rows.join('\n')}\n` }, {});
  expect((await waves('a,S,9,1,0', 'b,S,8,1,1')).result).toMatchObject({
    error: 'ContradictoryFrame',
  });
  expect((await waves('a,S,9,1,0', 'a,S,9,1,1')).result).toMatchObject({
    error: 'DuplicateUnitId',
  });
});

test('misspelt fields are refused at every depth', async () => {
  const sample = csv(...two);
  expect((await estimate(sample, { ...SAT, atleast: 4 })).result).toMatchObject({
    error: 'BadRequest',
    field: 'atleast',
  });
});

test('a share of none or all has a size by Wilson: z²(1 − 2e)/2e', () => {
  const z = 1.959963984540054;
  for (const p of [0, 1])
    expect(sampleSizeWilson({ p, e: 0.05 }).completes).toBe(
      Math.ceil((z * z * (1 - 2 * 0.05)) / (2 * 0.05)),
    );
});
