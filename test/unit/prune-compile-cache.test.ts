// Truth: Node's compile cache keeps a file for each text of a source, in a folder for each version of Node, and removes none.
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pruneCompileCache } from '../prune-compile-cache.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 10, 30);
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sipas-compiled-'));
  mkdirSync(join(directory, 'v24'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Compiled code that was written and last read so many days ago. */
function compiled(name: string, written: number, read: number): () => boolean {
  const path = join(directory, 'v24', name);
  writeFileSync(path, 'code');
  utimesSync(path, new Date(NOW - read * DAY), new Date(NOW - written * DAY));
  return () => existsSync(path);
}

test('compiled code that nobody has read for three weeks goes, and no other', async () => {
  const unread = compiled('unread', 60, 22);
  const readLately = compiled('read-lately', 60, 2);
  const fresh = compiled('fresh', 1, 1);
  const freshWithoutReading = compiled('fresh-without-reading', 1, 60);
  await pruneCompileCache(directory, NOW);
  expect([unread, readLately, fresh, freshWithoutReading].map((isKept) => isKept())).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

test('the folder is looked through once a day', async () => {
  await pruneCompileCache(directory, NOW);
  const unread = compiled('unread', 60, 60);
  await pruneCompileCache(directory, NOW + DAY / 2);
  expect(unread()).toBe(true);
  await pruneCompileCache(directory, NOW + DAY);
  expect(unread()).toBe(false);
});
