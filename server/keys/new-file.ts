import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './wrapped-file.ts';

/**
 * A file that must not be there yet (`EEXIST`): whole or not at all, and on the disk when this returns. Of two processes
 * at the same moment one makes it, and neither reads a part of it; a full disk or a lost current leaves nothing under its name.
 */
export async function writeNewFile(path: string, content: string): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(part, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      // FAT of a stick, and some disks of a network, have no links.
      return copyFile(part, path, constants.COPYFILE_EXCL);
    });
  } finally {
    await rm(part, { force: true });
  }
  await syncFolder(dirname(path));
}
