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

export type ArrayType = keyof typeof OIDS;

const HEADER = 20;
const LENGTH = 4;
const FIRST_CAPACITY = 16 * 1024;
const TWO_32 = 2 ** 32;
const DAY_MS = 86_400_000;
/** PostgreSQL counts days from 2000-01-01. */
const EPOCH_DAY = Date.UTC(2000, 0, 1) / DAY_MS;

/**
 * An array of PostgreSQL in its binary form, as array_recv reads it: a header, then the length and the bytes
 * of each element. It costs the server a third of what the text of an array does, and us no text at all.
 */
export class BinaryArray {
  private readonly type: ArrayType;
  private bytes = Buffer.allocUnsafeSlow(FIRST_CAPACITY);
  private used = HEADER;
  private count = 0;
  private hasNull = false;
  private readonly write: (value: never) => void;

  constructor(type: ArrayType) {
    this.type = type;
    this.write = this.writers[type];
  }

  add(value: unknown): void {
    this.count++;
    if (value === null || value === undefined) {
      this.hasNull = true;
      this.room(LENGTH);
      this.used = this.bytes.writeInt32BE(-1, this.used);
      return;
    }
    this.write(value as never);
  }

  /** The array of what has been added since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    const { bytes, count, hasNull } = this;
    bytes.writeInt32BE(1, 0);
    bytes.writeInt32BE(hasNull ? 1 : 0, 4);
    bytes.writeInt32BE(OIDS[this.type], 8);
    bytes.writeInt32BE(count, 12);
    bytes.writeInt32BE(1, 16);
    const taken = new Uint8Array(bytes.subarray(0, this.used));
    this.used = HEADER;
    this.count = 0;
    this.hasNull = false;
    return taken;
  }

  private readonly writers: Record<ArrayType, (value: never) => void> = {
    text: (value: string) => {
      // No character takes more than three bytes for each of its units.
      this.room(LENGTH + value.length * 3);
      this.element(this.bytes.write(value, this.used + LENGTH));
    },
    bytea: (value: Uint8Array) => {
      this.room(LENGTH + value.length);
      this.bytes.set(value, this.used + LENGTH);
      this.element(value.length);
    },
    uuid: (value: string) => {
      this.room(LENGTH + 16);
      this.element(this.bytes.write(value.replaceAll('-', ''), this.used + LENGTH, 'hex'));
    },
    date: (value: string) => this.writers.integer(dayNumber(value) as never),
    integer: (value: number) => {
      this.room(LENGTH + 4);
      this.bytes.writeInt32BE(value, this.used + LENGTH);
      this.element(4);
    },
    bigint: (value: number) => {
      this.room(LENGTH + 8);
      this.bytes.writeInt32BE(Math.floor(value / TWO_32), this.used + LENGTH);
      this.bytes.writeUInt32BE(value >>> 0, this.used + LENGTH + 4);
      this.element(8);
    },
    boolean: (value: boolean) => {
      this.room(LENGTH + 1);
      this.bytes[this.used + LENGTH] = value ? 1 : 0;
      this.element(1);
    },
  };

  /** So many bytes have been written where an element's bytes belong. */
  private element(length: number): void {
    this.bytes.writeInt32BE(length, this.used);
    this.used += LENGTH + length;
  }

  private room(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.used + more));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }
}

const dayNumber = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) /
    DAY_MS -
  EPOCH_DAY;
