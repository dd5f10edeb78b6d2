// Outside truth: the contract of the command line (forms, exit codes 0, 1, 2, refusals as JSON) and
// the reference draw's files.
import { execFile } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCommandLine } from '#sampling/cli.ts';
import { drawVectors, fullDraw, golden, goldenPath } from './golden.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Programs of several tests run side by side: a start of Node takes longer than most of what they are asked. */
function run(args: readonly string[], input = ''): Promise<Ended> {
  const program = [process.execPath, ['sampling/cli.ts', ...args], { maxBuffer: 1 << 26 }] as const;
  return new Promise((resolve) => {
    const child = execFile(...program, (_, stdout, stderr) =>
      resolve({ status: child.exitCode, stdout, stderr }),
    );
    // Who refuses its arguments does not read on.
    child.stdin!.on('error', () => undefined).end(input);
  });
}

/** The same without a start of Node, which takes longer than most of what is asked: how a program ends is shown by the others. */
async function call(args: readonly string[], input = ''): Promise<Ended> {
  const [out, err]: string[][] = [[], []];
  const status = await runCommandLine(args, {
    readInput: async () => input,
    readFile: async (file) => readFileSync(file, 'utf8'),
    readExact: async (file) => readFileSync(file, 'utf8'),
    readPieces: (file) => createReadStream(file),
    out: (text) => void out!.push(text),
    err: (text) => void err!.push(text),
  });
  return { status, stdout: out!.join(''), stderr: err!.join('') };
}

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const path = (name: string) => goldenPath(`draw/${name}`);
const three = [
  '--seed',
  path('seed.txt'),
  '--frame',
  path('frame.tsv'),
  '--plan',
  path('plan.tsv'),
];

test.concurrent('draw prints sample.tsv byte for byte', async () => {
  const { status, stdout } = await run(['draw', ...three]);
  expect(status).toBe(0);
  expect(stdout).toBe(fullDraw.sample);
});

test.concurrent('verify says OK and 0, or DIFFERENT and 1', async () => {
  const { key_hex } = drawVectors.full;
  expect(await call(['verify', ...three, '--sample', path('sample.tsv')])).toMatchObject({
    status: 0,
    stdout: `OK 4785 lines, key ${key_hex} mismatches 0\n`,
  });
  const altered = write('altered.tsv', fullDraw.sample.replace('sample', 'reserve'));
  expect(await run(['verify', ...three, '--sample', altered])).toMatchObject({
    status: 1,
    stdout: `DIFFERENT 4785 lines, key ${key_hex} mismatches 2\n`,
  });
});

test.concurrent('verify calls files that a program saved again the same draw, and names them', async () => {
  const resaved = (name: keyof typeof fullDraw) =>
    write(`resaved-${name}`, `\uFEFF${fullDraw[name].trimEnd().replaceAll('\n', '\r\n')}`);
  const files = (['seed', 'frame', 'plan', 'sample'] as const).flatMap((name) => [
    `--${name}`,
    resaved(name),
  ]);
  const { status, stdout, stderr } = await call(['verify', ...files]);
  expect(stdout).toMatch(/^OK 4785 lines/);
  expect(status).toBe(0);
  expect(stderr.match(/only its line ends or its first bytes differ/g)).toHaveLength(4);
});

test.concurrent('verify says no to a frame that is not the committed one, even by one unit', async () => {
  const frame = write('shorter.tsv', fullDraw.frame.slice(fullDraw.frame.indexOf('\n') + 1));
  const args = ['--seed', path('seed.txt'), '--frame', frame, '--plan', path('plan.tsv')];
  const { status, stdout } = await call(['verify', ...args, '--sample', path('sample.tsv')]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^DIFFERENT FrameHashMismatch/);
});

test.concurrent('prove prints a proof that prove checks', async () => {
  const proof = await call(['prove', '--frame', path('frame.tsv'), '--unit', 'C001-F1-003321']);
  expect(proof.status).toBe(0);
  const { root } = JSON.parse(proof.stdout) as { root: string };
  const file = write('proof.json', proof.stdout);
  expect(await call(['prove', '--proof', file, '--root', root])).toMatchObject({ status: 0 });
  expect(await run(['prove', '--proof', file, '--root', 'f'.repeat(64)])).toMatchObject({
    status: 1,
  });
  const forged = write('forged.json', proof.stdout.replace('003321', '003322'));
  expect((await call(['prove', '--proof', forged, '--root', root])).stdout).toMatch(/^DIFFERENT/);
  // A proof that is held against its own root proves nothing.
  expect(await call(['prove', '--proof', file])).toMatchObject({ status: 2 });
});

