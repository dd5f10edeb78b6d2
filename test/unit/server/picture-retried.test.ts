// Truth: POSIX open(2): EMFILE lasts only until another descriptor is closed; and the PNG signature (W3C PNG, 5.2).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const MODULE = join(import.meta.dirname, '../../../server/http/picture-png.ts');
/** In a process of its own, which may open 64 files: first with none left, then with all but one. */
const PROGRAM = `
import { closeSync, openSync } from 'node:fs';
import { pngOf } from ${JSON.stringify(MODULE)};
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>';
const signature = (png) => Buffer.from(png.subarray(0, 8)).toString('hex');
const open = [];
try {
  for (;;) open.push(openSync('/dev/null'));
} catch {}
const outcomes = [await pngOf(svg).then(signature, ({ code }) => code)];
for (const file of open) closeSync(file);
outcomes.push(await pngOf(svg).then(signature, ({ code }) => code));
console.log(outcomes.join(' '));
process.exit();
`;

test('a picture that could not be drawn while no file could be opened is drawn afterwards', () => {
  const node = `ulimit -n 64; exec "$0" --input-type=module --eval "$1"`;
  const { stdout, stderr } = spawnSync('sh', ['-c', node, process.execPath, PROGRAM], {
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'EMFILE 89504e470d0a1a0a\n', stderr: '' });
});
