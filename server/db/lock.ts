import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNewFile } from '../keys/new-file.ts';

/** Another process works on the same folder. */
class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/**
 * The embedded database has no lock of its own: two processes on one folder lose each other's rows.
 * The lock file holds the process number, so a lock left by a killed process is taken over.
 */
export async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'process.lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeNewFile(path, String(process.pid));
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      if (holder && holder !== process.pid && isRunning(holder)) {
        throw new FolderInUse(
          `Thư mục dữ liệu ${dataDir} đang được tiến trình ${holder} dùng. Tắt tiến trình đó, hoặc đặt DATA_DIR sang thư mục khác. / ` +
            `The data folder ${dataDir} is in use by process ${holder}. Stop it, or set DATA_DIR to another folder.`,
        );
      }
      await rm(path, { force: true });
    }
  }
  throw new FolderInUse(`The data folder ${dataDir} is being taken by another process. Try again.`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
