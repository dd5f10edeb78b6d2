import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LIST_MB } from '#contract/list-preview.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';

const LIMIT = LIST_MB * 1024 * 1024;
/** So much more is read and dropped, that the sender gets to hear the refusal. */
const DROPPED = 200 * 1024 * 1024;

export const uploadFolder = (config: Deps['config']): string => join(config.dataDir, 'uploads');
export const uploadPath = (config: Deps['config'], fileId: string): string =>
  join(uploadFolder(config), fileId);

export const removeUpload = (config: Deps['config'], fileId: string): Promise<void> =>
  rm(uploadPath(config, fileId), { force: true });

/** Writes an upload to its file, readable by the server only, and gives its hash and size. */
export async function saveUpload(
  config: Deps['config'],
  fileId: string,
  upload: Readable,
): Promise<{ sha256: string; byteCount: number }> {
  await mkdir(uploadFolder(config), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let byteCount = 0;
  async function* measured(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      byteCount += chunk.length;
      if (byteCount > LIMIT + DROPPED) throw tooLarge();
      if (byteCount > LIMIT) continue;
      hash.update(chunk);
      yield chunk;
    }
    if (byteCount > LIMIT) throw tooLarge();
  }
  const file = createWriteStream(uploadPath(config, fileId), { mode: 0o600, flags: 'wx' });
  try {
    await pipeline(upload, measured, file);
  } catch (error) {
    await removeUpload(config, fileId);
    throw error;
  }
  return { sha256: hash.digest('hex'), byteCount };
}

const tooLarge = () => problem('file_too_large', { limitMb: LIST_MB });
