import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { WrongSettings } from '../config.ts';
import { writeNewFile } from '../keys/new-file.ts';
import { DamagedBackup } from './dump-lines.ts';

/** Known to this process alone and forgotten when it ends: what was written is read back with it. */
export interface Witness {
  readonly identity: string;
  readonly recipient: string;
}

export async function newWitness(): Promise<Witness> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** A compressed and encrypted file, whole under its name or not there, and on the disk when this returns. */
export async function writeAgeFile(
  path: string,
  recipients: readonly string[],
  produce: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<WrittenFile> {
  const part = `${path}.part`;
  const plain = new PassThrough({ highWaterMark: 1024 * 1024 });
  const packed = plain.pipe(createGzip());
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  try {
    const sealed = await encrypter.encrypt(Readable.toWeb(packed) as globalThis.ReadableStream);
    const { meter, result } = metered();
    const writing = pipeline(
      Readable.fromWeb(sealed as ReadableStream),
      meter,
      createWriteStream(part, { mode: 0o600, flush: true }),
    );
    // A full disk is met while the producer waits for it to drain.
    const failed = writing.then(() => new Promise<never>(() => undefined));
    await Promise.race([produce((text) => writeTo(plain, text)), failed]);
    plain.end();
    await writing;
    await rename(part, path);
    return result();
  } catch (error) {
    plain.destroy();
    await rm(part, { force: true });
    throw error;
  }
}

async function writeTo(stream: PassThrough, text: string): Promise<void> {
  if (stream.write(text)) return;
  await new Promise<void>((resolve) => stream.once('drain', resolve));
}

function metered() {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { meter, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** The lines of a file, opened with a private key. Throws where a byte of it was changed. */
export async function* readAgeLines(path: string, identity: string): AsyncGenerator<string> {
  try {
    yield* openedLines(path, identity);
  } catch (error) {
    throw unreadable(path, error as NodeJS.ErrnoException);
  }
}

/** The disk's own reasons stay as they are; all others are about what is in the file. */
function unreadable(path: string, error: NodeJS.ErrnoException): Error {
  if (error.syscall) return error;
  if (error.message.startsWith('no identity matched'))
    return new WrongSettings(
      `${path}: khóa này không mở được tệp: --identity cần tệp khóa mà BACKUP_RECIPIENTS đã ghi khi sao lưu. / ` +
        `${path}: this key does not open the file: --identity takes the key whose public half was in BACKUP_RECIPIENTS when it was written.`,
    );
  return new DamagedBackup(
    `${path}: không phải bản sao lưu, hoặc đã hỏng (${error.message}): hãy dùng bản khác. / ` +
      `${path}: is no backup, or is damaged (${error.message}): use another one.`,
  );
}

async function* openedLines(path: string, identity: string): AsyncGenerator<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const file = Readable.toWeb(createReadStream(path)) as globalThis.ReadableStream;
  const packed = Readable.fromWeb((await decrypter.decrypt(file)) as ReadableStream);
  const plain = createGunzip();
  const reading = pipeline(packed, plain);
  reading.catch(() => undefined);
  for await (const line of createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY }))
    yield line;
  await reading;
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** A key file as `age-keygen` writes it: comments, and the private key in a line of its own. */
export async function readIdentity(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  const identity = text.split(/\s+/).find((word) => word.startsWith('AGE-SECRET-KEY-'));
  if (!identity) throw new WrongSettings(`${path}: không có khóa / holds no AGE-SECRET-KEY-…`);
  return identity;
}

/** Makes a pair of keys; the private one is written to a file that must not be there yet. */
export async function writeNewIdentity(path: string): Promise<string> {
  const { identity, recipient } = await newWitness();
  await writeNewFile(path, `# public key: ${recipient}\n${identity}\n`);
  return recipient;
}
