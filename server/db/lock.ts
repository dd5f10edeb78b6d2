import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNewFile } from '../keys/new-file.ts';

/** Another process works on the same folder. */
class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/**
 * The embedded database has no lock of its own: two processes on one folder lose each other's rows. The lock file holds
 * the process's number and when it began, so a lock left by a killed process is taken over, also where another
 * program has its number since (after a restart of the machine the numbers begin anew).
 */
export async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'process.lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      // Whole at once: of two starts at the same moment neither finds an empty lock and takes it for a killed one's.
      await writeNewFile(path, `${process.pid} ${await beganAt(process.pid)}`.trim());
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = await readFile(path, 'utf8').catch(() => '');
      if (await isHeld(holder)) {
        const [pid] = holder.split(' ');
        throw new FolderInUse(
          `Thư mục dữ liệu ${dataDir} đang được tiến trình ${pid} dùng. Tắt tiến trình đó, hoặc đặt DATA_DIR sang thư mục khác. / ` +
            `The data folder ${dataDir} is in use by process ${pid}. Stop it, or set DATA_DIR to another folder.`,
        );
      }
      await removeLeft(path, holder);
    }
  }
  throw new FolderInUse(
    `Một tiến trình khác đang mở thư mục dữ liệu ${dataDir}: đợi một lát rồi chạy lại. / ` +
      `The data folder ${dataDir} is being taken by another process: wait a moment, then try again.`,
  );
}

/**
 * Another start of this moment may have removed the lock already, and hold the folder: what is not the killed one's is
 * put back at once. Only a third start within those microseconds could still come between.
 */
async function removeLeft(path: string, holder: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== holder) await link(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function isHeld(holder: string): Promise<boolean> {
  const [pid, began] = holder.split(' ');
  const number = Number(pid);
  if (!number || number === process.pid || !isRunning(number)) return false;
  const found = await beganAt(number);
  return !began || !found || began === found;
}

/** In ticks since the machine's start (proc_pid_stat(5), field 22, counted behind the name); nothing where there is no /proc. */
async function beganAt(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