test.concurrent('allocate answers in the order given', async () => {
  const strata = [
    { code: 'a', N: 1200, S: 0.42, mean: 0.8, cost: 1, lower: 2, upper: 1200 },
    { code: 'b', N: 800, S: 0.35, mean: 0.8, cost: 1, lower: 2, upper: 800 },
  ];
  const { status, stdout } = await run(
    ['allocate'],
    JSON.stringify({ method: 'neyman', n: 300, strata }),
  );
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    n: [193, 107],
    binding: ['free', 'free'],
    warnings: [],
  });
});

test.concurrent('size answers the reference case', async () => {
  const { cases } = JSON.parse(golden('sample_size.expected.json')) as {
    cases: { slovin: { N: number; e: number; n: number }[] };
  };
  const { N, e, n } = cases.slovin[1]!;
  const { stdout } = await call(['size'], JSON.stringify({ method: 'slovin', N, e }));
  expect(JSON.parse(stdout)).toMatchObject({ completes: n });
});

/** Refused before anything is read, what is read from standard input, and a file. */
const AS_PROGRAMS = new Set(['UnknownCommand', 'InfeasibleLowerBound', 'UnreadableFile']);

test.concurrent.each([
  ['InfeasibleLowerBound', ['allocate'], '{"method":"equal","n":1,"strata":[{"code":"a","N":9}]}'],
  ['BadRequest', ['allocate'], '{"method":"equal","n":1}'],
  ['BadRequest', ['allocate'], 'no JSON'],
  ['BadRequest', ['size'], '{"p":"0.5","e":0.05}'],
  ['BadPlanningValue', ['size'], '{"p":0.5}'],
  ['BadRequest', ['size'], '{"method":"precision","domains":[{}]}'],
  ['BadRequest', ['size'], '{"p":0.5,"e":0.05,"confidense":0.99}'],
  ['BadRequest', ['size'], '{"p":0.5,"e":0.05,"overlap":0.5}'],
  ['BadRequest', ['allocate'], '{"method":"equal","n":5,"strata":[{"code":"a","N":9,"Lower":2}]}'],
  ['BadRequest', ['rank'], '{"areas":[{"area":"A","est":0.5,"SE":0.1}]}'],
  ['BadRequest', ['suppress'], '{"table":[[9,9],[9,9]],"treshold":7}'],
  ['BadRequest', ['suppress'], '{"table":[[9,9],[9,9]],"zeros":"hidden"}'],
  ['BadRequest', ['suppress'], '{"table":[[9,9],[9,9]],"cells":[]}'],
  ['BadRequest', ['small-area'], '{"covariates":[],"areas":[],"when_zero":"clip"}'],
  ['BadStratum', ['allocate'], '{"method":"equal","n":5,"strata":[{}]}'],
  ['UnknownMethod', ['size'], '{"method":"guess"}'],
  ['UnknownCommand', ['guess'], ''],
  ['BadArguments', ['draw', '--seed'], ''],
  ['BadArguments', ['draw', '--seed', 'x'], ''],
  ['BadArguments', ['draw', '--sheed', 'x'], ''],
  ['UnreadableFile', ['prove', '--frame', '/nowhere', '--unit', 'a'], ''],
  ['UnitNotInFrame', ['prove', '--frame', goldenPath('draw/frame.tsv'), '--unit', 'a'], ''],
])('%s is refused with exit code 2 and its name as JSON', async (error, args, input) => {
  const ended = AS_PROGRAMS.has(error) ? run(args, input) : call(args, input);
  const { status, stdout, stderr } = await ended;
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error });
  expect(stderr).not.toBe('');
});

test.concurrent('help names every command, and each of these has an example', async () => {
  const overview = (await call(['--help'])).stdout;
  for (const name of ['size', 'allocate', 'draw', 'verify', 'prove']) {
    expect(overview).toContain(`  ${name} `);
    const { status, stdout } = await call([name, '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('Example:');
  }
});
