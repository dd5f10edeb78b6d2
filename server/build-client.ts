import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { WrongSettings } from './config.ts';

const root = join(import.meta.dirname, '..');
const SOURCES = ['client', 'server/contract', 'sampling', 'vite.config.ts', 'package-lock.json'];

/** Builds the client when it is not there or older than its sources. */
export async function build(): Promise<void> {
  const built = await modified(join(root, 'client/dist/office/index.html'));
  if (built >= (await newest())) return;
  const vite = await import('vite');
  try {
    await vite.build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  } catch (error) {
    if (!UNWRITABLE.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new WrongSettings(
      `${root}: các trang chưa được dựng từ mã nguồn hiện có, và tài khoản này không ghi được ở đó. Chạy "npm run build" bằng tài khoản sở hữu thư mục ấy. / ` +
        `${root}: the pages are older than their sources, and this account may not write there. Run "npm run build" as the account that owns the folder.`,
    );
  }
}

const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS'];

async function newest(): Promise<number> {
  let latest = 0;
  for (const source of SOURCES) {
    const path = join(root, source);
    latest = Math.max(latest, await modified(path));
    const inside = await readdir(path, { recursive: true }).catch(() => []);
    for (const name of inside) {
      if (!name.startsWith('dist')) latest = Math.max(latest, await modified(join(path, name)));
    }
  }
  return latest;
}

const modified = async (path: string) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
