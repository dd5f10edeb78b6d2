// Truth: package.json, vitest.config.ts and the programs themselves. A command that a document prints works as it is written.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { SEED_STAGES } from '../../server/seed/stages.ts';
import { PROGRAM_ENVIRONMENT, programOf } from '../program-environment.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'STYLE.md',
  'CHANGELOG.md',
  'test/README.md',
  'sampling/README.md',
  'client/locales/README.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
  ...readdirSync(join(root, 'deploy'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1)),
];

/** The first group of each place in a document of the form. */
const printed = (form: RegExp) =>
  DOCUMENTS.flatMap((path) =>
    [...read(path).matchAll(form)].map((found) => [path, ...found.slice(1)]),
  );

test('each `npm run …` is a script', () => {
  const scripts = printed(/npm run (?:-s )?([a-z][a-z-]*)/g);
  expect(scripts.length).toBeGreaterThan(60);
  const absent = scripts.filter(([, script = '']) => !(script in manifest.scripts));
  expect(absent).toEqual([]);
});

test('each bench, simulation and stage that is named is there', () => {
  const simulations = read('test/simulate/main.ts');
  const isThere: Record<string, (name: string) => boolean> = {
    bench: (name) => existsSync(join(root, `test/bench/${name}.ts`)),
    simulate: (name) => simulations.includes(`simulation === '${name}'`),
    seed: (name) => name === 'two_waves' || SEED_STAGES.some((stage) => stage === name),
  };
  const named = printed(/npm run (bench|simulate|seed) -- ([a-z][a-z_-]*)/g);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter(([, script = '', name = '']) => !isThere[script]!(name))).toEqual([]);
});

test('each test file that is named with a project belongs to it', () => {
  const [, list = ''] = /const ON_BOTH = \[([^\]]*)\]/.exec(read('vitest.config.ts'))!;
  const onBoth = [...list.matchAll(/'([^']+)'/g)].map(
    ([, name]) => `test/integration/${name}.test.ts`,
  );
  const belongs = (project: string, file: string) => {
    if (project === 'pglite') return file.startsWith('test/commands/') || onBoth.includes(file);
    const folder = project === 'postgres' ? 'integration' : project;
    return file.startsWith(`test/${folder}/`) && existsSync(join(root, file));
  };
  const named = printed(/vitest run --project ([a-z]+) (test\/\S+\.tsx?)/g);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter(([, project = '', file = '']) => !belongs(project, file))).toEqual([]);
});

test.each([
  ['bench', ['no-such']],
  ['fuzz', ['many']],
] as const)('%s %j measures nothing and does not call that good', (script, words) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...programOf(script), ...words], {
    cwd: root,
    env: PROGRAM_ENVIRONMENT,
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/There are: allocation, |npm run fuzz -- \[how many\]/);
});
