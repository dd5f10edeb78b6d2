// A machine that has never run the tests: several processes find no unpacked browser at the same moment.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packagedChromium } from './packaged-chromium.ts';

const run = promisify(execFile);
const modules = resolve('node_modules');

/** What a worker does: find the browser and start it. */
const START = `
  import { spawnSync } from 'node:child_process';
  import { packagedChromium } from '${resolve('test/browser/packaged-chromium.ts')}';
  const { executablePath, env } = await packagedChromium(process.argv[1]);
  const { error, stdout, stderr } = spawnSync(executablePath, ['--version'], { env, encoding: 'utf8' });
  if (error) throw error;
  process.stdout.write(stdout + stderr);
`;

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(modules, '.chromium-'));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

test('two processes that start at once on an empty cache all run the browser, of which one copy remains', async () => {
  const start = () => run(process.execPath, ['--input-type=module', '--eval', START, cache]);
  const answers = await Promise.all([start(), start()]);
  for (const { stdout } of answers) expect(stdout).toMatch(/Chrom\w+ \d+\.\d+/);
  expect(await readdir(cache)).toHaveLength(1);
});

test('a browser that was moved with its clone finds its fonts in the new place', async () => {
  await packagedChromium(cache);
  const after = `${cache}-moved`;
  try {
    await rename(cache, after);
    const { env } = await packagedChromium(after);
    expect(await readFile(env.FONTCONFIG_FILE ?? '', 'utf8')).toContain(`<dir>${after}/`);
  } finally {
    await rm(after, { recursive: true, force: true });
  }
});
