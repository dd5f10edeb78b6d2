// Truth: the same text where the disk can be written: who reads what is published sees no difference.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeptFile } from '../../../server/http/kept-file.ts';
import { keepFile } from '../../../server/http/kept-file.ts';

let folder = '';
let unwritable = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-kept-'));
  unwritable = join(folder, 'no-folder');
  await writeFile(unwritable, '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = JSON.stringify(Array.from({ length: 40_000 }, (_, nth) => ({ node: `9.${nth}` })));

const bytesOf = async ({ forms }: KeptFile, form: 'identity' | 'br' | 'gzip') => {
  const content = forms[form]?.content();
  return content && (Buffer.isBuffer(content) ? content : buffer(content));
};

test('what is published is there, in every encoding, also where the disk takes no more', async () => {
  const usual = await keepFile(folder, text);
  const aside = await keepFile(unwritable, text);
  expect(aside.sha256).toBe(usual.sha256);
  expect((await bytesOf(aside, 'identity'))?.toString()).toBe(text);
  expect(brotliDecompressSync((await bytesOf(aside, 'br'))!).toString()).toBe(text);
  expect(gunzipSync((await bytesOf(aside, 'gzip'))!).toString()).toBe(text);
  expect(aside.forms.identity.size).toBe(usual.forms.identity.size);
  await usual.close();
  await aside.close();
});

test('a picture that is packed already has one form there, too', async () => {
  const picture = Buffer.from([137, 80, 78, 71]);
  const { forms } = await keepFile(unwritable, picture, true);
  expect(Object.keys(forms)).toEqual(['identity']);
  expect(forms.identity.content()).toEqual(picture);
});

test('a stream, which cannot be had again, is refused', async () => {
  async function* rows() {
    yield 'a row';
  }
  await expect(keepFile(unwritable, rows())).rejects.toMatchObject({ syscall: 'mkdir' });
});
