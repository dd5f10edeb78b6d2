import { remembered } from '../../lists/understand/remembered.ts';

/** Types and their object identifiers, which never change (PostgreSQL's catalog pg_type.dat). */
const OIDS = {
  boolean: 16,
  bytea: 17,
  bigint: 20,
  integer: 23,
  text: 25,
  date: 1082,
  uuid: 2950,
} as const;

export type FieldType = keyof typeof OIDS;

const INT = 4;
const FIRST_CAPACITY = 16 * 1024;
const TWO_32 = 2 ** 32;
const DAY_MS = 86_400_000;
/** PostgreSQL counts days from 2000-01-01. */
const EPOCH_DAY = Date.UTC(2000, 0, 1) / DAY_MS;

/** Fields of rows in PostgreSQL's binary form, as record_recv reads them: type, length and bytes of each. */
export class FieldBytes {
  private bytes = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
  private used = 0;

  get length(): number {
    return this.used;
  }

  add(type: FieldType, value: unknown): void {
    this.int32(OIDS[type]);
    if (value === null || value === undefined) this.int32(-1);
    else this.write[type](value as never);
  }

  int32(value: number): void {
    this.room(INT);
    this.used = this.bytes.writeInt32BE(value, this.used);
  }

  /** Puts a number where room was left for it. */
  setInt32(value: number, offset: number): void {
    this.bytes.writeInt32BE(value, offset);
  }

  double(value: number): void {
    this.room(8);
    this.used = this.bytes.writeDoubleBE(value, this.used);
  }

  /** No character takes more than three bytes for each of its agencies. */
  text(value: string): void {
    this.room(value.length * 3);
    this.used += this.bytes.write(value, this.used, 'utf8');
  }

  copy(other: Uint8Array): void {
    this.room(other.length);
    this.bytes.set(other, this.used);
    this.used += other.length;
  }

  /** All there is, until something else is written. */
  view(): Buffer {
    return this.bytes.subarray(0, this.used);
  }

  clear(): void {
    this.used = 0;
  }

  private readonly write: Record<FieldType, (value: never) => void> = {
    text: (value: string) => {
      const start = this.used;
      this.int32(0);
      this.text(value);
      this.setInt32(this.used - start - INT, start);
    },
    bytea: (value: Uint8Array) => {
      this.int32(value.length);
      this.copy(value);
    },
    uuid: (value: string) => {
      this.int32(16);
      this.room(16);
      const { bytes } = this;
      let end = this.used;
      for (let index = 0; index < value.length; index += 2) {
        if (value.charCodeAt(index) === HYPHEN) index++;
        bytes[end++] = (digit(value, index) << 4) | digit(value, index + 1);
      }
      this.used = end;
    },
    date: (value: string) => {
      this.int32(INT);
      this.int32(dayNumber(value));
    },
    integer: (value: number) => {
      this.int32(INT);
      this.int32(value);
    },
    bigint: (value: number) => {
      this.int32(8);
      this.int32(Math.floor(value / TWO_32));
      this.int32(value | 0);
    },
    boolean: (value: boolean) => {
      this.int32(1);
      this.room(1);
      this.bytes[this.used++] = value ? 1 : 0;
    },
  };

  private room(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.used + more));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }
}

/** A list has a few hundred days. */
const dayNumber = remembered(
  (day) =>
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) /
      DAY_MS -
    EPOCH_DAY,
);

const HYPHEN = 0x2d;

/** A hexadecimal digit's value: bit 6 tells its letters, which are 9 short of it in their low four bits. */
function digit(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return (code & 0xf) + 9 * (code >> 6);
}
