// Truth: POSIX: root may write into a folder of another account, and leaves files that this account may not open.
import { chown, lstat, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseRoot } from '../../../server/private-folder.ts';

const NOBODY = 65_534;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-owner-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(['database/PG_VERSION', 'keys/master.key'])(
  'root is refused where %s is another account’s, and that account is named',
  async (name) => {
    const path = join(folder, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, '');
    // Who is not root has a file that is not root's.
    if (process.getuid?.() === 0) await chown(path, NOBODY, NOBODY);
    const { uid } = await lstat(path);
    await expect(refuseRoot(folder, 0)).rejects.toThrow(`runuser -u $(id -nu ${uid}) -- `);
    await refuseRoot(folder, uid);
    await rm(path);
    await refuseRoot(folder, 0);
  },
);
