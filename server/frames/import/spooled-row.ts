import { readIdentity, writtenIdentity } from '../../db/sealed-identity.ts';
import type { Application, Contact } from '../../lists/decide/application.ts';
import type { KeyedIdentity } from '../../lists/link/complete-identity.ts';
import { identityOf } from '../../lists/link/complete-identity.ts';
import type { Identity } from '../../lists/link/identity.ts';
import type { IdentityKeys } from '../../lists/link/identity-keys.ts';
import { FieldBytes } from '../store/field-bytes.ts';
import { COLUMNS } from '../store/row-array.ts';

interface List {
  readonly campaignId: string;
  readonly fileId: string;
}

type Column = keyof typeof COLUMNS.dossier;
type Read = Omit<Application, 'contact' | 'reason' | 'field'>;
const ALL = Object.keys(COLUMNS.dossier) as Column[];
/** Columns of a dossier that are known once its row has been read; the others wait until all are decided. */
const READY = ALL.slice(0, ALL.indexOf('fieldCode')) as (keyof List | keyof Read)[];
export const READY_COLUMNS = READY.length;

const KINDS: readonly Contact['kind'][] = ['citizen', 'organization'];
const KEYS: readonly (keyof IdentityKeys)[] = ['phone', 'id', 'name', 'bare', 'birth'];
const INT = 4;
/** The fields of file and row number, which come first. */
const FILE_AND_NUMBER = 8 + 16 + 8 + 4;
const DOUBLE = 8;

/** What identifies a row that somebody can correct. */
export interface SpooledFault {
  readonly agencyCode: string | null;
  readonly cells: readonly string[];
}

/** Writes what is kept of a row until all are decided: its fields as the database takes them, then who it is about. */
export class SpoolWriter {
  /** The same in every row. */
  private readonly ofList: Readonly<Record<keyof List, Buffer>>;
  private readonly bytes = new FieldBytes();

  constructor({ campaignId, fileId }: List) {
    this.ofList = { campaignId: uuidField(campaignId), fileId: uuidField(fileId) };
  }

  /** `keys`: of an eligible row; `fault`: of one that can be corrected. Good until the next row. */
  written(
    application: Application,
    field: number,
    keys: IdentityKeys | undefined,
    fault: SpooledFault | undefined,
  ): Buffer {
    const { bytes } = this;
    bytes.clear();
    bytes.int32(0);
    for (const column of READY) {
      if (column === 'fileId' || column === 'campaignId') bytes.copy(this.ofList[column]);
      else if (column === 'code') bytes.add('text', application.code || null);
      else bytes.add(COLUMNS.dossier[column], application[column]);
    }
    bytes.setInt32(bytes.length - INT, 0);
    bytes.int32(field);
    const { contact } = application;
    if (contact && keys) {
      bytes.int32(KINDS.indexOf(contact.kind));
      for (const key of KEYS) bytes.double(keys[key]);
      bytes.text(writtenIdentity(identityOf(contact)));
    } else if (fault) bytes.text(JSON.stringify(fault));
    return bytes.view();
  }
}

function uuidField(value: string): Buffer {
  const bytes = new FieldBytes();
  bytes.add('uuid', value);
  return bytes.view();
}

/** The same row as it comes back. */
export class SpooledRow {
  private readonly bytes: Buffer;
  private readonly end: number;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.end = INT + bytes.readInt32BE(0);
  }

  /** The columns that are ready. */
  get fields(): Buffer {
    return this.bytes.subarray(INT, this.end);
  }

  /** Which of the list’s fields of procedure. */
  get field(): number {
    return this.bytes.readInt32BE(this.end);
  }

  /** Hash of what the row says, in any place of any file: FNV-1a of all but those. */
  rank(fields: readonly (string | null)[]): number {
    let hash = 0x811c9dc5;
    const add = (bytes: Uint8Array) => {
      for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
    };
    add(this.bytes.subarray(INT + FILE_AND_NUMBER, this.end));
    add(this.bytes.subarray(this.end + INT));
    add(Buffer.from(fields[this.field] ?? ''));
    return hash >>> 0;
  }

  get fault(): SpooledFault {
    return JSON.parse(this.bytes.toString('utf8', this.end + INT)) as SpooledFault;
  }

  get kind(): Contact['kind'] {
    return KINDS[this.bytes.readInt32BE(this.end + INT)]!;
  }

  identified(hasSharedPhone: boolean): KeyedIdentity {
    const start = this.end + 2 * INT;
    const key = (index: number) => this.bytes.readDoubleBE(start + index * DOUBLE);
    const keys = { phone: key(0), id: key(1), name: key(2), bare: key(3), birth: key(4) };
    return new SpooledIdentity(
      this.bytes.subarray(start + KEYS.length * DOUBLE),
      keys,
      hasSharedPhone,
    );
  }
}

/** Most persons have one dossier: what it says of them is sealed as it comes back, and is read for the others only. */
class SpooledIdentity implements KeyedIdentity {
  readonly written: Buffer;
  readonly keys: IdentityKeys;
  readonly hasSharedPhone: boolean;
  private read: Identity | undefined;

  constructor(written: Buffer, keys: IdentityKeys, hasSharedPhone: boolean) {
    this.written = written;
    this.keys = keys;
    this.hasSharedPhone = hasSharedPhone;
  }

  get identity(): Identity {
    this.read ??= readIdentity(this.written.toString('utf8'));
    return this.read;
  }
}
