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
const NO_KEYS = Buffer.alloc(KEYS.length * DOUBLE);

/** What identifies a row that somebody can correct. */
export interface SpooledFault {
  readonly agencyCode: string | null;
  readonly cells: readonly string[];
}

/** Writes what is kept of rows until all are decided: fields as the database takes them, then who each is about. */
export class SpoolWriter {
  /** The same in every row. */
  private readonly ofList: Readonly<Record<keyof List, Buffer>>;
  private readonly bytes = new FieldBytes();

  constructor({ campaignId, fileId }: List) {
    this.ofList = { campaignId: uuidField(campaignId), fileId: uuidField(fileId) };
  }

  /** A row behind those before it, its keys still empty; gives where it ends. `fault`: of one that can be corrected. */
  add(application: Application, field: number, fault: SpooledFault | undefined): number {
    const { bytes } = this;
    const start = bytes.length;
    bytes.int32(0);
    for (const column of READY) {
      if (column === 'fileId' || column === 'campaignId') bytes.copy(this.ofList[column]);
      else if (column === 'code') bytes.add('text', application.code || null);
      else bytes.add(COLUMNS.dossier[column], application[column]);
    }
    bytes.setInt32(bytes.length - start - INT, start);
    bytes.int32(field);
    bytes.int32(0);
    const stated = bytes.length;
    const { contact } = application;
    if (contact) {
      bytes.int32(KINDS.indexOf(contact.kind));
      bytes.copy(NO_KEYS);
      bytes.text(writtenIdentity(identityOf(contact)));
    } else if (fault) bytes.text(JSON.stringify(fault));
    bytes.setInt32(bytes.length - stated, stated - INT);
    return bytes.length;
  }

  /** The rows since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.bytes.view());
    this.bytes.clear();
    return taken;
  }
}

function uuidField(value: string): Buffer {
  const bytes = new FieldBytes();
  bytes.add('uuid', value);
  return bytes.view();
}

/** The same row as it comes back, its owner’s identity sealed behind it. */
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
    add(this.bytes.subarray(this.stated, this.statedEnd));
    add(Buffer.from(fields[this.field] ?? ''));
    return hash >>> 0;
  }

  get fault(): SpooledFault {
    return JSON.parse(this.bytes.toString('utf8', this.stated, this.statedEnd)) as SpooledFault;
  }

  get kind(): Contact['kind'] {
    return KINDS[this.bytes.readInt32BE(this.stated)]!;
  }

  /** The owner’s identity as it is written to be sealed. */
  get written(): Buffer {
    return this.bytes.subarray(this.keysEnd, this.statedEnd);
  }

  setKeys(keys: IdentityKeys): void {
    let offset = this.stated + INT;
    for (const key of KEYS) offset = this.bytes.writeDoubleBE(keys[key], offset);
  }

  identified(hasSharedPhone: boolean): KeyedIdentity {
    const start = this.stated + INT;
    const key = (index: number) => this.bytes.readDoubleBE(start + index * DOUBLE);
    const keys = { phone: key(0), id: key(1), name: key(2), bare: key(3), birth: key(4) };
    const sealed = this.bytes.subarray(this.statedEnd);
    return new SpooledIdentity({ written: this.written, sealed, keys, hasSharedPhone });
  }

  /** From here on is what the row says beside its columns. */
  private get stated(): number {
    return this.end + 2 * INT;
  }

  private get statedEnd(): number {
    return this.stated + this.bytes.readInt32BE(this.end + INT);
  }

  private get keysEnd(): number {
    return this.stated + INT + KEYS.length * DOUBLE;
  }
}

/** Most persons have one dossier: what it says of them is sealed already, and is read for the others only. */
class SpooledIdentity implements KeyedIdentity {
  readonly sealed: Buffer;
  readonly keys: IdentityKeys;
  readonly hasSharedPhone: boolean;
  private readonly written: Buffer;
  private read: Identity | undefined;

  constructor({
    written,
    sealed,
    keys,
    hasSharedPhone,
  }: Pick<KeyedIdentity, 'keys' | 'hasSharedPhone'> & Record<'written' | 'sealed', Buffer>) {
    this.written = written;
    this.sealed = sealed;
    this.keys = keys;
    this.hasSharedPhone = hasSharedPhone;
  }

  get identity(): Identity {
    this.read ??= readIdentity(this.written.toString('utf8'));
    return this.read;
  }
}
