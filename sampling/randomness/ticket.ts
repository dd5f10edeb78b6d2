import { SamplingError } from '../errors.ts';
import { HmacKey } from './hmac.ts';
import { toHex, wordsToBytes } from './sha256.ts';

const encoder = new TextEncoder();
const PREFIX = encoder.encode('ticket|');

/**
 * Ticket numbers under one draw key: HMAC-SHA-256(key, "ticket|" + unit id), read as a 256-bit
 * number. Under one key the order of tickets depends on nothing but the ids: order sampling with
 * permanent random numbers (Ohlsson 1995), consistent sampling (Rivest 2018).
 */
export class TicketSource {
  private readonly hmac: HmacKey;
  private readonly block = new Int32Array(16);

  constructor(key: Uint8Array) {
    this.hmac = new HmacKey(key);
  }

  /**
   * Ticket of the id in `bytes[from, to)` (1 to 48 bytes) as eight big-endian words; the next
   * call overwrites them.
   */
  words(bytes: Uint8Array, from: number, to: number): Int32Array {
    const { block } = this;
    // "tick", "et|" are constant; the id starts at byte 7 of the block.
    block[0] = 0x7469636b;
    block[1] = 0x65747c00 | bytes[from]!;
    const length = PREFIX.length + to - from;
    let offset = from + 1;
    let word = 2;
    for (; offset + 4 <= to; offset += 4)
      block[word++] =
        (bytes[offset]! << 24) |
        (bytes[offset + 1]! << 16) |
        (bytes[offset + 2]! << 8) |
        bytes[offset + 3]!;
    let last = 0;
    for (let shift = 24; offset <= to; shift -= 8, offset++)
      last |= (offset < to ? bytes[offset]! : 0x80) << shift;
    block[word++] = last;
    while (word < 15) block[word++] = 0;
    return this.hmac.macOfBlock(block, length);
  }

  /** Ticket of one unit id as 64 lower-case hex digits. */
  ticket(unitId: string): string {
    const id = encoder.encode(unitId);
    return toHex(wordsToBytes(this.words(id, 0, id.length)));
  }

  /** MAC of any text, as 64 hex digits: the starts of systematic selections. */
  mac(text: string): string {
    return toHex(this.hmac.mac(encoder.encode(text)));
  }
}

/** Ticket of one unit under a 32-byte key: 64 lower-case hex digits. */
export const ticket = (key: Uint8Array, unitId: string): string =>
  new TicketSource(key).ticket(unitId);

/**
 * Uniform number in (0, 1) from a ticket: (2x + 1) / 2^53 with x its first 13 hex digits, exact in
 * IEEE doubles; feeds Poisson and Pareto sampling.
 */
export const uniformOf = (ticketHex: string): number =>
  (2 * Number.parseInt(ticketHex.slice(0, 13), 16) + 1) / 2 ** 53;

/**
 * Random start of a systematic selection in a stratum: MAC("start|" + stratum) mod `modulus`,
 * an integer in [0, modulus); bias below modulus / 2^256. Throws BadModulus unless modulus >= 1.
 */
export function randomStart(key: Uint8Array, stratum: string, modulus: number): number {
  if (!Number.isSafeInteger(modulus) || modulus < 1)
    throw new SamplingError('BadModulus', 'A random start needs at least one position.', {
      modulus,
    });
  const mac = BigInt(`0x${new TicketSource(key).mac(`start|${stratum}`)}`);
  return Number(mac % BigInt(modulus));
}
