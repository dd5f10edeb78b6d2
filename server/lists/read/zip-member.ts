import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { TooMuchUnpacked } from './too-much-unpacked.ts';
import type { Member } from './zip-directory.ts';

const LOCAL_HEADER = 0x04034b50;
const PIECE = 64 * 1024;
/** Markup of a workbook's parts that are read as a whole. */
const SMALL_PART = 16 * 1024 * 1024;

/**
 * A member as it is unpacked. One that is larger than the directory declares is refused where that shows. A flipped bit
 * can end the packed stream early without an error, and rows would be missing: size and checksum are compared at the end.
 */
export async function* memberBytes(zip: Buffer, member: Member): AsyncGenerator<Buffer> {
  let [size, checksum] = [0, 0];
  for await (const chunk of unpacked(zip, member)) {
    size += chunk.length;
    checksum = crc32(chunk, checksum);
    if (size > member.size) throw new TypeError('larger than declared');
    yield chunk;
  }
  if (size < member.size) throw new TypeError('smaller than declared');
  if (member.checksum !== 0 && checksum !== member.checksum) throw new TypeError('damaged');
}

function unpacked(zip: Buffer, member: Member): AsyncIterable<Buffer> {
  const { start, packedSize, isPacked } = member;
  if (start + 30 > zip.length || zip.readUInt32LE(start) !== LOCAL_HEADER)
    throw new TypeError('no such member');
  const begin = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
  const pieces = Readable.from(piecesOf(zip.subarray(begin, begin + packedSize)));
  if (!isPacked) return pieces;
  const inflated = createInflateRaw({ chunkSize: 4 * PIECE });
  pieces.on('error', (error) => inflated.destroy(error));
  return pieces.pipe(inflated);
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE)
    yield bytes.subarray(start, start + PIECE);
}

/** A part that is small in every honest workbook, as text. */
export async function memberText(zip: Buffer, member: Member): Promise<string> {
  if (member.size > SMALL_PART) throw new TooMuchUnpacked();
  const chunks: Buffer[] = [];
  for await (const chunk of memberBytes(zip, member)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Unpacks a member and keeps nothing of it: one that is damaged or larger than declared shows itself. */
export async function checkMember(zip: Buffer, member: Member): Promise<void> {
  for await (const _ of memberBytes(zip, member));
}
