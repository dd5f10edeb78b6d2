import { randomUUID } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { destroyFile, readIfThere, writeDurably } from './wrapped-file.ts';

/** `unreachable`: there is a mirror, and it is not where the setting says. */
export type MirrorState = 'none' | 'reached' | 'unreachable';

/** Backup programs leave out folders with this file when told so (`--exclude-caches` of tar, borg, restic). */
const CACHE_TAG = `Signature: 8a477f597d28d172789f06886806bc55
# Keys of single rounds. They must be in no backup that is kept: destroying them has to end every copy.
`;

export async function beginKeyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const tag = join(folder, 'CACHEDIR.TAG');
  if (!(await readIfThere(tag))) await writeDurably(tag, CACHE_TAG);
}

export interface Mirror {
  /** Looked at each time: a disk may have been unplugged meanwhile. */
  state(): Promise<MirrorState>;
  read(fileName: string): Promise<Buffer | undefined>;
  write(fileName: string, content: Buffer): Promise<void>;
  destroy(fileName: string): Promise<boolean>;
}

/**
 * A second folder, on another disk, that always holds the same files and nothing older. A disk that is
 * not mounted leaves an empty folder in its place: so both folders bear the same number.
 */
export function mirrorOf(folder: string, mirror: string | undefined): Mirror {
  const MARK = 'mirror.id';
  const own = async () => (await readIfThere(join(folder, MARK)))?.toString();

  async function looked(): Promise<MirrorState> {
    const known = await own();
    if (!mirror) return known ? 'unreachable' : 'none';
    const mirrored = (await readIfThere(join(mirror, MARK)))?.toString();
    if (known) return mirrored === known ? 'reached' : 'unreachable';
    await beginKeyFolder(mirror);
    const mark = mirrored ?? randomUUID();
    if (!mirrored) await writeDurably(join(mirror, MARK), mark);
    await writeDurably(join(folder, MARK), mark);
    return 'reached';
  }

  const pathOf = (fileName: string) => join(mirror ?? folder, fileName);
  return {
    state: () => looked().catch(() => 'unreachable' as const),
    read: (fileName) => readIfThere(pathOf(fileName)),
    write: (fileName, content) => writeDurably(pathOf(fileName), content),
    destroy: (fileName) => destroyFile(pathOf(fileName)),
  };
}

/** Files that came before there was a mirror, or while it was away. False where it is not to be reached. */
export async function fillMirror(folder: string, mirror: Mirror): Promise<boolean> {
  const state = await mirror.state();
  if (state !== 'reached') return state === 'none';
  for (const fileName of await readdir(folder)) {
    if (!fileName.endsWith('.wrapped')) continue;
    const content = await readIfThere(join(folder, fileName));
    if (content && !(await mirror.read(fileName))) await mirror.write(fileName, content);
  }
  return true;
}
