import { compress, INITIAL_STATE } from './sha256-block.ts';

const BLOCK = 64;

/**
 * SHA-256 over bytes arriving in pieces (FIPS 180-4, 2015, §6.2). Written here, not taken from
 * the platform, because the browser's digest is asynchronous and Node's is not in the browser.
 */
export class Sha256 {
  private readonly state = INITIAL_STATE.slice();
  private readonly words = new Int32Array(16);
  private readonly pending = new Uint8Array(BLOCK);
  private pendingLength = 0;
  private total = 0;

  /** As new, whatever came before; returns itself. */
  restart(): this {
    this.state.set(INITIAL_STATE);
    this.pendingLength = 0;
    this.total = 0;
    return this;
  }

  /** Appends bytes; returns itself. */
  update(bytes: Uint8Array): this {
    this.total += bytes.length;
    let offset = 0;
    if (this.pendingLength + bytes.length < BLOCK) return this.keep(bytes);
    if (this.pendingLength > 0) {
      offset = BLOCK - this.pendingLength;
      this.pending.set(bytes.subarray(0, offset), this.pendingLength);
      this.pendingLength = 0;
      this.absorb(this.pending, 0);
    }
    for (; offset + BLOCK <= bytes.length; offset += BLOCK) this.absorb(bytes, offset);
    return this.keep(bytes.subarray(offset));
  }

  private keep(bytes: Uint8Array): this {
    this.pending.set(bytes, this.pendingLength);
    this.pendingLength += bytes.length;
    return this;
  }

  /** Pads and returns the 32-byte digest; the object is used up until `restart`. */
  digest(): Uint8Array {
    const { pending, pendingLength } = this;
    pending[pendingLength] = 0x80;
    pending.fill(0, pendingLength + 1);
    if (pendingLength >= 56) {
      this.absorb(pending, 0);
      pending.fill(0);
    }
    setWord(pending, 56, Math.floor(this.total / 2 ** 29));
    setWord(pending, 60, (this.total % 2 ** 29) * 8);
    this.absorb(pending, 0);
    return wordsToBytes(this.state);
  }

  private absorb(bytes: Uint8Array, offset: number): void {
    const { words } = this;
    for (let i = 0, j = offset; i < 16; i++, j += 4)
      words[i] = (bytes[j]! << 24) | (bytes[j + 1]! << 16) | (bytes[j + 2]! << 8) | bytes[j + 3]!;
    compress(this.state, words, this.state);
  }
}

/** SHA-256 of a byte string: 32 bytes (FIPS 180-4, 2015). */
export const sha256 = (bytes: Uint8Array): Uint8Array => new Sha256().update(bytes).digest();

/**
 * SHA-256 of the UTF-8 bytes of a text as 64 lower-case hex digits, without a copy of the text.
 * FIPS 180-4 (2015).
 */
export function sha256Text(text: string): string {
  const hash = new Sha256();
  for (const piece of utf8Pieces(text)) hash.update(piece);
  return toHex(hash.digest());
}

/**
 * UTF-8 bytes of a text in pieces of at most 64 KiB; each piece is overwritten by the next, so a
 * frame of a million units is never in memory twice.
 */
export function* utf8Pieces(text: string): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(65_536);
  for (let offset = 0; offset < text.length; ) {
    const { read, written } = encoder.encodeInto(text.slice(offset, offset + 21_000), buffer);
    // A slice may end inside a surrogate pair; the half is encoded with the next slice.
    const whole = isHighSurrogate(text, offset + read - 1) && offset + read < text.length;
    yield buffer.subarray(0, whole ? written - 3 : written);
    offset += whole ? read - 1 : read;
  }
}

const isHighSurrogate = (text: string, index: number) =>
  (text.charCodeAt(index) & 0xfc00) === 0xd800;

/** Eight big-endian 32-bit words as 32 bytes. */
export function wordsToBytes(words: Int32Array | Uint32Array): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  for (let i = 0; i < words.length; i++) setWord(bytes, 4 * i, words[i]!);
  return bytes;
}

function setWord(bytes: Uint8Array, offset: number, word: number): void {
  bytes[offset] = word >>> 24;
  bytes[offset + 1] = word >>> 16;
  bytes[offset + 2] = word >>> 8;
  bytes[offset + 3] = word;
}

/** Bytes as lower-case hex digits, one flat string: sums of pieces would hold twenty times the memory. */
export function toHex(bytes: Uint8Array): string {
  const digits = new Uint8Array(bytes.length * 2);
  for (let i = 0; i < bytes.length; i++) {
    digits[2 * i] = HEX_DIGITS[bytes[i]! >> 4]!;
    digits[2 * i + 1] = HEX_DIGITS[bytes[i]! & 15]!;
  }
  return decoder.decode(digits);
}

const decoder = new TextDecoder();
const HEX_DIGITS = new TextEncoder().encode('0123456789abcdef');

/** Lower-case hex digits as bytes; the caller has checked the digits. */
export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
