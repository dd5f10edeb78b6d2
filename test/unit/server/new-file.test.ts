// Truth: link(2): of several at once one succeeds; setrlimit(2): past its limit a write fails as on a full disk.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeNewFile } from '../../../server/keys/new-file.ts';
import { openSecrets } from '../../../server/secrets.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-new-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SECRETS = new URL('../../../server/secrets.ts', import.meta.url).href;
const START = `const { openSecrets } = await import('${SECRETS}'); await openSecrets(process.argv[1]);`;

test('a first start on a full disk leaves no empty key that blocks the next', async () => {
  const dataDir = join(folder, 'data');
  const full = `trap '' XFSZ; ulimit -f 0; exec "$0" --input-type=module --eval "$1" "$2"`;
  const start = promisify(execFile)('bash', ['-c', full, process.execPath, START, dataDir]);
  await expect(start).rejects.toMatchObject({ stderr: expect.stringContaining('EFBIG') });
  expect(await readdir(join(dataDir, 'keys'))).toEqual([]);
  const { keyFor } = await openSecrets(dataDir);
  expect((await openSecrets(dataDir)).keyFor('receipt')).toEqual(keyFor('receipt'));
});

test('of many at once one makes the file, and nobody reads a part of it', async () => {
  const path = join(folder, 'one');
  const texts = Array.from({ length: 40 }, (_, nth) => String(nth).repeat(5000));
  const made = await Promise.all(
    texts.map((text) =>
      writeNewFile(path, text).then(
        () => text,
        ({ code }: NodeJS.ErrnoException) => {
          expect(code).toBe('EEXIST');
          return readFile(path, 'utf8');
        },
      ),
    ),
  );
  expect(new Set(made).size).toBe(1);
  expect(await readdir(folder)).toEqual(['one']);
});
