import { open, readFile, stat } from 'node:fs/promises';
import { ListError } from '../list-error.ts';
import type { ForeignKind } from './foreign-kind.ts';
import {
  kindOfBytes,
  kindOfContainer,
  kindOfMarkup,
  kindOfMembers,
  refusalFor,
} from './foreign-kind.ts';
import type { FileKind } from './sheet-row.ts';
import { wideEncoding } from './text-encoding.ts';
import type { Member } from './zip-directory.ts';
import { zipDirectory } from './zip-directory.ts';
import { memberText } from './zip-member.ts';

const UNPACKED_LIMIT = 1024 * 1024 * 1024;
const SUSPECT_SIZE = 64 * 1024 * 1024;
const MOST_PACKED = 50;
/** What is unpacked or searched as a whole; a plain list may be larger. */
const WHOLE_MB = 60;
const ZIP = Buffer.from('PK');
const GZIP = Buffer.from('1f8b', 'hex');
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** First member of an OpenDocument package, stored as it is (ODF 1.3 part 2, 3.3). */
const ODS_MIMETYPE = Buffer.from('mimetypeapplication/vnd.oasis.opendocument.spreadsheet');
/** The stream in which Office keeps a workbook that has a password. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');

/** What a file is, by its content: names and extensions are often wrong. Throws the refusal otherwise. */
export async function fileKind(path: string): Promise<FileKind> {
  const head = await headOf(path);
  if (head.length === 0) throw new ListError('file_empty');
  if (startsWith(head, GZIP)) return 'csv.gz';
  if (startsWith(head, OLE)) return containerKind(await wholeFile(path));
  if (startsWith(head, ZIP)) return workbookKind(await wholeFile(path));
  const foreign = kindOfBytes(head);
  if (foreign) throw foreignFile(foreign);
  const wide = wideEncoding(head);
  if (!wide && head.includes(0)) throw foreignFile('other');
  const text = new TextDecoder(wide ?? 'latin1')
    .decode(head)
    .replace(/^(?:ï»¿|\ufeff)/u, '')
    .trimStart();
  if (text === '' && head.length < HEAD_BYTES) throw new ListError('file_empty');
  if (/^mime-version:/iu.test(text)) return wholeFile(path).then(() => 'mht');
  if (/^<(?!\?xml)/u.test(text) || XHTML.test(text)) return pageKind(path, text, wide);
  if (/^[<{]/u.test(text)) return markupKind(path, text);
  return 'csv';
}
const XHTML = /^<\?xml[^>]*>\s*(?:<!doctype html[^>]*>\s*)?<html[\s>]/iu;

const foreignFile = (kind: ForeignKind) => new ListError(refusalFor(kind), { kind });

function containerKind(bytes: Buffer): FileKind {
  if (bytes.includes(ENCRYPTED_STREAM)) throw new ListError('file_encrypted');
  const kind = kindOfContainer(bytes);
  if (kind !== 'xls') throw foreignFile(kind);
  return kind;
}

async function markupKind(path: string, head: string): Promise<FileKind> {
  const kind = kindOfMarkup(head);
  if (kind !== 'xml') throw foreignFile(kind);
  await wholeFile(path);
  return kind;
}

/** A web page is a list when it holds a table; systems write one and name it .xls. */
async function pageKind(path: string, head: string, wide: string | undefined): Promise<FileKind> {
  if (/<t[dh][\s>]/iu.test(head)) return 'html';
  const text = new TextDecoder(wide ?? 'latin1').decode(await wholeFile(path));
  if (!/<t[dh][\s>]/iu.test(text)) throw foreignFile('web_page');
  return 'html';
}

async function workbookKind(bytes: Buffer): Promise<FileKind> {
  const members = zipDirectory(bytes);
  if (!members) throw new ListError('file_unreadable');
  if (members.some(({ name }) => name === 'EncryptedPackage'))
    throw new ListError('file_encrypted');
  const isOds = bytes.subarray(0, HEAD_BYTES).includes(ODS_MIMETYPE);
  const foreign = kindOfMembers(members.map(({ name }) => name));
  if (foreign && !isOds) throw foreignFile(foreign);
  refuseBomb(members, bytes.length);
  if (isOds && (await isEncryptedOds(bytes, members))) throw new ListError('file_encrypted');
  return isOds ? 'ods' : 'xlsx';
}

/** The manifest of an OpenDocument names how its parts are encrypted (ODF 1.3 part 2, 3.4). */
async function isEncryptedOds(bytes: Buffer, members: readonly Member[]): Promise<boolean> {
  const manifest = members.find(({ name }) => name === 'META-INF/manifest.xml');
  if (!manifest) return false;
  const text = await memberText(bytes, manifest).catch(() => '');
  return text.includes(':encryption-data');
}

/**
 * Unpacking is held to the sizes that the directory declares, so a bomb shows itself here. Lists pack to a tenth (57 MB to
 * 5.8), rows that are only formatted to a twelfth, one letter repeated to a thousandth.
 */
function refuseBomb(members: readonly Member[], fileSize: number): void {
  const unpacked = members.reduce((sum, { size }) => sum + size, 0);
  const isBomb = unpacked > SUSPECT_SIZE && unpacked > fileSize * MOST_PACKED;
  if (unpacked > UNPACKED_LIMIT || isBomb)
    throw new ListError('file_too_large', { limitMb: WHOLE_MB });
}

async function wholeFile(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > WHOLE_MB * 1024 * 1024) throw new ListError('file_too_large', { limitMb: WHOLE_MB });
  return readFile(path);
}

const HEAD_BYTES = 4096;
const startsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start);

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
