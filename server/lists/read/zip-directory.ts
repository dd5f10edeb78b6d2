/** One member of a ZIP archive, as its central directory declares it. */
export interface Member {
  readonly name: string;
  /** Unpacked, in bytes. */
  readonly size: number;
  readonly packedSize: number;
  /** CRC-32 of the unpacked bytes; 0 where the writer gives none. */
  readonly checksum: number;
  /** Stored as it is, or deflated. */
  readonly isPacked: boolean;
  /** Where its local header begins. */
  readonly start: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const MEMBER = 0x02014b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const ZIP64_FIELD = 1;
const ALL_ONES = 0xffffffff;
const LONGEST_END = 22 + 65_535;

/**
 * Members of a ZIP archive without unpacking anything, or undefined when the archive has no end, as one
 * that was cut off while downloading. Unpacking is held to these sizes, so a bomb shows itself here.
 */
export function zipDirectory(bytes: Buffer): Member[] | undefined {
  const end = endOfDirectory(bytes);
  if (end === undefined) return undefined;
  const members: Member[] = [];
  const directory = directoryOf(bytes, end);
  let position = directory.start;
  for (let left = directory.members; left > 0; left--) {
    if (position + 46 > bytes.length || bytes.readUInt32LE(position) !== MEMBER) return undefined;
    const nameEnd = position + 46 + bytes.readUInt16LE(position + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(position + 30);
    members.push({
      name: bytes.toString('utf8', position + 46, nameEnd),
      isPacked: bytes.readUInt16LE(position + 10) !== 0,
      checksum: bytes.readUInt32LE(position + 16),
      ...sizesOf(bytes, position, bytes.subarray(nameEnd, extraEnd)),
    });
    position = extraEnd + bytes.readUInt16LE(position + 32);
  }
  return members;
}

/** Where the directory begins. Java's writers put its figures into the ZIP64 records of small files too. */
function directoryOf(bytes: Buffer, end: number): { start: number; members: number } {
  const start = bytes.readUInt32LE(end + 16);
  const members = bytes.readUInt16LE(end + 10);
  const locator = end - 20;
  if (locator < 0 || bytes.readUInt32LE(locator) !== ZIP64_LOCATOR) return { start, members };
  const record = Number(bytes.readBigUInt64LE(locator + 8));
  if (record + 56 > bytes.length || bytes.readUInt32LE(record) !== ZIP64_END)
    return { start, members };
  return {
    start: Number(bytes.readBigUInt64LE(record + 48)),
    members: Number(bytes.readBigUInt64LE(record + 32)),
  };
}

/** Figures of all ones are in the extra field of ZIP64, in this order, and only those (APPNOTE 4.5.3). */
function sizesOf(bytes: Buffer, position: number, extra: Buffer) {
  const figures = [24, 20, 42].map((offset) => bytes.readUInt32LE(position + offset));
  const field = zip64FieldOf(extra);
  let next = 0;
  const [size, packedSize, start] = figures.map((figure) => {
    if (figure !== ALL_ONES || !field || next + 8 > field.length) return figure;
    next += 8;
    return Number(field.readBigUInt64LE(next - 8));
  });
  return { size: size!, packedSize: packedSize!, start: start! };
}

function zip64FieldOf(extra: Buffer): Buffer | undefined {
  for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2))
    if (extra.readUInt16LE(field) === ZIP64_FIELD)
      return extra.subarray(field + 4, field + 4 + extra.readUInt16LE(field + 2));
  return undefined;
}

function endOfDirectory(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - LONGEST_END);
  for (let position = bytes.length - 22; position >= first; position--)
    if (bytes.readUInt32LE(position) === END_OF_DIRECTORY) return position;
  return undefined;
}
