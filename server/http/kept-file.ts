import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { Encoding } from './compress.ts';
import { compress } from './compress.ts';
import { pacedReader } from './paced-reader.ts';

/** Up to here the bytes stay in memory, once for everybody who asks; a file costs three calls a request. */
const SMALL = 64 * 1024;

/** Text that never changes, encoded once; each encoding is in memory or in a file. */
export interface KeptFile {
  readonly sha256: string;
  readonly forms: { readonly identity: KeptForm } & Readonly<Partial<Record<Encoding, KeptForm>>>;
  close(): Promise<void>;
}

interface KeptForm {
  readonly size: number;
  content(): Buffer | Readable;
}

export type KeptText = string | Uint8Array | AsyncIterable<string>;

/**
 * Written to files that have lost their names as soon as they are open: nobody else finds them, none is
 * left behind by a process that dies, and after a restart everything is made again from the database. What is packed
 * already is kept as it is: a second time took 1.4 s of a picture's half megabyte, to make it no smaller.
 */
export async function keepFile(
  folder: string,
  text: KeptText,
  isPacked = false,
): Promise<KeptFile> {
  const handles: FileHandle[] = [];
  const close = async () => {
    await Promise.all(handles.map((handle) => handle.close().catch(() => undefined)));
  };
  const write = async (source: Readable, transform: Transform) => {
    const handle = await openNameless(folder);
    handles.push(handle);
    await pipeline(source, transform, (parts: AsyncIterable<Buffer>) => writeAll(handle, parts));
    return handle;
  };
  try {
    const hash = createHash('sha256');
    const plain = await write(
      bytesOf(text),
      listening((part) => hash.update(part)),
    );
    const sha256 = hash.digest('hex');
    if (isPacked) return { sha256, forms: { identity: await formOf(plain) }, close };
    const { size } = await plain.stat();
    const br = await write(
      pacedReader(plain, size),
      createBrotliCompress({ params: brotliOf(size) }),
    );
    const gzip = await write(pacedReader(plain, size), createGzip());
    const forms = {
      identity: await formOf(plain),
      br: await formOf(br),
      gzip: await formOf(gzip),
    };
    return { sha256, forms, close };
  } catch (error) {
    await close();
    if (!isOfDisk(error) || !isWhole(text)) throw error;
    return keepAside(Buffer.from(text), isPacked);
  }
}

/** Node names the call of the system that failed: a full disk, a folder that may not be written, no more open files. */
const isOfDisk = (error: unknown): boolean =>
  typeof (error as NodeJS.ErrnoException).syscall === 'string';

const isWhole = (text: KeptText): text is string | Uint8Array<ArrayBuffer> =>
  typeof text === 'string' || text instanceof Uint8Array;

/** A disk that takes no more keeps nobody from what is published: a whole text stays in memory. A stream cannot be had again. */
async function keepAside(bytes: Buffer, isPacked: boolean): Promise<KeptFile> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const close = async () => undefined;
  if (isPacked) return { sha256, forms: { identity: inMemory(bytes) }, close };
  const [br, gzip] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: brotliOf(bytes.length) }),
    compress.gzip(bytes),
  ]);
  return {
    sha256,
    forms: { identity: inMemory(bytes), br: inMemory(br), gzip: inMemory(gzip) },
    close,
  };
}

const inMemory = (bytes: Buffer): KeptForm => ({ size: bytes.length, content: () => bytes });

/** A short text that may change soon: as fast as it can be, in memory alone. */
export async function keepInMemory(text: string): Promise<KeptFile> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const [br, gzip] = await Promise.all([compress.br(text), compress.gzip(text)]);
  const forms = { identity: inMemory(Buffer.from(text)), br: inMemory(br), gzip: inMemory(gzip) };
  return { sha256, forms, close: async () => undefined };
}

/**
 * 5.3 MB of results become 0.2 MB at quality 6 in half a second of another thread. The first view of 105 agencies,
 * 318 kB, is 13.3 kB at quality 10 and 16.3 at 6, for 70 ms once.
 */
const brotliOf = (size: number) => ({
  [constants.BROTLI_PARAM_QUALITY]: size <= 512 * 1024 ? 10 : 6,
});

const bytesOf = (text: KeptText): Readable =>
  Readable.from(
    typeof text === 'string' || text instanceof Uint8Array ? [Buffer.from(text as string)] : text,
    { objectMode: false },
  );

const listening = (hear: (part: Buffer) => void): Transform =>
  new Transform({
    transform(part: Buffer, _encoding, done) {
      hear(part);
      done(null, part);
    },
  });

async function writeAll(handle: FileHandle, parts: AsyncIterable<Buffer>): Promise<void> {
  for await (const part of parts) await handle.writeFile(part);
}

async function openNameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${crypto.randomUUID()}.part`);
  const handle = await open(path, 'wx+', 0o600);
  await unlink(path);
  return handle;
}

async function formOf(handle: FileHandle): Promise<KeptForm> {
  const { size } = await handle.stat();
  if (size > SMALL) return { size, content: () => pacedReader(handle, size) };
  const bytes = Buffer.alloc(size);
  await handle.read(bytes, 0, size, 0);
  await handle.close();
  return { size, content: () => bytes };
}
