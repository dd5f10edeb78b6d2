/** One member of a ZIP archive, as its central directory declares it. */
interface Member {
  readonly name: string;
  readonly size: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const MEMBER = 0x02014b50;
const LONGEST_END = 22 + 65_535;

/**
 * Members of a ZIP archive without unpacking anything, or undefined when the archive has no end, as one
 * that was cut off while downloading. Unpacking is held to these sizes, so a bomb shows itself here.
 */
export function zipDirectory(bytes: Buffer): Member[] | undefined {
  const end = endOfDirectory(bytes);
  if (end === undefined) return undefined;
  const members: Member[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== MEMBER) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    members.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      size: bytes.readUInt32LE(at + 24),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return members;
}

function endOfDirectory(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - LONGEST_END);
  for (let at = bytes.length - 22; at >= first; at--)
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  return undefined;
}
