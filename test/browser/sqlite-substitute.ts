import { join } from 'node:path';
import { writeWholeFile } from '../whole-file.ts';

/** What the NSS of the packaged libraries calls of SQLite. */
const CALLS = [
  ...['bind_blob', 'bind_int', 'bind_text', 'busy_timeout', 'close', 'column_blob', 'column_bytes'],
  ...['column_count', 'column_int', 'column_name', 'column_text', 'exec', 'file_control'],
  ...['finalize', 'free', 'mprintf', 'open_v2', 'prepare_v2', 'reset', 'step'],
].map((name) => `sqlite3_${name}`);
const VARIABLE = 'sqlite3_temp_directory';
const SONAME = 'libsqlite3.so.0';

/** mov eax, SQLITE_ERROR; ret */
const FAIL = Buffer.from('b801000000c3', 'hex');
const HEADERS = 64 + 3 * 56;
const SYMBOL = 24;

/**
 * A folder with a `libsqlite3.so.0` whose every call fails. Chromium 65 starts NSS, which keeps certificates in SQLite and
 * continues without a store of them where none can be opened; without the library it ends. The packaged libraries lack it, as
 * does a bare Debian, and no package with it for this alone was found.
 */
export async function sqliteSubstitute(folder: string): Promise<string> {
  await writeWholeFile(join(folder, SONAME), sharedObject(), 0o755);
  return folder;
}

/** An ELF shared object for x86-64 (System V ABI, AMD64 supplement): headers, hash table, symbols, names, code, data, dynamic section. */
function sharedObject(): Buffer {
  const names = [...CALLS, VARIABLE];
  const strings = Buffer.from(`\0${[...names, SONAME].join('\0')}\0`);
  const nameAt = (name: string) => strings.indexOf(`\0${name}\0`) + 1;
  const count = names.length + 1;
  const hash = words([
    1,
    count,
    1,
    ...Array.from({ length: count }, (_, i) => (i > 0 && i < count - 1 ? i + 1 : 0)),
  ]);
  const symbolsAt = aligned(HEADERS + hash.length);
  const stringsAt = symbolsAt + count * SYMBOL;
  const codeAt = aligned(stringsAt + strings.length);
  const dataAt = aligned(codeAt + FAIL.length);
  const dynamicAt = dataAt + 8;
  const dynamic = longs([
    ...[4, HEADERS, 5, stringsAt, 6, symbolsAt, 10, strings.length, 11, SYMBOL],
    ...[14, nameAt(SONAME), 0, 0],
  ]);
  const size = dynamicAt + dynamic.length;
  const file = Buffer.alloc(size);
  fileHeader().copy(file);
  segment(1, 7, 0, size, 0x1000).copy(file, 64);
  segment(2, 6, dynamicAt, dynamic.length, 8).copy(file, 64 + 56);
  // The stack need not be executable.
  segment(0x6474e551, 6, 0, 0, 16).copy(file, 64 + 2 * 56);
  hash.copy(file, HEADERS);
  for (const [i, name] of names.entries()) {
    const isVariable = name === VARIABLE;
    symbol(nameAt(name), isVariable, isVariable ? dataAt : codeAt).copy(
      file,
      symbolsAt + (i + 1) * SYMBOL,
    );
  }
  strings.copy(file, stringsAt);
  FAIL.copy(file, codeAt);
  dynamic.copy(file, dynamicAt);
  return file;
}

const aligned = (place: number) => Math.ceil(place / 16) * 16;
const words = (values: readonly number[]) => Buffer.from(Uint32Array.from(values).buffer);
const longs = (values: readonly number[]) =>
  Buffer.from(BigUint64Array.from(values, BigInt).buffer);

/** A 64-bit, little-endian shared object with three segments and no sections. */
function fileHeader(): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  header.writeUInt16LE(3, 16);
  header.writeUInt16LE(62, 18);
  header.writeUInt32LE(1, 20);
  header.writeUInt32LE(64, 32);
  for (const [place, value] of [
    [52, 64],
    [54, 56],
    [56, 3],
    [58, 64],
  ] as const)
    header.writeUInt16LE(value, place);
  return header;
}

const segment = (type: number, rights: number, place: number, size: number, alignment: number) =>
  Buffer.concat([words([type, rights]), longs([place, place, place, size, size, alignment])]);

/** Global, in a section that is there. */
function symbol(name: number, isVariable: boolean, place: number): Buffer {
  const info = 0x10 | (isVariable ? 1 : 2);
  return Buffer.concat([words([name, info | (1 << 16)]), longs([place, 8])]);
}
