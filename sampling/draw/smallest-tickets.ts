import { IDENTIFIER_LENGTH } from '../frame/identifier.ts';
import { toHex, wordsToBytes } from '../randomness/sha256.ts';

const TICKET_WORDS = 8;
const decoder = new TextDecoder();

/**
 * For every stratum the units with the smallest tickets seen so far, in a bounded max-heap: memory
 * is that of the sample, not of the frame, and the result cannot depend on the order of arrival.
 * Tickets compare as 256-bit numbers, equal tickets (never expected) by unit id.
 */
export class SmallestTickets {
  private readonly first: Int32Array;
  private readonly held: Int32Array;
  private readonly tickets: Uint32Array;
  /** First word of each ticket once more, close together: it decides nearly every comparison. */
  private readonly leading: Uint32Array;
  private readonly ids: Uint8Array;
  private readonly idLengths: Uint8Array;
  private readonly heap: Int32Array;
  /** First word of the largest kept ticket: most units fail on this one number, in cache. */
  private readonly limits: Uint32Array;

  /** `capacities[h]` units are kept in stratum h. */
  constructor(capacities: readonly number[]) {
    this.first = new Int32Array(capacities.length + 1);
    capacities.forEach((capacity, h) => {
      this.first[h + 1] = this.first[h]! + capacity;
    });
    const slots = this.first[capacities.length]!;
    this.held = new Int32Array(capacities.length);
    this.tickets = new Uint32Array(slots * TICKET_WORDS);
    this.leading = new Uint32Array(slots);
    this.ids = new Uint8Array(slots * IDENTIFIER_LENGTH);
    this.idLengths = new Uint8Array(slots);
    this.heap = new Int32Array(slots);
    this.limits = new Uint32Array(capacities.length).fill(0xffffffff);
  }

  /** Considers the unit whose id is `bytes[from, to)` and whose ticket is `words`. */
  offer(stratum: number, words: Int32Array, bytes: Uint8Array, from: number, to: number): void {
    if (words[0]! >>> 0 > this.limits[stratum]!) return;
    const base = this.first[stratum]!;
    const capacity = this.first[stratum + 1]! - base;
    const held = this.held[stratum]!;
    if (held < capacity) {
      this.store(base + held, words, bytes, from, to);
      this.held[stratum] = held + 1;
      this.rise(base, held, base + held);
    } else if (capacity > 0 && this.isBelow(words, bytes, from, to, this.heap[base]!)) {
      this.store(this.heap[base]!, words, bytes, from, to);
      this.sink(base, capacity, this.heap[base]!);
    }
    if (this.held[stratum] === capacity)
      this.limits[stratum] = this.largestFirstWord(base, capacity);
  }

  /** Kept units of a stratum, smallest ticket first. */
  inOrder(stratum: number): { unitId: string; ticket: string }[] {
    const base = this.first[stratum]!;
    const size = this.held[stratum]!;
    this.sortHeap(base, size);
    const slots = this.heap.subarray(base, base + size);
    // One text per stratum, cut into units: a text per unit would take most of the time.
    const digits = hexDigits(this.tickets, slots);
    const ids = decoder.decode(this.idBytes(slots));
    let end = 0;
    const units = Array.from(slots, (slot, i) => {
      const from = end;
      end += this.idLengths[slot]!;
      const unitId = ids.slice(from, end);
      return { unitId, ticket: digits.slice(64 * i, 64 * i + 64) };
    });
    // Descending order is a heap again, so the next unit may still arrive.
    slots.reverse();
    return units;
  }

  /** Heap sort in place, smallest ticket first. */
  private sortHeap(base: number, size: number): void {
    for (let last = size - 1; last > 0; last--) {
      const largest = this.heap[base]!;
      this.sink(base, last, this.heap[base + last]!);
      this.heap[base + last] = largest;
    }
  }

  private idBytes(slots: Int32Array): Uint8Array {
    const bytes = new Uint8Array(slots.length * IDENTIFIER_LENGTH);
    let to = 0;
    for (const slot of slots) {
      const from = slot * IDENTIFIER_LENGTH;
      for (let i = 0; i < this.idLengths[slot]!; i++) bytes[to++] = this.ids[from + i]!;
    }
    return bytes.subarray(0, to);
  }

  private largestFirstWord(base: number, capacity: number): number {
    return capacity === 0 ? 0 : this.leading[this.heap[base]!]!;
  }

  private store(slot: number, words: Int32Array, bytes: Uint8Array, from: number, to: number) {
    // Loops: `set` of a few words costs more than the words.
    for (let i = 0; i < TICKET_WORDS; i++) this.tickets[slot * TICKET_WORDS + i] = words[i]!;
    this.leading[slot] = words[0]!;
    const offset = slot * IDENTIFIER_LENGTH;
    for (let i = from; i < to; i++) this.ids[offset + i - from] = bytes[i]!;
    this.idLengths[slot] = to - from;
  }

  private rise(base: number, position: number, slot: number): void {
    let child = position;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (this.compare(this.heap[base + parent]!, slot) >= 0) break;
      this.heap[base + child] = this.heap[base + parent]!;
      child = parent;
    }
    this.heap[base + child] = slot;
  }

  private sink(base: number, size: number, slot: number): void {
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && this.compare(this.heap[base + right]!, this.heap[base + child]!) > 0)
        child = right;
      if (this.compare(this.heap[base + child]!, slot) <= 0) break;
      this.heap[base + parent] = this.heap[base + child]!;
      parent = child;
    }
    this.heap[base + parent] = slot;
  }

  private isBelow(words: Int32Array, bytes: Uint8Array, from: number, to: number, slot: number) {
    for (let i = 0; i < TICKET_WORDS; i++) {
      const word = words[i]! >>> 0;
      const other = this.tickets[slot * TICKET_WORDS + i]!;
      if (word !== other) return word < other;
    }
    return decoder.decode(bytes.subarray(from, to)) < this.unitId(slot);
  }

  private compare(a: number, b: number): number {
    const lead = this.leading[a]! - this.leading[b]!;
    return lead !== 0 ? lead : this.compareWhole(a, b);
  }

  private compareWhole(a: number, b: number): number {
    for (let i = 1; i < TICKET_WORDS; i++) {
      const x = this.tickets[a * TICKET_WORDS + i]!;
      const y = this.tickets[b * TICKET_WORDS + i]!;
      if (x !== y) return x < y ? -1 : 1;
    }
    return a === b ? 0 : this.unitId(a) < this.unitId(b) ? -1 : 1;
  }

  private unitId(slot: number): string {
    const offset = slot * IDENTIFIER_LENGTH;
    return String.fromCharCode(...this.ids.subarray(offset, offset + this.idLengths[slot]!));
  }
}

/** Tickets of the slots as 64 hex digits each, side by side. */
function hexDigits(tickets: Uint32Array, slots: Int32Array): string {
  const bytes = new Uint8Array(slots.length * 4 * TICKET_WORDS);
  slots.forEach((slot, i) => {
    const words = tickets.subarray(slot * TICKET_WORDS, (slot + 1) * TICKET_WORDS);
    bytes.set(wordsToBytes(words), i * 4 * TICKET_WORDS);
  });
  return toHex(bytes);
}
