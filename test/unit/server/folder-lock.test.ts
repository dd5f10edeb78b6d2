// Truth: proc_pid_stat(5), field 22; README “Where things are”: one process works on an embedded database.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockFolder } from '../../../server/db/lock.ts';

let folder = '';
const path = () => join(folder, 'process.lock');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-lock-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a lock holds while its process runs, whether or not it says when that began', async () => {
  const unlock = await lockFolder(folder);
  const began = (await readFile(path(), 'utf8')).split(' ')[1];
  await unlock();
  for (const holder of [
    `${process.ppid}`,
    `${process.ppid} ${await beganAt(process.ppid)}`.trim(),
  ]) {
    await writeFile(path(), holder);
    await expect(lockFolder(folder)).rejects.toThrow(
      `is in use by process ${process.ppid}. Stop it`,
    );
  }
  if (process.platform === 'linux') expect(began).toBe(await beganAt(process.pid));
});

test('a program that has a killed holder’s number since does not keep the folder', async () => {
  if (process.platform !== 'linux') return;
  await writeFile(path(), `${process.ppid} 1`);
  const unlock = await lockFolder(folder);
  await unlock();
  await expect(readFile(path())).rejects.toThrow('ENOENT');
});

test('of two starts at the same moment one has the folder, whatever a killed one left', async () => {
  const starts = [begin(), begin()];
  try {
    await Promise.all(starts.map(({ stdout }) => once(stdout, 'data')));
    for (const left of [undefined, '', '4194304 1', undefined, '4194304 1']) {
      await (left === undefined ? rm(path(), { force: true }) : writeFile(path(), left));
      const results = await Promise.all(starts.map(tryNow));
      expect(results.sort(), left).toEqual(['held', 'refused']);
      await rm(path());
    }
  } finally {
    for (const start of starts) start.kill();
  }
});

/** A process that tries at each line, and lets the folder go by having its lock removed. */
const begin = () =>
  spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { lockFolder } from ${JSON.stringify(new URL('../../../server/db/lock.ts', import.meta.url).href)};
     process.stdin.on('data', () => lockFolder(${JSON.stringify(folder)})
       .then(() => 'held', ({ name }) => name === 'FolderInUse' ? 'refused' : name).then(console.log));
     console.log('loaded');`,
  ]);

async function tryNow({ stdin, stdout }: ChildProcessWithoutNullStreams): Promise<string> {
  stdin.write('now\n');
  const [answer] = await once(stdout, 'data');
  return String(answer).trim();
}

async function beganAt(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.replace(/^.*\) /s, '').split(' ')[19] ?? '';
}
