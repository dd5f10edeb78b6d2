import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Renamed when complete: another thread or another run at the same moment never reads a part. */
export async function writeWholeFile(
  path: string,
  content: string | Uint8Array,
  mode = 0o644,
): Promise<void> {
  const unfinished = `${path}-${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(unfinished, content, { mode });
  await rename(unfinished, path);
}
