import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** A run leaves about one GB behind at most: its databases' files and logs. */
const LEAST_FREE = 4 * 2 ** 30;

/**
 * Puts the temp folder of the run into memory, where the machine offers it: a database of 800 files costs half a second of
 * a core on a disk and a hundredth here. Elsewhere (macOS, small containers) it stays where it is.
 */
export function useMemoryFolder(): void {
  if (!isOffered()) return;
  const folder = mkdtempSync(join(MEMORY, 'sipas-tests-'));
  // Of what root runs, PostgreSQL is an unprivileged account's, which must get through.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** Programs are run from the temp folder, too. */
function isOffered(): boolean {
  try {
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .findLast(([, place]) => place === MEMORY);
    const { bavail, bsize } = statfsSync(MEMORY);
    return (
      mount !== undefined && !mount[3]!.split(',').includes('noexec') && bavail * bsize > LEAST_FREE
    );
  } catch {
    return false;
  }
}
