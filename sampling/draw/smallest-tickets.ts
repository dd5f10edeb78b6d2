import { IDENTIFIER_LENGTH } from '../frame/identifier.ts';
import { toHex, wordsToBytes } from '../randomness/sha256.ts';

const TICKET_WORDS = 8;

/**
 * For every stratum the units with the smallest tickets seen so far, in a bounded max-heap: memory
 * is that of the sample, not of the frame, and the result cannot depend on the order of arrival.
 * Tickets compare as 256-bit numbers, equal tickets (never expected) by unit id.
 */
export class SmallestTickets {
  private readonly first: Int32Array;
  private readonly held: Int32Array;
  private readonly tickets: Uint32Array;
  private readonly ids: Uint8Array;
  private readonly idLengths: Uint8Array;
  private readonly heap: Int32Array;

  /** `capacities[h]` units are kept in stratum h. */
  constructor(capacities: readonly number[]) {
    this.first = new Int32Array(capacities.length + 1);
    capacities.forEach((capacity, h) => {
      this.first[h + 1] = this.first[h]! + capacity;
    });
    const slots = this.first[capacities.length]!;
    this.held = new Int32Array(capacities.length);
    this.tickets = new Uint32Array(slots * TICKET_WORDS);
    this.ids = new Uint8Array(slots * IDENTIFIER_LENGTH);
    this.idLengths = new Uint8Array(slots);
    this.heap = new Int32Array(slots);
  }

  /** Considers the unit whose id is `bytes[from, to)` and whose ticket is `words`. */
  offer(stratum: number, words: Int32Array, bytes: Uint8Array, from: number, to: number): void {
    const base = this.first[stratum]!;
    const capacity = this.first[stratum + 1]! - base;
    if (capacity === 0) return;
    const held = this.held[stratum]!;
    if (held < capacity) {
      this.store(base + held, words, bytes, from, to);
      this.held[stratum] = held + 1;
      this.rise(base, held, base + held);
      return;
    }
    const largest = this.heap[base]!;
    if (words[0]! >>> 0 > this.tickets[largest * TICKET_WORDS]!) return;
    if (!this.isBelow(words, bytes, from, to, largest)) return;
    this.store(largest, words, bytes, from, to);
    this.sink(base, capacity, largest);
  }

  /** Kept units of a stratum, smallest ticket first. */
  inOrder(stratum: number): { unitId: string; ticket: string }[] {
    const base = this.first[stratum]!;
    const slots = [...this.heap.subarray(base, base + this.held[stratum]!)];
    return slots
      .sort((a, b) => this.compare(a, b))
      .map((slot) => ({ unitId: this.unitId(slot), ticket: this.ticket(slot) }));
  }

  private store(slot: number, words: Int32Array, bytes: Uint8Array, from: number, to: number) {
    this.tickets.set(words, slot * TICKET_WORDS);
    const at = slot * IDENTIFIER_LENGTH;
    for (let i = from; i < to; i++) this.ids[at + i - from] = bytes[i]!;
    this.idLengths[slot] = to - from;
  }

  private rise(base: number, position: number, slot: number): void {
    let at = position;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.compare(this.heap[base + parent]!, slot) >= 0) break;
      this.heap[base + at] = this.heap[base + parent]!;
      at = parent;
    }
    this.heap[base + at] = slot;
  }

  private sink(base: number, size: number, slot: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && this.compare(this.heap[base + right]!, this.heap[base + child]!) > 0)
        child = right;
      if (this.compare(this.heap[base + child]!, slot) <= 0) break;
      this.heap[base + at] = this.heap[base + child]!;
      at = child;
    }
    this.heap[base + at] = slot;
  }

  private isBelow(words: Int32Array, bytes: Uint8Array, from: number, to: number, slot: number) {
    for (let i = 0; i < TICKET_WORDS; i++) {
      const word = words[i]! >>> 0;
      const other = this.tickets[slot * TICKET_WORDS + i]!;
      if (word !== other) return word < other;
    }
    return new TextDecoder().decode(bytes.subarray(from, to)) < this.unitId(slot);
  }

  private compare(a: number, b: number): number {
    for (let i = 0; i < TICKET_WORDS; i++) {
      const x = this.tickets[a * TICKET_WORDS + i]!;
      const y = this.tickets[b * TICKET_WORDS + i]!;
      if (x !== y) return x < y ? -1 : 1;
    }
    return a === b ? 0 : this.unitId(a) < this.unitId(b) ? -1 : 1;
  }

  private unitId(slot: number): string {
    const at = slot * IDENTIFIER_LENGTH;
    return String.fromCharCode(...this.ids.subarray(at, at + this.idLengths[slot]!));
  }

  private ticket(slot: number): string {
    const at = slot * TICKET_WORDS;
    return toHex(wordsToBytes(Int32Array.from(this.tickets.subarray(at, at + TICKET_WORDS))));
  }
}
