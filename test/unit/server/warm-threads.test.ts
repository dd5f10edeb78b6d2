// Truth: a program ends when its work is done. Readers of lists wait a minute for the next one, and nobody waits for them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { askThread } from '../../../server/warm-threads.ts';

const server = join(import.meta.dirname, '../../../server');
const HALF_A_MINUTE = 30_000;

const PROGRAM = `
  const { readInThread } = await import(process.argv[1] + '/lists/read/read-in-thread.ts');
  const { pngOf } = await import(process.argv[1] + '/http/picture-png.ts');
  const order = { path: process.argv[2], kind: 'csv', sheet: 0, rowLimit: 10 };
  for await (const rows of readInThread(order)) console.log('read', rows.length);
  await pngOf('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>');
  console.log('drawn');
`;

test('a program that has read a list and drawn a picture ends, though their threads are kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-threads-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const list = join(folder, 'list.csv');
  writeFileSync(list, 'Mã,Chủ hồ sơ\r\nH55.1,Lý A Sử\r\n');
  const ended = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', PROGRAM, server, list],
    { encoding: 'utf8', timeout: HALF_A_MINUTE },
  );
  expect(ended).toMatchObject({ stdout: 'read 1\nread 1\ndrawn\n', status: 0, signal: null });
});

test('who asks after a kept thread has ended is answered by a new one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-threads-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'ends-once-it-has-replied.mjs');
  writeFileSync(
    script,
    `import { parentPort, threadId } from 'node:worker_threads';
    parentPort.on('message', () => {
      parentPort.postMessage(threadId);
      setTimeout(() => process.exit(), 20);
    });`,
  );
  const kind = { script, idleMs: 60_000 };
  const first = await askThread<number>(kind, 'order');
  await setTimeout(500);
  expect(await askThread<number>(kind, 'order')).not.toBe(first);
});
