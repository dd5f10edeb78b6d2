import { access, chmod, constants, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { WrongSettings } from './config.ts';

/** What the server and the province put into `DATA_DIR`. */
const OURS = [
  'database',
  'keys',
  'rounds',
  'uploads',
  'packs',
  'public',
  'questionnaires',
  'process.lock',
];
const OTHERS = 0o077;
const STICKY = 0o1000;

/** What this process writes from here on is its own account's alone, whatever umask it was started with. */
export function closeUmask(): void {
  process.umask(OTHERS);
}

/** For what writes into the data folder. */
export async function beginPrivate(dataDir: string): Promise<void> {
  closeUmask();
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new WrongSettings(
      `${dataDir}: không tạo hay không ghi được thư mục này (${code}). Đặt DATA_DIR sang thư mục khác, hoặc giao thư mục ấy cho tài khoản chạy lệnh này. / ` +
        `${dataDir}: this folder cannot be made or written (${code}). Set DATA_DIR to another one, or give it to the account that runs this command.`,
    );
  }
  await refuseRoot(dataDir);
}

/**
 * `root` may write everywhere, and what it leaves in another account's database that account can no longer open: its
 * server would not start again after one `npm run admin` by root.
 */
export async function refuseRoot(dataDir: string, account = process.getuid?.()): Promise<void> {
  if (account !== 0) return;
  for (const name of ['database/PG_VERSION', 'keys/master.key']) {
    const owner: number = (await lstat(join(dataDir, name)).catch(() => undefined))?.uid ?? account;
    if (owner === account) continue;
    throw new WrongSettings(
      `${dataDir} là của tài khoản khác (uid ${owner}); chạy bằng root sẽ để lại tệp mà máy chủ không mở được nữa. Chạy lại lệnh này bằng tài khoản ấy: runuser -u $(id -nu ${owner}) -- … / ` +
        `${dataDir} belongs to another account (uid ${owner}); run by root this would leave files that its server cannot open. Run this command as that account: runuser -u $(id -nu ${owner}) -- …`,
    );
  }
}

/**
 * A folder from before, or out of a backup, is closed again; gives a sentence for the person who
 * starts the server when something had to be. The caller holds the folder's lock.
 */
export async function closeToOthers(dataDir: string): Promise<string[]> {
  // Windows keeps rights in lists; the bits of its files say nothing.
  if (process.platform === 'win32') return [];
  await refuseCommonFolder(dataDir);
  const names = await readdir(dataDir);
  const found = names.filter((name) => OURS.includes(name)).map((name) => join(dataDir, name));
  let closed = 0;
  for (const path of found) closed += await closeAll(path);
  // Whatever else it holds: a list of what is ours is out of date with the next folder that somebody adds.
  closed += await close(dataDir);
  if (closed === 0) return [];
  return [
    `${dataDir}: ${closed} tệp và thư mục từng mở cho tài khoản khác trên máy, nay đã khóa lại. Nếu máy có người dùng khác, hãy coi khóa trong đó là đã lộ. / ` +
      `${dataDir}: ${closed} files and folders were open to other accounts of this machine and are closed now. If others use it, take the keys in there as known to them.`,
  ];
}

/** Closing a folder that is for every account, such as /tmp, would take it from all others. */
async function refuseCommonFolder(dataDir: string): Promise<void> {
  const { mode } = await lstat(dataDir);
  if ((mode & STICKY) === 0) return;
  throw new WrongSettings(
    `${dataDir} là thư mục chung của mọi tài khoản: hãy đặt DATA_DIR sang một thư mục riêng. / ` +
      `${dataDir} is a folder for every account: set DATA_DIR to a folder of its own.`,
  );
}

/** Links are not followed: what is elsewhere is not ours to change. */
async function closeAll(path: string): Promise<number> {
  let closed = await close(path);
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const inside = join(path, entry.name);
    closed += entry.isDirectory() ? await closeAll(inside) : await close(inside);
  }
  return closed;
}

async function close(path: string): Promise<number> {
  const found = await lstat(path);
  if (found.isSymbolicLink() || (found.mode & OTHERS) === 0) return 0;
  try {
    await chmod(path, found.mode & 0o700);
  } catch {
    throw new WrongSettings(
      `${path} đang mở cho tài khoản khác và không khóa lại được: hãy giao DATA_DIR cho tài khoản chạy máy chủ. / ` +
        `${path} is open to other accounts and cannot be closed: give DATA_DIR to the account that runs the server.`,
    );
  }
  return 1;
}
