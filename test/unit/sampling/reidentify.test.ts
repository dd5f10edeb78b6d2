// Truth: classes counted by hand, through the command line as an auditor uses it.
import { expect, test } from 'vitest';
import { runCommandLine } from '#sampling/cli.ts';

const FILES: Record<string, string> = {
  'people.csv': 'unit_id,stratum,sex\nu1,A,f\nu2,A,m\nu3,A,m\nu4,B,f\nu5,B,f\nu6,B,m\n',
  'safe.csv': 'id,stratum\n1,A\n2,A\n3,A\n4,B\n5,B\n6,B\n',
  'exposed.csv': 'id,stratum,sex\n1,A,f\n2,A,m\n3,A,m\n4,B,f\n5,B,f\n6,B,m\n',
};

async function run(...args: string[]) {
  const printed: string[] = [];
  const never = () => {
    throw new Error('not read');
  };
  const exit = await runCommandLine(['reidentify', ...args], {
    readInput: never,
    readFile: async (path) => FILES[path]!,
    readExact: never,
    readPieces: never,
    out: (text) => {
      printed.push(text);
    },
    err: () => undefined,
  });
  return { exit, result: JSON.parse(printed.join('')) };
}

test('responses that know their stratum only pass where every stratum has k of them', async () => {
  const files = ['--people', 'people.csv', '--responses', 'safe.csv'];
  expect(await run(...files, '--k', '3')).toEqual({
    exit: 0,
    result: { k: 3, passes: true, exposures: [] },
  });
  const { exit, result } = await run(...files, '--k', '4');
  expect(exit).toBe(1);
  expect(result.exposures).toEqual([
    { attributes: ['stratum'], smallest: 3, classes: 2, responses: 6, joined: 0 },
  ]);
});

test('a column that parts a stratum is found, with those it joins to one person', async () => {
  const { exit, result } = await run(
    '--people',
    'people.csv',
    '--responses',
    'exposed.csv',
    '--k',
    '3',
  );
  expect(exit).toBe(1);
  // Each sex alone has three; with the stratum a woman of A and a man of B are alone.
  expect(result.exposures).toEqual([
    { attributes: ['stratum', 'sex'], smallest: 1, classes: 4, responses: 6, joined: 2 },
  ]);
});

test('k that is no whole number is refused by name', async () => {
  const files = ['--people', 'people.csv', '--responses', 'safe.csv'];
  expect(await run(...files, '--k', 'few')).toMatchObject({
    exit: 2,
    result: { error: 'InvalidRule' },
  });
});
