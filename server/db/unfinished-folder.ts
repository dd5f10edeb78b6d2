import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';

/**
 * A start that is killed while it makes the database leaves a part, which PGlite can neither open nor complete. A mark
 * beside it names that folder and no other: one that somebody put in its place is left alone.
 */
const markOf = (folder: string) => `${folder}.unfinished`;

/** Removes what a killed start left of a folder. */
export async function removeUnfinished(folder: string): Promise<void> {
  const marked = await readFile(markOf(folder), 'utf8').catch(() => undefined);
  if (marked === undefined) return;
  if (marked === (await identityOf(folder))) await rm(folder, { recursive: true, force: true });
  await rm(markOf(folder), { force: true });
}

/** The new folder is marked for as long as it is being filled. */
export async function filled<T>(folder: string, fill: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  await writeFile(markOf(folder), (await identityOf(folder)) ?? '');
  const content = await fill();
  await rm(markOf(folder), { force: true });
  return content;
}

/** By its inode and the time it was made, as an inode's number is used again. */
async function identityOf(folder: string): Promise<string | undefined> {
  const found = await stat(folder, { bigint: true }).catch(() => undefined);
  return found && `${found.ino} ${found.birthtimeNs}`;
}
