// Truth: docs/operation.md, “/api/health”: monitoring hears of a part that fails, also of a disk of the network that does not answer.
import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';

let folder = '';
let mirror = '';
let office: Office;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-hanging-'));
  mirror = join(folder, 'mirror');
  office = await officeOn(await freshDatabase(), join(folder, 'data'), { roundKeysMirror: mirror });
  await office.deps.secrets.settle();
});
afterAll(async () => {
  // Lets go who may still wait for the pipe.
  await (await open(join(mirror, 'mirror.id'), 'r+')).close();
  await office.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
const mirrorPart = async () => (await office.nobody.send('GET', '/api/health')).json().parts.mirror;

test('a mirror that hangs is told as failing, and as well again once it answers', async () => {
  expect(await mirrorPart()).toBe('ok');
  const mark = join(mirror, 'mirror.id');
  await rename(mark, `${mark}.kept`);
  // Who reads a pipe that nobody writes to waits, as on a network disk whose server is away.
  execFileSync('sh', ['-c', 'mkfifo "$0"', mark]);
  expect(await mirrorPart()).toBe('failing');
  await writeFile(mark, '');
  await rename(`${mark}.kept`, mark);
  await expect.poll(mirrorPart).toBe('ok');
}, 30_000);
