import { inflateRawSync } from 'node:zlib';

/** One file of a ZIP by its central directory (APPNOTE 4.3.12). */
export function zipEntry(zip: Buffer, name: string): string {
  for (
    let offset = zip.indexOf('PK\x01\x02');
    offset >= 0;
    offset = zip.indexOf('PK\x01\x02', offset + 4)
  ) {
    const length = zip.readUInt16LE(offset + 28);
    if (zip.toString('utf8', offset + 46, offset + 46 + length) !== name) continue;
    const local = zip.readUInt32LE(offset + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + zip.readUInt32LE(offset + 20));
    return (zip.readUInt16LE(offset + 10) === 8 ? inflateRawSync(bytes) : bytes).toString('utf8');
  }
  throw new Error(`${name} is not in the file`);
}
