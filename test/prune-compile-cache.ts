import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const DAY = 24 * 3_600_000;
const UNUSED = 21 * DAY;
/** A single file's run is over by then, and asks for nothing. */
const WAIT = 15_000;

/**
 * Node keeps the compiled code of each text of a source and removes none: 250 MB in a clone that was worked in for long.
 * Asked for by test runs alone, as servers and programs start from sources that do not change.
 */
export function pruneInLongRuns(directory: string): void {
  setTimeout(() => void pruneCompileCache(directory).catch(() => {}), WAIT).unref();
}

/**
 * Removes compiled code that nobody has read for three weeks, once a day at most. A disk that keeps no time of reading has
 * that of writing: what is removed too early is compiled once more.
 */
export async function pruneCompileCache(directory: string, now = Date.now()): Promise<void> {
  const mark = join(directory, 'pruned');
  const last = await stat(mark).catch(() => undefined);
  if (last && now - last.mtimeMs < DAY) return;
  await writeFile(mark, '');
  await utimes(mark, new Date(now), new Date(now));
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { atimeMs, mtimeMs } = await stat(path);
    if (now - Math.max(atimeMs, mtimeMs) > UNUSED) await rm(path, { force: true });
  }
}
