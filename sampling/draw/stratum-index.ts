/** FNV-1a offset and prime: a cheap, even hash of short identifiers (Fowler, Noll, Vo 1991). */
const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/**
 * Position of a stratum by the bytes of its code: open addressing over the plan's strata, so that
 * ten million frame lines are looked up without making a string of each. Codes are ASCII.
 */
export class StratumIndex {
  private readonly table: Int32Array;
  /** Codes side by side, that of stratum h at [first[h], first[h + 1]): no object per code. */
  private readonly codes: Uint8Array;
  private readonly first: Int32Array;

  constructor(strata: readonly string[]) {
    this.codes = new TextEncoder().encode(strata.join(''));
    this.first = new Int32Array(strata.length + 1);
    let size = 16;
    while (size < 2 * strata.length) size *= 2;
    this.table = new Int32Array(size).fill(-1);
    strata.forEach((code, h) => {
      const from = this.first[h]!;
      const to = from + code.length;
      this.first[h + 1] = to;
      this.table[this.slotOf(this.codes, from, to)] = h;
    });
  }

  /** Position of the stratum `bytes[from, to)` in the list given, or -1. */
  find(bytes: Uint8Array, from: number, to: number): number {
    return this.table[this.slotOf(bytes, from, to)]!;
  }

  /** Slot that holds the code, or the empty slot where it would go. */
  private slotOf(bytes: Uint8Array, from: number, to: number): number {
    const { table } = this;
    const mask = table.length - 1;
    let hash = OFFSET;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, PRIME);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (table[slot]! >= 0 && !this.isCode(table[slot]!, bytes, from, to))
      slot = (slot + 1) & mask;
    return slot;
  }

  private isCode(h: number, bytes: Uint8Array, from: number, to: number): boolean {
    const { codes } = this;
    const start = this.first[h]!;
    if (this.first[h + 1]! - start !== to - from) return false;
    for (let i = from; i < to; i++) if (codes[start + i - from] !== bytes[i]) return false;
    return true;
  }
}
