import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from './database.ts';
import { embeddedOn } from './database.ts';
import type { NewContent } from './new-embedded.ts';
import { newEmbedded, startEmbedded } from './new-embedded.ts';
import { filled, removeUnfinished } from './unfinished-folder.ts';

/** The embedded database in a folder; one connection, one process (the caller holds the folder's lock). */
export async function openEmbedded(dataDir: string, content: NewContent): Promise<Db> {
  const { PrivateFiles } = await import('./private-files.ts');
  const folder = join(dataDir, 'database');
  await mkdir(dataDir, { recursive: true });
  await removeUnfinished(folder);
  const isThere = await access(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  const place = { fs: new PrivateFiles(folder) };
  if (isThere)
    return embeddedOn(
      await startEmbedded(place).catch((error: ErrnoException) => {
        throw unopened(folder, error);
      }),
    );
  return filled(folder, () => newEmbedded(place, content));
}

type ErrnoException = Partial<NodeJS.ErrnoException>;

/** PGlite says no more than that it failed; the number of a full disk and the like stays. */
class UnopenedDatabase extends Error {
  override readonly name = 'UnopenedDatabase';
}

function unopened(folder: string, error: ErrnoException): ErrnoException {
  if (error.errno !== undefined) return error;
  return new UnopenedDatabase(
    `${folder}: cơ sở dữ liệu dùng thử không mở được (${error.message}): hỏng vì mất điện, hoặc có tệp của tài khoản khác. Trả tệp về tài khoản chạy máy chủ, hoặc khôi phục bản sao lưu vào DATA_DIR khác (npm run restore). / ` +
      `${folder}: the trial database cannot be opened (${error.message}): damaged by a power cut, or with files of another account. Give the files to the server’s account, or restore a backup into another DATA_DIR (npm run restore).`,
    { cause: error },
  );
}

/** One of which nothing is left on the disk. */
export const embeddedInMemory = (content: NewContent): Promise<Db> => newEmbedded({}, content);
