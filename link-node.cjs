// Run by npm when it has installed. Up to version 10, which comes with Node 20 and 22, npm takes away the packages of other systems
// together with their command, and that has the name of ours: `node`. Later versions leave it.
'use strict';

const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, 'node_modules');
const brought = readdirSync(folder).find((name) => /^node-(bin-)?(darwin|linux|win)-/.test(name));
const isLinked = ['node', 'node.cmd'].some((name) => existsSync(join(folder, '.bin', name)));

if (brought && !isLinked) {
  const rebuild = ['rebuild', brought, '--ignore-scripts', '--loglevel=error'];
  const ownNpm = process.env.npm_execpath;
  const { status, error } = ownNpm
    ? spawnSync(process.execPath, [ownNpm, ...rebuild], { cwd: __dirname, stdio: 'inherit' })
    : spawnSync(`npm ${rebuild.join(' ')}`, { cwd: __dirname, stdio: 'inherit', shell: true });
  if (error) throw error;
  process.exitCode = status === 0 ? 0 : 1;
}
